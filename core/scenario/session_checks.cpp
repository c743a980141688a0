// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/journal/causes.h"
#include "core/scenario/check_list.h"
#include "core/scenario/run_index.h"

#include <fmt/format.h>

#include <map>
#include <set>

namespace sessionscope::scenario {

using journal::Event;
using journal::EventKind;
using journal::Journal;
using journal::Sequence;
using journal::Symbol;

namespace {

constexpr std::string_view kInitialize = "POST initialize";

/// Who kept a client from its session, from what happened to its initialize.
std::string_view blameForInitialize(const ExchangeTrace *exchange)
{
    if (!exchange)
        return "proxy"; // it did not even take the request
    if (exchange->first(EventKind::NameNotFound) || exchange->first(EventKind::DialFailed))
        return "platform";
    const Event *pod = exchange->last(EventKind::PodAnswered);
    if (pod && pod->number >= 300)
        return "pod";
    return "proxy";
}

/// The clients that each session was given to.
std::map<Symbol, std::set<std::uint32_t>> ownersOf(const Journal &journal)
{
    std::map<Symbol, std::set<std::uint32_t>> owners;
    for (const Event &event : journal.events()) {
        const bool given = event.kind == EventKind::AnswerReceived && event.session != Symbol()
            && journal.text(event.text) == kInitialize;
        if (given)
            owners[event.session].insert(event.actor.index);
    }
    return owners;
}

bool answersAnotherSession(const ExchangeTrace &exchange,
                           const std::map<Symbol, std::set<std::uint32_t>> &owners)
{
    const Event *response = exchange.last(EventKind::ResponseReceived);
    return response && response->detail != Symbol() && response->detail != exchange.session
        && owners.contains(response->detail);
}

/// The first event after which each session is over, as its client was told.
std::map<Symbol, Sequence> closings(const Journal &journal)
{
    std::map<Symbol, Sequence> closed;
    for (const Event &event : journal.events()) {
        if (event.kind == EventKind::SessionClosed)
            closed.emplace(event.session, event.sequence);
    }
    return closed;
}

} // namespace

CheckResult everyClientGotASession(const Journal &journal, const RunSpec &run)
{
    const RunIndex index(journal);
    std::map<std::uint32_t, const Event *> asked; ///< each client's last initialize
    std::set<std::uint32_t> served;
    std::string first;
    for (const Event &event : journal.events()) {
        if (event.kind == EventKind::RequestSent && journal.text(event.text) == kInitialize)
            asked[event.actor.index] = &event;
        const bool got = event.kind == EventKind::AnswerReceived && event.session != Symbol()
            && journal.text(event.text) == kInitialize;
        if (got)
            served.insert(event.actor.index);
    }

    Judgement judgement;
    for (const auto &[client, request] : asked) {
        if (served.contains(client))
            continue;
        const ExchangeTrace *exchange = index.exchangeOf(request->sequence);
        judgement.blame(blameForInitialize(exchange), request->sequence);
        const Event *answer = exchange ? exchange->last(EventKind::AnswerSent) : nullptr;
        if (first.empty())
            first = fmt::format("client-{} was {}", client,
                                answer ? fmt::format("answered {}", answer->number) : "not answered");
    }
    const std::uint32_t clients = run.plan.clientCount();
    return judgement.passedOrFailed(fmt::format("{} of {} clients got a session", served.size(), clients),
                                    fmt::format("{} of {} clients that asked got no session; {}",
                                                judgement.count(), asked.size(), first));
}

CheckResult noCrossSessionAnswer(const Journal &journal, const RunSpec &)
{
    const RunIndex index(journal);
    const auto owners = ownersOf(journal);
    Judgement judgement;
    std::string first;
    std::size_t observed = 0;

    for (const auto &[session, clients] : owners) {
        if (clients.size() > 1) {
            judgement.blame("pod", {});
            first = fmt::format("{} clients were given the session {}", clients.size(),
                                maskedId(journal.text(session)));
        }
    }
    for (const Event &event : journal.events()) {
        if (event.kind != EventKind::AnswerReceived && event.kind != EventKind::StateObserved)
            continue;
        // A count above the session's own is somebody else's. A response that names another session says who is to
        // blame: then the proxy sent the request under a wrong name, else the pod mixed two sessions up.
        const Event *sent = requestBehind(journal, event);
        const ExchangeTrace *exchange = sent ? index.exchangeOf(sent->sequence) : nullptr;
        const bool misnamed = exchange && answersAnotherSession(*exchange, owners);
        const bool foreignCount = event.kind == EventKind::StateObserved && event.other > event.number;
        observed += event.kind == EventKind::StateObserved ? 1 : 0;
        if (!foreignCount && !(misnamed && event.kind == EventKind::AnswerReceived))
            continue;
        judgement.blame(misnamed ? "proxy" : "pod", event.sequence);
        if (first.empty()) {
            first = foreignCount
                ? fmt::format("the counter of {} said {} where {} was due",
                              maskedId(journal.text(event.session)), event.other, event.number)
                : fmt::format("the answer to {} named another session",
                              maskedId(journal.text(event.session)));
        }
    }
    return judgement.passedOrFailed(
        fmt::format("{} counters were the asking session's own", observed),
        fmt::format("{} answers were not the asking session's own; the first: {}", judgement.count(), first));
}

CheckResult closedStaysClosed(const Journal &journal, const RunSpec &)
{
    const RunIndex index(journal);
    const auto closed = closings(journal);
    Judgement judgement;
    std::string first;
    for (const Event &event : journal.events()) {
        const auto closing = closed.find(event.session);
        const ExchangeTrace *exchange = index.exchangeOf(event);
        if (closing == closed.end() || !exchange || exchange->events.front()->sequence < closing->second)
            continue;
        const bool written = event.kind == EventKind::RecordSaved && event.number == 1;
        const bool answered
            = event.kind == EventKind::AnswerSent && event.number >= 200 && event.number < 300;
        if (!written && !answered)
            continue;
        // A record that is found again although nobody wrote it was never deleted: then the store is to blame.
        const Event *record = exchange->first(EventKind::RecordLoaded);
        const bool undeleted = answered && judgement.count() == 0 && record && record->number == 1;
        judgement.blame(undeleted ? "store" : "proxy", event.sequence);
        if (first.empty())
            first = written ? "its record was written again"
                            : fmt::format("a request was answered {}", event.number);
    }
    return judgement.passedOrFailed(fmt::format("{} closed sessions stayed closed", closed.size()),
                                    fmt::format("{} closed sessions; after DELETE {}", closed.size(), first));
}

} // namespace sessionscope::scenario
