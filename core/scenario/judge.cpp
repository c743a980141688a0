// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/journal/explain.h"
#include "core/scenario/verdict.h"

#include <algorithm>
#include <set>
#include <string_view>

namespace sessionscope::scenario {

using journal::Event;
using journal::EventKind;
using journal::Journal;
using journal::Outcome;

namespace {

constexpr std::string_view kStarvation = "F-09";

/// No client gets a session from one of these.
bool isNoAnswer(std::int64_t status)
{
    return (status >= 300 && status < 400) || status >= 500;
}

bool isJudgedBy(const Plan &plan, std::string_view check)
{
    return plan.checks.empty() || std::ranges::find(plan.checks, check) != plan.checks.end();
}

/// From the start of the plan to its last event; the cluster's own start is not the plan's time.
Duration durationOf(const Journal &journal)
{
    const auto events = journal.events();
    const auto started = std::ranges::find(events, EventKind::RunStarted, &Event::kind);
    return started == events.end() ? Duration() : events.back().time - started->time;
}

std::set<std::string> failureModes(const Journal &journal, const journal::SessionOutcomes &outcomes)
{
    std::set<std::string> modes;
    for (const journal::SessionFate &fate : outcomes.sessions()) {
        const bool wentWrong = fate.outcome() == Outcome::Lost || fate.outcome() == Outcome::Amnesia;
        if (!wentWrong || fate.replacement)
            continue;
        const std::string mode = journal::explain(journal, fate).mode;
        modes.insert(mode);
    }
    // A client that never got a session has no fate, but its initialize failed for a reason all the same.
    for (const Event &event : journal.events()) {
        const bool isSessionless = event.session == journal::Symbol();
        if (event.kind == EventKind::AnswerSent && isNoAnswer(event.number) && isSessionless)
            modes.insert(journal::explainAnswer(journal, event.sequence).mode);
    }
    modes.erase(std::string());
    return modes;
}

} // namespace

Verdict judge(const Journal &journal, const RunSpec &run, std::string engine)
{
    const journal::SessionOutcomes outcomes = journal::outcomesOf(journal);
    Verdict verdict;
    verdict.scenario = run.plan.id;
    verdict.profile = run.profile.name;
    verdict.engine = std::move(engine);
    verdict.seed = run.seed;
    verdict.sessions = outcomes.totals();
    verdict.notFound = notFoundAnswers(journal);
    verdict.duration = durationOf(journal);

    std::set<std::string> modes = failureModes(journal, outcomes);
    for (const Check &check : checks()) {
        if (!isJudgedBy(run.plan, check.id))
            continue;
        CheckResult result = check.evaluate(journal, run);
        result.id = check.id;
        if (result.id == "load-spread" && result.status == CheckResult::Status::Failed)
            modes.emplace(kStarvation);
        verdict.checks.push_back(std::move(result));
    }
    verdict.failureModes.assign(modes.begin(), modes.end());
    return verdict;
}

} // namespace sessionscope::scenario
