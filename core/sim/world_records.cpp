// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/cluster/cluster_dns.h"
#include "core/sim/world.h"

#include <utility>

/// What people do to the records of a simulated cluster, and are told about them.
namespace sessionscope::sim {

using journal::EventKind;

Result<nlohmann::json> World::repin(const control::RepinSession &what)
{
    const cluster::Pod *pod = m_lab.isPlain() ? nullptr : m_lab.pods.find(PodId(what.ordinal));
    if (m_lab.isPlain())
        return fail(scenario::noPods("session"));
    if (!pod)
        return fail(scenario::noSuchPod(what.ordinal, m_lab.pods.replicas(), "ordinal"));
    const auto found = record(what.session);
    if (!found)
        return fail(found.error());
    const cluster::ClusterSpec &spec = m_lab.run.cluster;
    const auto pin = routing::pinTo(m_lab.run.profile.policy, routing::targetOf(spec), what.ordinal,
                                    Endpoint{pod->ip, spec.mcpPort});
    const auto changed = routing::withPin(*found->second, pin);
    const std::string session = routing::idOf(*found->second, what.session);
    const auto asked = noteRequested("repin-session", what.askedBy, session, what.ordinal);
    for (SimStore *store : stores())
        store->memory.replace(found->first, changed, m_lab.now());
    note({.cause = asked,
          .number = 1,
          .session = m_lab.journal.intern(session),
          .text = m_lab.journal.intern(pin.text()),
          .detail = m_lab.journal.intern("re-pinned"),
          .actor = {journal::Actor::Kind::Store, 0},
          .kind = EventKind::RecordSaved});
    noteSettled("repin-session", asked, what.ordinal);
    return nlohmann::json{{"backendUrl", pin.text()}, {"published", !m_lab.resolve(pin.host).empty()}};
}

Result<nlohmann::json> World::deleteRecord(const control::DeleteSessionRecord &what)
{
    const auto found = record(what.session);
    if (!found)
        return fail(found.error());
    const session::DeleteRecord deletion{found->first};
    const std::string session = routing::idOf(*found->second, what.session);
    const auto asked = noteRequested("delete-record", what.askedBy, session, 0);
    bool existed = false;
    for (SimStore *store : stores())
        existed = store->memory.apply(deletion, m_lab.now()).applied || existed;
    note({.cause = asked,
          .number = existed ? 1 : 0,
          .session = m_lab.journal.intern(session),
          .actor = {journal::Actor::Kind::Store, 0},
          .kind = EventKind::RecordDeleted});
    noteSettled("delete-record", asked, 0);
    return nlohmann::json::object();
}

Result<nlohmann::json> World::reset(const control::ResetCluster &what)
{
    const auto asked = noteRequested("reset", what.askedBy, {}, 0);
    if (!m_lab.store.available)
        apply({scenario::FaultKind::StartStore, 0});
    apply({scenario::FaultKind::ScaleBackend, m_podsAtFirst});
    apply({scenario::FaultKind::ScaleProxy, m_lab.run.cluster.proxyReplicas});
    runUntilSettled();
    noteSettled("reset", asked, 0);
    return nlohmann::json::object();
}

std::vector<SimStore *> World::stores()
{
    if (m_lab.run.cluster.store != cluster::StoreKind::Local)
        return {&m_lab.store};
    std::vector<SimStore *> local;
    for (const auto &[id, proxy] : m_proxies) {
        if (proxy.process)
            local.push_back(proxy.process->localStore());
    }
    return local;
}

std::vector<routing::KeyedRecord> World::records() const
{
    std::vector<routing::KeyedRecord> all;
    const auto add = [&](const SimStore &store) {
        for (const auto &[key, record] : store.memory.records(m_lab.now()))
            all.emplace_back(key, record);
    };
    if (m_lab.run.cluster.store != cluster::StoreKind::Local)
        add(m_lab.store);
    for (const auto &[id, proxy] : m_proxies) {
        if (proxy.process && proxy.process->localStore())
            add(*proxy.process->localStore());
    }
    return all;
}

Result<routing::KeyedRecord> World::record(const std::string &session)
{
    if (!m_lab.store.available)
        return fail(ErrorCode::ConnectionRefused, "the store is down", "store", "start the store again");
    return routing::chooseRecord(records(), session);
}

nlohmann::json World::sessionsStatus() const
{
    auto sessions = nlohmann::json::array();
    for (const auto &[key, record] : records()) {
        if (sessions.size() == control::QueryStatus::kSessionsListed)
            break;
        const std::string_view held = record->backendSid().empty() ? record->id : record->backendSid();
        std::optional<std::uint32_t> pod;
        for (const auto &[id, process] : m_lab.processes) {
            if (process.knows(held))
                pod = id.value();
        }
        sessions.push_back(routing::describeSession(*record, {}, pod));
    }
    return sessions;
}

journal::Sequence World::noteRequested(std::string_view fault, std::string_view askedBy,
                                       std::string_view session, std::int64_t target)
{
    return note({.number = target,
                 .session = m_lab.journal.intern(session),
                 .text = m_lab.journal.intern(fault),
                 .detail = m_lab.journal.intern(askedBy),
                 .kind = EventKind::FaultRequested});
}

void World::noteSettled(std::string_view fault, journal::Sequence requested, std::int64_t target)
{
    note({.cause = requested,
          .number = target,
          .text = m_lab.journal.intern(fault),
          .kind = EventKind::FaultSettled});
}

} // namespace sessionscope::sim
