// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/engine.h"

#include "core/control/mailbox.h"
#include "core/live/engine_desk.h"

#include <boost/asio/post.hpp>

#include <iterator>
#include <pthread.h>
#include <thread>
#include <utility>

namespace sessionscope::live {

namespace {

/// Appends a later report to an earlier one.
void join(control::Report &all, control::Report &&later)
{
    all.journal.join(std::move(later.journal));
    std::ranges::move(later.notices, std::back_inserter(all.notices));
}

class LiveEngine : public control::EnginePort
{
public:
    LiveEngine()
        : m_io(kOneThread)
    {
        m_commands.onWake([this] { asio::post(m_io, [this] { takeCommands(); }); });
        m_thread = std::thread([this] { run(); });
    }

    ~LiveEngine() override
    {
        m_reports.onWake({}); // who is being destroyed need not be told
        m_commands.put({control::CommandId(), control::Shutdown()});
        m_thread.join();
        m_commands.onWake({});
    }

    LiveEngine(const LiveEngine &) = delete;
    LiveEngine &operator=(const LiveEngine &) = delete;

    void post(control::Command command) override { m_commands.put(std::move(command)); }

    control::Report drain() override
    {
        control::Report all;
        for (control::Report &report : m_reports.take())
            join(all, std::move(report));
        return all;
    }

    void onWake(std::function<void()> wake) override { m_reports.onWake(std::move(wake)); }

private:
    void run()
    {
        pthread_setname_np(pthread_self(), "engine");
        m_desk = std::make_shared<EngineDesk>(m_io, m_recorder, m_reports);
        m_desk->open();
        m_io.run();
        m_desk.reset();
    }

    void takeCommands()
    {
        for (control::Command &command : m_commands.take())
            m_desk->obey(std::move(command));
    }

    control::Mailbox<control::Command> m_commands;
    control::Mailbox<control::Report> m_reports;
    Recorder m_recorder; // outlives the loop: what unwinds last may still want to write
    asio::io_context m_io;
    std::shared_ptr<EngineDesk> m_desk; // of the engine's thread alone
    std::thread m_thread;
};

} // namespace

std::unique_ptr<control::EnginePort> makeLiveEngine()
{
    return std::make_unique<LiveEngine>();
}

} // namespace sessionscope::live
