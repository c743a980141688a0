// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/inspect/session_summary.h"

#include "core/inspect/diagnosis_support.h"

#include <algorithm>
#include <span>
#include <tuple>
#include <unordered_map>

namespace sessionscope::inspect {

namespace {

PinTarget targetOf(const Session &session, const ClusterView *cluster)
{
    const PinForm form = readPin(view(session.backendUrl));
    const PinTruth truth = pinTruth(session, cluster);
    PinTarget target{truth.kind, form.hostName, {}, truth.ordinal, false, 0};
    switch (truth.kind) {
    case PinKind::PodDns:
        target.name = form.hostName.substr(0, form.hostName.find('.'));
        break;
    case PinKind::PodIp:
        if (cluster) {
            const AddressFinding at = cluster->lookUp(form.hostName);
            target.dead = at.kind == AddressClass::Unknown;
            if (at.pod) {
                target.name = at.pod->id.name;
                target.address = form.hostName;
            }
        }
        break;
    case PinKind::Service:
    case PinKind::ClusterIp:
    case PinKind::None:
        break;
    }
    return target;
}

auto orderOf(const PinTarget &target)
{
    const bool service = target.kind == PinKind::Service || target.kind == PinKind::ClusterIp;
    const int group = service ? 0 : target.dead ? 2 : target.name.empty() ? 3 : 1;
    return std::tuple(group, target.ordinal < 0 ? INT32_MAX : target.ordinal);
}

/// Puts the values into equal parts of a span that holds them all.
Duration fill(std::span<std::size_t> bins, const std::vector<std::int64_t> &seconds)
{
    if (seconds.empty())
        return {};
    const std::int64_t longest = *std::max_element(seconds.begin(), seconds.end());
    const std::int64_t span = std::max<std::int64_t>((longest + 59) / 60 * 60, 60);
    for (const std::int64_t each : seconds) {
        const auto bin = static_cast<std::size_t>(each * static_cast<std::int64_t>(bins.size()) / span);
        ++bins[std::min(bin, bins.size() - 1)];
    }
    return Duration::seconds(span);
}

void addIdlePods(SessionSummary &summary, const ClusterView &cluster)
{
    for (const ServerView &server : cluster.servers()) {
        for (const PodFacts *pod : server.backends) {
            const bool known
                = std::any_of(summary.targets.begin(), summary.targets.end(),
                              [pod](const PinTarget &target) { return target.name == pod->id.name; });
            if (!known)
                summary.targets.push_back(
                    {PinKind::PodIp, pod->id.name, pod->ip, ordinalOf(pod->id.name), false, 0});
        }
    }
}

} // namespace

SessionSummary summarise(const Evidence &evidence, WallTime now)
{
    SessionSummary summary;
    std::unordered_map<const std::string *, std::pair<PinTarget, std::size_t>> byUrl; // few distinct ones
    std::unordered_map<const InitFacts *, std::size_t> byInit;
    std::vector<std::int64_t> timesToLive;
    std::vector<std::int64_t> ages;
    if (evidence.inventory) {
        evidence.inventory->forEachPresent(
            [&summary](auto, const Session &session) { summary.probes += session.isProbe(); });
    }
    forEachClientSession(evidence, [&](auto, const Session &session) {
        ++summary.sessions;
        summary.lostOnce += !session.backendSid.empty();
        ++byInit[session.init.get()];
        auto [entry, isNew] = byUrl.try_emplace(session.backendUrl.get());
        if (isNew)
            entry->second.first = targetOf(session, evidence.cluster);
        ++entry->second.second;
        if (session.hasTtl())
            timesToLive.push_back(session.ttlLeft(now).inSeconds());
        else
            ++summary.withoutTtl;
        if (session.createdAt != WallTime())
            ages.push_back(std::max<std::int64_t>(
                0, (now.unixNanoseconds - session.createdAt.unixNanoseconds) / 1'000'000'000));
    });
    for (auto &[url, counted] : byUrl) {
        auto &[target, sessions] = counted;
        summary.kinds[target.kind] += sessions;
        const auto known
            = std::find_if(summary.targets.begin(), summary.targets.end(), [&](const PinTarget &one) {
                  return one.kind == target.kind && one.name == target.name && one.dead == target.dead;
              });
        PinTarget &one
            = known == summary.targets.end() ? summary.targets.emplace_back(std::move(target)) : *known;
        one.sessions += sessions;
    }
    if (evidence.cluster)
        addIdlePods(summary, *evidence.cluster);
    std::sort(summary.targets.begin(), summary.targets.end(), [](const PinTarget &a, const PinTarget &b) {
        return std::tuple(orderOf(a), b.sessions, a.name) < std::tuple(orderOf(b), a.sessions, b.name);
    });
    for (const auto &[init, sessions] : byInit) {
        const bool known = init && !init->clientName.empty();
        summary.clients[known ? std::pair(init->clientName, init->clientVersion)
                              : std::pair<std::string, std::string>()]
            += sessions;
    }
    summary.ttlSpan = fill(summary.timesToLive, timesToLive);
    summary.ageSpan = fill(summary.ages, ages);
    return summary;
}

} // namespace sessionscope::inspect
