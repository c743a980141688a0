// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/scenario/statistics.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace sessionscope::scenario {

namespace {

constexpr std::int64_t kWhole = 1'000'000;
constexpr double kNormalQuantile = 1.959963984540054; // 97.5 % of the standard normal distribution lie below

std::int64_t shareOf(std::uint64_t count, std::uint64_t n)
{
    return n == 0 ? 0 : std::llround(static_cast<double>(count) / static_cast<double>(n) * kWhole);
}

bool restartsAProxy(const Plan &plan)
{
    return std::ranges::any_of(plan.steps, [](const PlanStep &step) {
        const auto *fault = std::get_if<Fault>(&step);
        return fault && (fault->kind == FaultKind::RestartProxy || fault->kind == FaultKind::KillProxy);
    });
}

/// The theory is about one restart and nothing else: no other faults, no session that ends by itself.
bool doesNothingElse(const Plan &plan)
{
    const auto others = std::ranges::count_if(plan.steps, [](const PlanStep &step) {
        return std::holds_alternative<Fault>(step) || std::holds_alternative<plan_step::Close>(step)
            || std::holds_alternative<plan_step::Wait>(step);
    });
    return others == 1;
}

/// The record names the pod that answered initialize, whatever a client or the cluster does (digest 5.2, 5.3).
bool pinIsTrueByConstruction(const RunSpec &run)
{
    const routing::Policy &policy = run.profile.policy;
    switch (policy.pinning) {
    case routing::Pinning::Service:
        return false;
    case routing::Pinning::PodDns:
        return policy.draw == routing::OrdinalDraw::BeforeInitialize && policy.pinsSingleReplica
            && routing::targetOf(run.cluster).canNamePods();
    case routing::Pinning::PodIp:
        return run.cluster.peerAddressSeen == cluster::PeerAddressSeen::PodIp;
    }
    return false;
}

/// The record names a pod drawn without regard to the one that answered (digest 5.2, P-1).
bool drawsPinsApart(const RunSpec &run)
{
    const routing::Policy &policy = run.profile.policy;
    return policy.pinning == routing::Pinning::PodDns && policy.draw == routing::OrdinalDraw::AfterResponse
        && routing::targetOf(run.cluster).canNamePods();
}

bool initializesOnce(const Plan &plan)
{
    return 1 == std::ranges::count_if(plan.steps, [](const PlanStep &step) {
               return std::holds_alternative<plan_step::Initialize>(step);
           });
}

} // namespace

Interval wilsonInterval(std::uint64_t successes, std::uint64_t n)
{
    assert(successes <= n);
    if (n == 0)
        return {};
    const auto trials = static_cast<double>(n);
    const double share = static_cast<double>(successes) / trials;
    const double spread = kNormalQuantile * kNormalQuantile / trials;
    const double middle = share + spread / 2;
    const double half = std::sqrt(spread * (share * (1 - share) + spread / 4));
    const auto ppm = [spread](double value) {
        return std::clamp<std::int64_t>(std::llround(value / (1 + spread) * kWhole), 0, kWhole);
    };
    return {ppm(middle - half), ppm(middle + half)};
}

void LossRate::add(const journal::SessionOutcomes::Totals &run)
{
    ++runs;
    if (run.lost > 0)
        ++lossy;
    if (run.amnesia > 0)
        ++forgetful;
}

std::int64_t LossRate::ratePpm() const
{
    return shareOf(lossy, runs);
}

std::int64_t LossRate::amnesiaPpm() const
{
    return shareOf(forgetful, runs);
}

std::optional<std::int64_t> theoreticalLossPpm(const RunSpec &run)
{
    const routing::Policy &policy = run.profile.policy;
    const auto &cluster = run.cluster;
    const bool recordsOutliveProxies = !cluster.plainTarget && cluster.store != cluster::StoreKind::Local;
    if (!recordsOutliveProxies || cluster.backendReplicas == 0)
        return std::nullopt;
    if (!restartsAProxy(run.plan) || !doesNothingElse(run.plan))
        return std::nullopt;
    if (pinIsTrueByConstruction(run))
        return 0;
    const bool oneProxyOnePod
        = cluster.proxyReplicas == 1 && cluster.backendAffinity == cluster::Affinity::ClientIp;
    if (policy.recovery != routing::Recovery::None || !oneProxyOnePod)
        return std::nullopt;
    const auto someMisses = [&](std::uint32_t draws) {
        return std::llround(kWhole * (1 - std::pow(1.0 / cluster.backendReplicas, draws)));
    };
    if (policy.pinning == routing::Pinning::Service)
        return someMisses(1);
    if (drawsPinsApart(run) && initializesOnce(run.plan))
        return someMisses(run.plan.clientCount());
    return std::nullopt;
}

} // namespace sessionscope::scenario
