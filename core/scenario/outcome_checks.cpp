// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/journal/session_outcomes.h"
#include "core/scenario/check_list.h"
#include "core/scenario/run_index.h"

#include <fmt/format.h>

#include <map>
#include <string>
#include <vector>

namespace sessionscope::scenario {

using journal::Event;
using journal::EventKind;
using journal::Journal;
using journal::Outcome;
using journal::Sequence;
using journal::SessionFate;

namespace {

/// The sessions of one outcome that count: those that no client replaced another one with.
std::vector<SessionFate> originals(const Journal &journal, Outcome outcome)
{
    std::vector<SessionFate> fates = journal::outcomesOf(journal).sessions();
    std::erase_if(
        fates, [outcome](const SessionFate &fate) { return fate.replacement || fate.outcome() != outcome; });
    return fates;
}

std::uint32_t sessionCount(const Journal &journal)
{
    return journal::outcomesOf(journal).totals().total;
}

/// Who took a session away, from the exchange that decided its fate.
std::string_view blameForLoss(const RunIndex &index, const Event *decider, const SessionFate &fate,
                              bool sharedStore)
{
    const ExchangeTrace *exchange = decider ? index.exchangeOf(*decider) : nullptr;
    if (!exchange)
        return "proxy"; // it gave no answer
    if (exchange->first(EventKind::StoreFailed))
        return "store";
    // No record: a shared store has lost it (flushed, expired); a proxy without one is on its own (F-02).
    const Event *record = exchange->first(EventKind::RecordLoaded);
    if (record && record->number == 0)
        return sharedStore ? "store" : "proxy";
    if (exchange->first(EventKind::NameNotFound) || exchange->first(EventKind::DialFailed))
        return "platform";
    const Event *pod = exchange->first(EventKind::PodAnswered);
    const bool sent = pod && fate.createdOn >= 0 && pod->actor.index == fate.createdOn;
    return sent ? "pod" : "proxy";
}

/// Fails for every original session of that outcome; `verb` says what it did, e.g. "lost".
CheckResult noneOf(const Journal &journal, const RunSpec &run, Outcome outcome, std::string_view verb)
{
    const bool sharedStore = run.cluster.store != cluster::StoreKind::Local;
    const RunIndex index(journal);
    Judgement judgement;
    std::string first;
    for (const SessionFate &fate : originals(journal, outcome)) {
        judgement.blame(blameForLoss(index, journal.find(fate.decidedBy()), fate, sharedStore),
                        fate.decidedBy());
        if (first.empty())
            first = maskedId(journal.text(fate.session));
    }
    const std::uint32_t total = sessionCount(journal);
    return judgement.passedOrFailed(
        fmt::format("0 of {} sessions {}", total, verb),
        fmt::format("{} of {} sessions {}; the first: {}", judgement.count(), total, verb, first));
}

} // namespace

CheckResult noSessionLost(const Journal &journal, const RunSpec &run)
{
    return noneOf(journal, run, Outcome::Lost, "were lost");
}

CheckResult stateIntact(const Journal &journal, const RunSpec &run)
{
    return noneOf(journal, run, Outcome::Amnesia, "forgot their state");
}

CheckResult loadSpread(const Journal &journal, const RunSpec &run)
{
    const RunIndex index(journal);
    std::map<std::int64_t, std::size_t> perPod;
    std::size_t sessions = 0;
    std::size_t pods = run.cluster.plainTarget ? 1 : run.cluster.backendReplicas;
    Sequence last;
    const journal::SessionOutcomes outcomes = journal::outcomesOf(journal);
    for (const SessionFate &fate : outcomes.sessions()) {
        if (fate.replacement || fate.createdOn < 0)
            continue;
        ++perPod[fate.createdOn];
        ++sessions;
        last = fate.created;
        pods = index.podCountAt(fate.created, run.cluster.backendReplicas);
    }

    Judgement judgement;
    if (pods > 1 && sessions >= 2 * pods && perPod.size() == 1)
        judgement.blame("platform", last);
    std::string figures;
    for (const auto &[pod, count] : perPod)
        figures += fmt::format("{}pod-{} has {}", figures.empty() ? "" : ", ", pod, count);
    const std::string evidence
        = fmt::format("{} sessions, {} pods: {}", sessions, pods, figures.empty() ? "none placed" : figures);
    return judgement.passedOrFailed(evidence, evidence);
}

} // namespace sessionscope::scenario
