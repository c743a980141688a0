// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/ids.h"
#include "core/base/time.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace sessionscope::journal {

using Sequence
    = StrongId<struct SequenceTag, std::uint64_t>; ///< an event's place in its journal, from 1; 0 is "none"
using Symbol
    = StrongId<struct SymbolTag, std::uint32_t>; ///< an interned text of the journal; 0 is the empty text

/// Who did what an event tells.
struct Actor
{
    enum class Kind : std::uint8_t { Engine, Client, FrontDoor, Proxy, Service, Dns, Store, Pod };

    Kind kind = Kind::Engine;
    std::uint32_t index = 0; ///< client, proxy or ordinal; 0 for the others

    constexpr auto operator<=>(const Actor &) const = default;
};

constexpr Actor clientActor(ClientId id)
{
    return {Actor::Kind::Client, id.value()};
}
constexpr Actor proxyActor(ProxyId id)
{
    return {Actor::Kind::Proxy, id.value()};
}
constexpr Actor podActor(PodId id)
{
    return {Actor::Kind::Pod, id.value()};
}

/// What happened, in the past tense. The comment names what the event's fields mean; `kindFields()` has the same table
/// for files and filters. `session` is always the id that the *client* knows, `exchange` the client's exchange.
enum class EventKind : std::uint8_t {
    // The run
    RunStarted,   ///< text scenario, detail profile, number seed
    StepStarted,  ///< number index, text what
    StepFinished, ///< number index; cause its StepStarted
    RunFinished,  ///< —
    FaultRequested, ///< text fault, detail who asked ("plan", "window" …), number target; session of what it concerns
    FaultSettled, ///< text fault, number target; cause its FaultRequested

    // The cluster
    PodStarted,    ///< text address, number incarnation (counts from 1)
    PodReady,      ///< text address
    PodStopped,    ///< text how (terminated, killed), number sessions that died with it, −1 unknown
    ProxyStarted,  ///< text address of its own pod, number generation (counts from 1)
    ProxyStopped,  ///< text how (drained, killed), number generation
    StoreStarted,  ///< text kind of store, number ttl of its records in ns (0: not told)
    StoreStopped,  ///< —
    StoreFlushed,  ///< number records lost
    ServicePicked, ///< number ordinal (front door: proxy), text client address, detail why (affinity, random)
    ServiceRefused, ///< text client address: no ready endpoint

    // A client
    ClientAttached, ///< one that is not the plan's: text name and version if it told them, detail its address
    RequestSent,    ///< text what ("POST tools/call counter")
    AnswerReceived, ///< number HTTP status, other JSON-RPC error code or 0, text what
    RequestFailed,  ///< no answer: text error code
    StateObserved,  ///< number expected count, other observed count of the session's own state
    SessionReplaced, ///< the client started over: session the new one, text the old one

    // A proxy, in the order of one exchange
    RequestReceived,  ///< text what, detail client's address
    RecordLoaded,     ///< number 1 found or 0 absent, text backend_url, detail backend_sid
    StoreFailed,      ///< text error code, detail operation (load, save, delete)
    ForwardStarted,   ///< text URL, detail why (target, pin, drawn pod, redirect, re-initialisation, replay)
    NameNotFound,     ///< text host name
    ConnectionOpened, ///< text address dialled, number connection
    ConnectionReused, ///< text address, number connection
    DialFailed,       ///< text address or name, detail error code
    ForwardFailed,    ///< text error code: the request may have been processed
    ResponseReceived, ///< number HTTP status, text address that the proxy saw as its peer, detail session id in the response
    RecordSaved, ///< text backend_url, detail why (created, re-initialised, unpinned, shadow, re-pinned), number 1 applied
    RecordDeleted, ///< number 1 if it existed
    AnswerSent, ///< number HTTP status, text reason (relayed, guard, store, batch, …), other duration in ns
    SessionCreated, ///< number ordinal that answered or −1, text client name and version, detail era
    SessionForgotten, ///< re-initialised: the same id, but a new backend session with empty state; text its backend id
    SessionClosed, ///< the client's DELETE was honoured

    // A pod
    PodAnswered, ///< number HTTP status, text what, other 1 if it knew the session, 0 if not, −1 if none was named

    // Limits
    LimitReached, ///< text which limit, number its value
};

inline constexpr int kEventKindCount = static_cast<int>(EventKind::LimitReached) + 1;

/// One line of the journal: a value of fixed size. Texts are interned in the journal that holds it.
struct Event
{
    Instant time{};
    Sequence sequence{};
    Sequence cause{}; ///< the event that led to this one; none for what nobody in the run caused
    ExchangeId exchange{};
    std::int64_t number = 0;
    std::int64_t other = 0;
    Symbol session{};
    Symbol text{};
    Symbol detail{};
    Actor actor{};
    EventKind kind = EventKind::RunStarted;
};

/// What the fields of a kind are called in files and filters; null where the kind does not use the field.
struct KindFields
{
    const char *name; ///< "RecordLoaded"
    const char *number;
    const char *other;
    const char *text;
    const char *detail;
};

const KindFields &kindFields(EventKind kind);

/// "proxy", "pod", "service" …, without a number.
const char *toText(Actor::Kind kind);
/// Whether there may be several of that kind, told apart by their index.
constexpr bool isNumbered(Actor::Kind kind)
{
    return kind == Actor::Kind::Client || kind == Actor::Kind::Proxy || kind == Actor::Kind::Pod;
}

/// "proxy-0", "pod-2", "client-11", "service" …
std::string toText(Actor actor);

} // namespace sessionscope::journal
