// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/journal/explain.h"
#include "core/journal/session_outcomes.h"
#include "core/scenario/check_list.h"
#include "core/scenario/run_index.h"

#include <fmt/format.h>

#include <map>
#include <string>
#include <vector>

namespace sessionscope::scenario {

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

/// Fails for every original session of that outcome; `verb` says what it did, e.g. "lost".
CheckResult noneOf(const Journal &journal, Outcome outcome, std::string_view verb)
{
    Judgement judgement;
    std::string first;
    for (const SessionFate &fate : originals(journal, outcome)) {
        const journal::Explanation why = journal::explain(journal, fate);
        judgement.blame(why.culprit, fate.decidedBy());
        if (first.empty())
            first = fmt::format("{}{}{}: {}", maskedId(journal.text(fate.session)),
                                why.mode.empty() ? "" : " ", why.mode, why.summary);
    }
    const std::uint32_t total = sessionCount(journal);
    return judgement.passedOrFailed(
        fmt::format("0 of {} sessions {}", total, verb),
        fmt::format("{} of {} sessions {}; the first: {}", judgement.count(), total, verb, first));
}

} // namespace

CheckResult noSessionLost(const Journal &journal, const RunSpec &)
{
    return noneOf(journal, Outcome::Lost, "were lost");
}

CheckResult stateIntact(const Journal &journal, const RunSpec &)
{
    return noneOf(journal, Outcome::Amnesia, "forgot their state");
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
