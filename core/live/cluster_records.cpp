// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

// What people ask a live cluster for: faults, and changes of single records.

#include "core/live/live_cluster.h"
#include "core/routing/record_edit.h"
#include "core/session/session_id.h"

#include <algorithm>
#include <utility>

namespace sessionscope::live {

using journal::EventKind;
using scenario::FaultKind;

Awaitable<Result<void>> LiveCluster::request(scenario::Fault fault, std::string askedBy)
{
    const auto self = shared_from_this();
    const Deed deed{scenario::toText(fault.kind), fault.target};
    const auto cause = noteRequested(deed, askedBy);
    const auto inflicted = co_await inflict(fault, cause);
    if (inflicted)
        noteSettled(deed, cause);
    co_return inflicted;
}

Awaitable<Result<nlohmann::json>> LiveCluster::repin(control::RepinSession what)
{
    const auto self = shared_from_this();
    if (!m_pods)
        co_return fail(scenario::noPods("session"));
    const auto found = co_await findRecord(what.session);
    if (!found)
        co_return fail(found.error());
    const auto pods = m_pods->pods();
    const auto pod = std::ranges::find(pods, PodId(what.ordinal), &cluster::Pod::id);
    if (pod == pods.end())
        co_return fail(scenario::noSuchPod(what.ordinal, pods.size(), "ordinal"));
    const routing::BackendUrl pin = routing::pinTo(m_what.run.profile.policy, routing::targetOf(spec()),
                                                   what.ordinal, m_pods->addressOf(*pod));
    const std::string session = routing::idOf(*found->second, what.session);
    const Deed deed{"repin-session", what.ordinal, session};
    const auto cause = noteRequested(deed, what.askedBy);
    const auto saved = co_await m_store->replace(found->first, routing::withPin(*found->second, pin));
    if (!saved)
        co_return fail(saved.error());
    noteRecord({.cause = cause,
                .number = *saved ? 1 : 0,
                .text = m_recorder.intern(pin.text()),
                .detail = m_recorder.intern("re-pinned"),
                .kind = EventKind::RecordSaved},
               session);
    if (!*saved)
        co_return fail(ErrorCode::NotFound, "the record went away meanwhile", "session");
    noteSettled(deed, cause);
    const bool published = resolve(pin).has_value();
    co_return nlohmann::json{{"backendUrl", pin.text()}, {"published", published}};
}

Awaitable<Result<nlohmann::json>> LiveCluster::deleteRecord(control::DeleteSessionRecord what)
{
    const auto self = shared_from_this();
    const auto found = co_await findRecord(what.session);
    if (!found)
        co_return fail(found.error());
    const std::string session = routing::idOf(*found->second, what.session);
    const Deed deed{"delete-record", 0, session};
    const auto cause = noteRequested(deed, what.askedBy);
    const auto removed = co_await m_store->remove(found->first);
    if (!removed)
        co_return fail(removed.error());
    noteRecord({.cause = cause, .number = *removed ? 1 : 0, .kind = EventKind::RecordDeleted}, session);
    noteSettled(deed, cause);
    co_return nlohmann::json::object();
}

Awaitable<Result<void>> LiveCluster::reset(control::ResetCluster what)
{
    const auto self = shared_from_this();
    const Deed deed{"reset"};
    const auto cause = noteRequested(deed, what.askedBy);
    const auto mended = co_await mend(cause);
    if (mended)
        noteSettled(deed, cause);
    co_return mended;
}

Awaitable<Result<void>> LiveCluster::mend(journal::Sequence cause)
{
    const scenario::Fault faults[]{{FaultKind::StartStore, 0},
                                   {FaultKind::ScaleBackend, m_podsAtFirst},
                                   {FaultKind::ScaleProxy, m_proxiesAtFirst}};
    for (const scenario::Fault &fault : faults) {
        const auto done = co_await inflict(fault, cause);
        // What the cluster does not have needs no mending.
        if (!done && done.error().code != ErrorCode::Unsupported)
            co_return done;
    }
    co_return Result<void>();
}

/// By its id, which is cheap; else by what a person was shown of it.
Awaitable<Result<routing::KeyedRecord>> LiveCluster::findRecord(std::string session)
{
    const std::string key = spec().keyPrefix + session::normaliseSessionId(session);
    auto exact = co_await m_store->peek(key);
    if (!exact)
        co_return fail(exact.error());
    if (*exact)
        co_return routing::KeyedRecord(key, std::move(*exact));
    const auto all = co_await m_store->list(spec().keyPrefix, control::QueryStatus::kSessionsListed);
    if (!all)
        co_return fail(all.error());
    co_return routing::chooseRecord(*all, session);
}

Awaitable<std::optional<nlohmann::json>> LiveCluster::sessionsStatus()
{
    constexpr std::size_t kMost = control::QueryStatus::kSessionsListed;
    const auto records = co_await m_store->list(spec().keyPrefix, kMost);
    if (!records)
        co_return std::nullopt;
    auto sessions = nlohmann::json::array();
    for (const auto &[key, record] : *records) {
        if (sessions.size() == kMost)
            break;
        const auto *made = m_clients.find(record->id);
        std::string held(record->backendSid());
        if (held.empty())
            held = made ? made->id : record->id;
        sessions.push_back(routing::describeSession(*record, made ? made->client : std::string(),
                                                    m_pods ? m_pods->holderOf(held) : std::nullopt));
    }
    co_return std::optional(std::move(sessions));
}

journal::Sequence LiveCluster::noteRequested(const Deed &deed, std::string_view askedBy)
{
    return m_recorder.append({.number = deed.target,
                              .session = m_recorder.intern(deed.session),
                              .text = m_recorder.intern(deed.name),
                              .detail = m_recorder.intern(askedBy),
                              .kind = EventKind::FaultRequested});
}

void LiveCluster::noteSettled(const Deed &deed, journal::Sequence requested)
{
    m_recorder.append({.cause = requested,
                       .number = deed.target,
                       .session = m_recorder.intern(deed.session),
                       .text = m_recorder.intern(deed.name),
                       .kind = EventKind::FaultSettled});
}

void LiveCluster::noteRecord(journal::Event event, std::string_view session)
{
    event.session = m_recorder.intern(session);
    event.actor = {journal::Actor::Kind::Store, 0};
    m_recorder.append(event);
}

} // namespace sessionscope::live
