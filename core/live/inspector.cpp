// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/inspector.h"

#include "core/control/mailbox.h"
#include "core/live/inspector_desk.h"

#include <boost/asio/post.hpp>

#include <iterator>
#include <pthread.h>
#include <thread>
#include <utility>

namespace sessionscope::live {

namespace {

class ThreadedInspector : public control::InspectorPort
{
public:
    ThreadedInspector()
        : m_io(kOneThread)
    {
        m_commands.onWake([this] { asio::post(m_io, [this] { takeCommands(); }); });
        m_thread = std::thread([this] { run(); });
    }

    ~ThreadedInspector() override
    {
        m_reports.onWake({}); // who is being destroyed need not be told
        m_commands.put({control::CommandId(), control::Shutdown()});
        m_thread.join();
        m_commands.onWake({});
    }

    ThreadedInspector(const ThreadedInspector &) = delete;
    ThreadedInspector &operator=(const ThreadedInspector &) = delete;

    void post(control::InspectorCommand command) override { m_commands.put(std::move(command)); }

    control::InspectorReport drain() override
    {
        control::InspectorReport all;
        for (control::InspectorReport &report : m_reports.take()) {
            if (all.empty()) {
                all = std::move(report);
                continue;
            }
            std::ranges::move(report.observations, std::back_inserter(all.observations));
            std::ranges::move(report.notices, std::back_inserter(all.notices));
        }
        return all;
    }

    void onWake(std::function<void()> wake) override { m_reports.onWake(std::move(wake)); }

private:
    void run()
    {
        pthread_setname_np(pthread_self(), "inspector");
        m_desk = std::make_shared<InspectorDesk>(m_io, m_reports);
        m_desk->open();
        m_io.run();
        m_desk.reset();
    }

    void takeCommands()
    {
        for (control::InspectorCommand &command : m_commands.take())
            m_desk->obey(std::move(command));
    }

    control::Mailbox<control::InspectorCommand> m_commands;
    control::Mailbox<control::InspectorReport> m_reports;
    asio::io_context m_io;
    std::shared_ptr<InspectorDesk> m_desk; // of the inspector's thread alone
    std::thread m_thread;
};

} // namespace

std::unique_ptr<control::InspectorPort> makeInspector()
{
    return std::make_unique<ThreadedInspector>();
}

} // namespace sessionscope::live
