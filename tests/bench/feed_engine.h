// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/control/engine_port.h"
#include "core/control/mailbox.h"
#include "tests/support/journal_builder.h"

#include <fmt/format.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace sessionscope::bench {

/// Traffic as a proxy journals it: sessions that call in turn, a restart now and then, and sessions lost by it.
class Traffic
{
public:
    Traffic(std::uint32_t sessions, std::uint32_t pods)
        : m_pods(pods)
    {
        m_builder.startPods(pods);
        m_builder.startProxy(0, 1);
        for (std::uint32_t session = 0; session < sessions; ++session) {
            m_ids.push_back(fmt::format("{:08x}-0000-4000-8000-{:012x}", session * 2'654'435'761U, session));
            m_builder.initialize(m_ids.back(), session % pods, "http://mcp-myserver:8080", session);
        }
    }

    void call()
    {
        const std::uint32_t session = ++m_calls * 7'919 % static_cast<std::uint32_t>(m_ids.size());
        const bool lost = m_calls % kCallsPerLoss == 0;
        m_builder.call({.session = m_ids[session],
                        .client = session,
                        .pod = (session + (lost ? 1 : 0)) % m_pods,
                        .status = lost ? 404 : 200,
                        .podKnowsSession = !lost});
        if (m_calls % kCallsPerRestart == 0)
            m_builder.restartProxy(0, ++m_generation);
    }

    testing::JournalBuilder &builder() { return m_builder; }

private:
    static constexpr std::uint32_t kCallsPerLoss = 97;
    static constexpr std::uint32_t kCallsPerRestart = 5'000;

    testing::JournalBuilder m_builder;
    std::vector<std::string> m_ids;
    std::uint32_t m_pods;
    std::uint32_t m_calls = 0;
    std::int64_t m_generation = 1;
};

/// An engine that does nothing but journal, at a fixed rate, on a thread of its own as the live engine does.
class FeedEngine : public control::EnginePort
{
public:
    static constexpr std::uint32_t kSessions = 1'000;
    static constexpr std::uint32_t kPods = 20;

    explicit FeedEngine(std::size_t eventsPerSecond)
        : m_rate(eventsPerSecond)
    {
    }

    ~FeedEngine() override { m_thread = {}; }

    void post(control::Command command) override
    {
        if (std::holds_alternative<control::OpenCluster>(command.what)) {
            m_letters.put(
                {{},
                 {control::ClusterReady{
                     .mcpUrl = "http://127.0.0.1:1/mcp", .redisUrl = {}, .pods = {}, .proxies = {}}}});
            m_thread = std::jthread([this](const std::stop_token &stop) { feed(stop); });
        } else if (std::holds_alternative<control::Shutdown>(command.what)) {
            m_thread = {};
            m_letters.put({{}, {control::EngineStopped{}}});
        }
    }

    control::Report drain() override
    {
        control::Report all;
        for (control::Report &each : m_letters.take()) {
            all.journal.join(std::move(each.journal));
            std::move(each.notices.begin(), each.notices.end(), std::back_inserter(all.notices));
        }
        return all;
    }

    void onWake(std::function<void()> wake) override { m_letters.onWake(std::move(wake)); }

private:
    void feed(const std::stop_token &stop)
    {
        Traffic traffic(kSessions, kPods);
        journal::Writer &writer = traffic.builder().writer();
        m_letters.put({writer.take(), {}});
        const auto begin = std::chrono::steady_clock::now();
        for (std::size_t written = 0; !stop.stop_requested();) {
            const std::chrono::duration<double> since = std::chrono::steady_clock::now() - begin;
            const auto due = static_cast<std::size_t>(since.count() * static_cast<double>(m_rate));
            while (written + writer.pending() < due)
                traffic.call();
            written += writer.pending();
            if (writer.pending() > 0)
                m_letters.put({writer.take(), {}});
            std::unique_lock lock(m_pausing);
            m_pause.wait_for(lock, stop, std::chrono::milliseconds(1), [] { return false; });
        }
    }

    std::size_t m_rate;
    std::mutex m_pausing;
    std::condition_variable_any m_pause; ///< never told: a wait that a stop ends
    control::Mailbox<control::Report> m_letters;
    std::jthread m_thread;
};

} // namespace sessionscope::bench
