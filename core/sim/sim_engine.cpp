// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/sim/sim_engine.h"

#include "core/sim/world.h"

#include <optional>
#include <utility>

namespace sessionscope::sim {

namespace {

using namespace control;

/// World's commands and notices. Nothing listens anywhere, so ClusterReady names no addresses.
class SimEngine : public EnginePort
{
public:
    void post(Command command) override
    {
        std::visit([&](const auto &what) { carryOut(command.id, what); }, command.what);
        if (m_world)
            collect(m_world->takeJournal());
        if (m_wake && !m_report.empty())
            m_wake();
    }

    Report drain() override { return std::exchange(m_report, Report{}); }

    void onWake(std::function<void()> wake) override { m_wake = std::move(wake); }

private:
    void carryOut(CommandId, const OpenCluster &open)
    {
        if (!open.podCommand.empty()) {
            tell(EngineFailed{{ErrorCode::Unsupported, "real pods need real sockets", "--pod-command",
                               "use --engine live"}});
            return;
        }
        m_world.emplace(open.run);
        m_world->captureMessages(open.captureMessages);
        m_world->open();
        const cluster::ClusterSpec &spec = open.run.cluster;
        ClusterReady ready;
        ready.serviceName = spec.plainTarget ? "" : spec.backendServiceName();
        ready.store = spec.store;
        tell(std::move(ready));
    }

    void carryOut(CommandId id, const ExecutePlan &execute)
    {
        if (!isOpen(id))
            return;
        if (m_world->executePlan(execute.isGivenUp))
            tell(PlanFinished{});
        else
            tell(CommandDone{id, fail(ErrorCode::Cancelled, "the plan was given up", "engine")});
    }

    void carryOut(CommandId id, const InflictFault &inflict)
    {
        if (!isOpen(id))
            return;
        const auto done = m_world->inflict(inflict.fault, inflict.askedBy);
        tell(CommandDone{id, done ? Result<nlohmann::json>(nlohmann::json::object()) : fail(done.error())});
    }

    void carryOut(CommandId id, const RepinSession &what)
    {
        if (isOpen(id))
            tell(CommandDone{id, m_world->repin(what)});
    }

    void carryOut(CommandId id, const DeleteSessionRecord &what)
    {
        if (isOpen(id))
            tell(CommandDone{id, m_world->deleteRecord(what)});
    }

    void carryOut(CommandId id, const ResetCluster &what)
    {
        if (isOpen(id))
            tell(CommandDone{id, m_world->reset(what)});
    }

    void carryOut(CommandId id, const SetPace &pace)
    {
        if (pace.mode == SetPace::Mode::RealTime)
            tell(CommandDone{id, nlohmann::json::object()});
        else
            tell(CommandDone{id, noPace()});
    }

    void carryOut(CommandId id, const StepOnce &) { tell(CommandDone{id, noPace()}); }

    void carryOut(CommandId id, const SetOption &option)
    {
        tell(CommandDone{id,
                         fail(ErrorCode::Unsupported, "a simulated cluster keeps its options", option.path,
                              "start another run with --set")});
    }

    void carryOut(CommandId id, const QueryStatus &)
    {
        if (isOpen(id))
            tell(CommandDone{id, m_world->status()});
    }

    void carryOut(CommandId, const Shutdown &)
    {
        if (m_world)
            collect(m_world->takeJournal());
        m_world.reset();
        tell(EngineStopped{});
    }

    static tl::unexpected<Error> noPace()
    {
        return fail(ErrorCode::Unsupported, "a simulated plan is through at once, in virtual time", "pace",
                    "use --engine live");
    }

    bool isOpen(CommandId id)
    {
        if (!m_world)
            tell(CommandDone{id, fail(ErrorCode::InvalidInput, "no cluster is open", "engine")});
        return m_world.has_value();
    }

    void tell(Notice notice) { m_report.notices.push_back(std::move(notice)); }

    void collect(journal::Batch batch) { m_report.journal.join(std::move(batch)); }

    std::optional<World> m_world;
    Report m_report;
    std::function<void()> m_wake;
};

} // namespace

std::unique_ptr<control::EnginePort> makeSimEngine()
{
    return std::make_unique<SimEngine>();
}

} // namespace sessionscope::sim
