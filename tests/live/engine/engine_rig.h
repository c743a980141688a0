// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/control/mailbox.h"
#include "core/journal/session_outcomes.h"
#include "core/live/engine.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace sessionscope::live::test {

/// The plan of the product's main story, as a value: sessions are made and used, the proxy restarts, they are used again.
inline scenario::Plan restartPlan(scenario::Fault fault = {scenario::FaultKind::RestartProxy, 0})
{
    scenario::Plan plan;
    plan.id = "restart";
    plan.clients = {{.count = 12, .behaviour = scenario::ClientBehaviour::NeverReinitialises}};
    plan.steps = {scenario::plan_step::Initialize{}, scenario::plan_step::Call{}, fault,
                  scenario::plan_step::Call{"counter", 5, std::nullopt}};
    return plan;
}

inline scenario::RunSpec runOf(scenario::Plan plan, std::string profile, std::uint64_t seed,
                               cluster::StoreKind store = cluster::StoreKind::Embedded)
{
    scenario::Overrides overrides;
    overrides.profile = std::move(profile);
    overrides.seed = seed;
    overrides.store = store;
    return scenario::resolve(std::move(plan), overrides).value();
}

/// An engine as the command line and the window see it, with what it said so far.
class EngineRig
{
public:
    EngineRig()
        : m_port(makeLiveEngine())
    {
        m_port->onWake([this] { m_bell.put(0); });
    }

    ~EngineRig() { destroy(); }
    EngineRig(const EngineRig &) = delete;
    EngineRig &operator=(const EngineRig &) = delete;

    void destroy() { m_port.reset(); }

    control::CommandId post(decltype(control::Command::what) what)
    {
        const control::CommandId id(++m_commands);
        m_port->post({id, std::move(what)});
        return id;
    }

    /// Listens to the engine until `condition` holds; false if that takes more than a minute.
    bool until(const std::function<bool()> &condition)
    {
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(60);
        while (!condition() && std::chrono::steady_clock::now() < deadline) {
            (void)m_bell.takeWithin(Duration::milliseconds(200));
            listen();
        }
        return condition();
    }

    bool open(scenario::RunSpec run, std::string podCommand = {},
              Endpoint listenAt = {IpAddress(0x7F00'0001), 0})
    {
        control::OpenCluster what{std::move(run), listenAt, std::move(podCommand), 0};
        post(std::move(what));
        return until([this] { return ready || failed; }) && ready;
    }

    bool execute()
    {
        post(control::ExecutePlan{});
        return until([this] { return planFinished || failed; }) && planFinished;
    }

    /// Posts a command and waits for its CommandDone.
    Result<nlohmann::json> ask(decltype(control::Command::what) what)
    {
        const auto id = post(std::move(what));
        Result<nlohmann::json> answer = fail(ErrorCode::TimedOut, "no answer to the command");
        until([&] {
            const auto it = std::ranges::find(answers, id, &control::CommandDone::id);
            if (it == answers.end())
                return false;
            answer = it->result;
            return true;
        });
        return answer;
    }

    Result<nlohmann::json> inflict(scenario::FaultKind kind, std::uint32_t target = 0)
    {
        return ask(control::InflictFault{{kind, target}, "test"});
    }

    nlohmann::json status() { return ask(control::QueryStatus{}).value_or(nlohmann::json()); }

    journal::SessionOutcomes::Totals totals() const { return journal::outcomesOf(journal).totals(); }

    std::size_t count(journal::EventKind kind) const
    {
        return static_cast<std::size_t>(std::ranges::count(journal.events(), kind, &journal::Event::kind));
    }

    journal::Journal journal;
    std::optional<control::ClusterReady> ready;
    std::optional<Error> failed;
    std::vector<control::CommandDone> answers;
    bool planFinished = false;
    bool stopped = false;

private:
    void listen()
    {
        if (!m_port)
            return;
        control::Report report = m_port->drain();
        if (!report.journal.empty())
            journal.append(std::move(report.journal));
        for (control::Notice &notice : report.notices) {
            if (auto *up = std::get_if<control::ClusterReady>(&notice))
                ready = std::move(*up);
            else if (auto *done = std::get_if<control::CommandDone>(&notice))
                answers.push_back(std::move(*done));
            else if (auto *broken = std::get_if<control::EngineFailed>(&notice))
                failed = std::move(broken->error);
            else if (std::holds_alternative<control::PlanFinished>(notice))
                planFinished = true;
            else
                stopped = true;
        }
    }

    control::Mailbox<int> m_bell;
    std::unique_ptr<control::EnginePort> m_port;
    std::uint64_t m_commands = 0;
};

} // namespace sessionscope::live::test
