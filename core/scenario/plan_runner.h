// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/scenario/plan.h"
#include "core/scenario/synthetic_client.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace sessionscope::scenario {

/// What the engine shall do next for a plan.
namespace action {

struct Send
{
    ClientId client;
    ClientRequest request;
    std::optional<ProxyId> proxy; ///< past the front door
    bool onNewConnection = false; ///< do not reuse the client's connection
    journal::Sequence cause;      ///< the client's RequestSent
};

struct DropConnections
{
    std::vector<ClientId> clients;
};

/// Do it and report when it has settled.
struct Inflict
{
    Fault fault;
    journal::Sequence cause; ///< FaultRequested, already journalled
};

struct Wait
{
    Duration span;
};

struct Finish
{
};

} // namespace action

using Action
    = std::variant<action::Send, action::DropConnections, action::Inflict, action::Wait, action::Finish>;

/// Executes a plan step by step without I/O: one action at a time, so that live and simulated runs take the same course.
/// The engine performs what next() says and reports it with on() or done() before asking again.
///
/// Clients act one after the other: every client once, then every client again, as often as a step says. The runner
/// journals the run's own events (`RunStarted` … `RunFinished`) and those of its clients; FaultRequested and FaultSettled
/// of a plan's faults are its own too, what a fault does to the cluster is the engine's to tell.
class PlanRunner
{
public:
    /// `profile` is told in `RunStarted`. The plan is as resolve() gives it: its seed and clients are those of the run.
    explicit PlanRunner(const Plan &plan, std::string profile = {});

    Action next(journal::Writer &journal, Instant now);
    void on(const Result<ClientAnswer> &answer, journal::Writer &journal, Instant now); ///< after Send
    void done(journal::Writer &journal, Instant now); ///< after any other action

    std::size_t stepIndex() const { return m_step; } ///< the number of steps when the plan is through

private:
    enum class Awaiting { Nothing, Answer, Deed };

    struct Member
    {
        SyntheticClient client;
        ClientConnection connection;
    };

    void startRun(journal::Writer &journal, Instant now);
    void startStep(journal::Writer &journal, Instant now);
    void finishStep(journal::Writer &journal, Instant now);
    std::optional<Action> act(journal::Writer &journal, Instant now);
    std::optional<Action> nextSend(journal::Writer &journal, Instant now);
    std::optional<Action> deed(journal::Writer &journal, Instant now);
    bool startClient(SyntheticClient &client);
    std::uint32_t rounds() const;
    std::optional<std::uint32_t> proxy() const;

    Plan m_plan;
    std::string m_profile;
    std::vector<Member> m_clients;
    Awaiting m_awaiting = Awaiting::Nothing;
    bool m_runStarted = false;
    bool m_runFinished = false;

    std::size_t m_step = 0;
    bool m_stepStarted = false;
    bool m_deedDone = false;
    std::uint32_t m_round = 0;
    std::size_t m_client = 0;
    bool m_clientStarted = false;

    journal::Sequence m_stepEvent;  ///< the last StepStarted or StepFinished
    journal::Sequence m_faultEvent; ///< FaultRequested
};

} // namespace sessionscope::scenario
