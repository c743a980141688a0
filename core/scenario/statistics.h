// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/journal/session_outcomes.h"
#include "core/scenario/run_spec.h"

#include <cstdint>
#include <optional>

namespace sessionscope::scenario {

/// Shares are in parts per million: 666667 is two thirds.
struct Interval
{
    std::int64_t lowPpm = 0;
    std::int64_t highPpm = 1'000'000;
};

/// Wilson's score interval for a share, 95 %: where the true share is, given `successes` among `n` independent trials.
/// Without a trial it is all of [0, 1].
Interval wilsonInterval(std::uint64_t successes, std::uint64_t n);

/// How often repeated runs lost a session, and apart from that how often one forgot its state: a client sees the first
/// and does not notice the second (invariant 5). A run in which both happened counts in both.
///
/// The trial is the *run*, not the session: with ClientIP affinity all sessions of a proxy share one pod, so that all
/// sessions of a run share their fate (F-09, digest 7.4). 12 sessions in one run are one trial, not twelve.
struct LossRate
{
    std::uint64_t runs = 0;
    std::uint64_t lossy = 0;     ///< runs that lost a session
    std::uint64_t forgetful = 0; ///< runs in which one was answered from a rebuilt, empty state

    void add(const journal::SessionOutcomes::Totals &run); ///< one more run
    std::int64_t ratePpm() const;                          ///< of loss
    Interval interval() const { return wilsonInterval(lossy, runs); }
    std::int64_t amnesiaPpm() const;
};

/// What the share of lossy runs must be by theory; nothing where no simple theory applies.
///
/// 1 − 1/N for N backend pods where a proxy restarts, its records name the Service (F-01), and ClientIP affinity sends
/// all of a proxy's connections to one pod: the new proxy is a new client, and picks again among N (digest 5.7, 7.4).
/// 1 − N^−S for S sessions whose records name a pod that was drawn after another had answered (F-05): one wrong pin will do.
/// 0 where the record names the pod that answered initialize by construction: S3′, or S4 with a mesh that shows the pod.
std::optional<std::int64_t> theoreticalLossPpm(const RunSpec &run);

} // namespace sessionscope::scenario
