// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/journal/session_outcomes.h"
#include "core/scenario/check.h"
#include "core/scenario/not_found.h"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace sessionscope::scenario {

/// What a run showed: the outcome of every session, every check's judgement, and the failure modes that explain it.
struct Verdict
{
    std::string scenario;
    std::string profile;
    std::string engine; ///< "live" or "sim"
    std::uint64_t seed = 0;
    journal::SessionOutcomes::Totals sessions;
    NotFoundAnswers notFound;
    std::vector<CheckResult> checks;
    std::vector<std::string> failureModes; ///< "F-01" …, sorted, each once
    Duration duration;

    bool passed() const;

    /// Whether the run shows what its scenario is about: a session that was lost or forgot its state, or a failed check.
    /// A wrong pin alone does not: it is the cause, and with luck it leads to no loss.
    bool showsTheBug() const;
};

/// Judges a run by the checks that its plan names, or by all if it names none. Failure modes are those that explain()
/// finds for the sessions that were lost or forgot, and F-09 if `load-spread` failed.
Verdict judge(const journal::Journal &journal, const RunSpec &run, std::string engine);

/// `{"scenario","profile","engine","seed","sessions":{…},"notFound":{"guard","backend"},"checks":[…],"failureModes":[…],
/// "durationMs"}`
nlohmann::ordered_json toJson(const Verdict &verdict);

/// `verify`: the bug shows before, and is gone after.
struct Comparison
{
    Verdict before;
    Verdict after;

    bool reproduced() const { return before.showsTheBug(); }
    bool fixed() const { return after.passed(); }
};

nlohmann::ordered_json toJson(const Comparison &comparison);

} // namespace sessionscope::scenario
