// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/scenario/plan.h"
#include "core/scenario/synthetic_client.h"

#include <optional>
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
class PlanRunner
{
public:
    explicit PlanRunner(const Plan &plan);

    Action next(journal::Writer &journal, Instant now);
    void on(const Result<ClientAnswer> &answer, journal::Writer &journal, Instant now); ///< after Send
    void done(journal::Writer &journal, Instant now); ///< after any other action

    std::size_t stepIndex() const { return m_step; }

private:
    // The implementer's to shape.
    Plan m_plan;
    std::vector<SyntheticClient> m_clients;
    std::size_t m_step = 0;
};

} // namespace sessionscope::scenario
