// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/control/inspector_port.h"
#include "tests/core/inspect/installation.h"
#include "ui/port_feed.h"

#include <QDateTime>

#include <memory>
#include <utility>
#include <vector>

namespace sessionscope::ui {

/// Stands where an inspector would: a test reads what was asked of it, and says what it saw. Closing is answered at once,
/// as the real one does.
class FakeInspector
{
public:
    InspectorFactory factory()
    {
        return [this] { return std::make_unique<Port>(*this); };
    }

    const std::vector<control::InspectorCommand> &posted() const { return m_posted; }

    /// The latest command of a kind; null if there was none.
    template <class What> const What *last() const
    {
        for (auto command = m_posted.rbegin(); command != m_posted.rend(); ++command) {
            if (const auto *what = std::get_if<What>(&command->what))
                return what;
        }
        return nullptr;
    }

    control::CommandId lastId() const { return m_posted.back().id; }

    void say(control::InspectorReport report)
    {
        m_reports.push_back(std::move(report));
        if (m_wake)
            m_wake();
    }

    void say(control::InspectorNotice notice)
    {
        control::InspectorReport report;
        report.notices.push_back(std::move(notice));
        say(std::move(report));
    }

    void say(inspect::LinkState state) { say(control::LinkChanged{{state, "127.0.0.1:6379", {}, 1}}); }

    void done(control::CommandId id, Result<void> result = {})
    {
        say(control::InspectorDone{id, std::move(result)});
    }

    /// A whole scan of these keys.
    void scan(const std::vector<inspect::RawKey> &keys)
    {
        control::InspectorReport report;
        inspect::RecordClassifier classifier;
        report.observations.emplace_back(inspect::ScanStarted{});
        for (const inspect::RawKey &key : keys)
            std::visit([&report](auto what) { report.observations.emplace_back(std::move(what)); },
                       classifier.classify(key));
        report.observations.emplace_back(inspect::ScanFinished{true, now()});
        inspect::ScanProgress progress;
        progress.keys = keys.size();
        progress.complete = true;
        report.notices.emplace_back(control::ScanProgressed{progress});
        say(std::move(report));
    }

    static WallTime now() { return WallTime{QDateTime::currentMSecsSinceEpoch() * 1'000'000}; }

    /// A record as it is read now, with two hours to live unless said otherwise.
    static inspect::RawKey key(int number, const std::string &url, std::int64_t ttlMs = 7'200'000)
    {
        inspect::RawKey raw = test::raw(test::record(test::uuid(number), url));
        raw.at = now();
        raw.ttlMs = ttlMs;
        return raw;
    }

    static std::vector<inspect::RawKey> keys(int count, const std::string &url)
    {
        std::vector<inspect::RawKey> keys;
        for (int number = 0; number < count; ++number)
            keys.push_back(key(number, url));
        return keys;
    }

private:
    class Port : public control::InspectorPort
    {
    public:
        explicit Port(FakeInspector &fake)
            : m_fake(fake)
        {
        }

        void post(control::InspectorCommand command) override
        {
            m_fake.m_posted.push_back(command);
            if (std::holds_alternative<control::CloseConnection>(command.what) && m_fake.closesAtOnce)
                m_fake.done(command.id);
        }
        control::InspectorReport drain() override
        {
            control::InspectorReport all;
            for (control::InspectorReport &report : std::exchange(m_fake.m_reports, {})) {
                std::move(report.observations.begin(), report.observations.end(),
                          std::back_inserter(all.observations));
                std::move(report.notices.begin(), report.notices.end(), std::back_inserter(all.notices));
            }
            return all;
        }
        void onWake(std::function<void()> wake) override { m_fake.m_wake = std::move(wake); }

    private:
        FakeInspector &m_fake;
    };

public:
    bool closesAtOnce = true;

private:
    std::vector<control::InspectorCommand> m_posted;
    std::vector<control::InspectorReport> m_reports;
    std::function<void()> m_wake;
};

} // namespace sessionscope::ui
