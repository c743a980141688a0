// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/inspect/pod_names.h"
#include "core/inspect/server_findings.h"

#include <fmt/format.h>

#include <algorithm>

/// What a name server said of the pods' own names, where it was asked (F-04).
namespace sessionscope::inspect {

namespace {

using Outcome = NameAnswer::Outcome;

/// The names of a server that `fits` is true of, put together for people.
template <class Fits> std::string namesThat(const Evidence &evidence, const ServerView &server, Fits fits)
{
    std::string text;
    if (!evidence.names)
        return text;
    const NameFacts &names = *evidence.names;
    for (std::size_t i = 0; i < std::min(names.asked.size(), names.answers.size()); ++i) {
        if (names.asked[i].server != server.id)
            continue;
        if (const std::string said = fits(names.asked[i], names.answers[i]); !said.empty())
            text += (text.empty() ? "" : ", ") + said;
    }
    return text;
}

/// A pod that is not ready has no name yet: only those that are can accuse.
bool isReady(const ServerView &server, const PodName &name)
{
    return std::ranges::any_of(server.backends, [&name](const PodFacts *pod) {
        return pod->ready && !pod->ip.empty() && pod->ip == name.address;
    });
}

std::vector<Finding> unpublished(const Evidence &evidence)
{
    return perServer(evidence, [&evidence](const ServerView &server) -> std::optional<Said> {
        std::string missing
            = namesThat(evidence, server, [&server](const PodName &name, const NameAnswer &answer) {
                  const bool accuses = answer.outcome == Outcome::NoSuchName && isReady(server, name);
                  return accuses ? name.name : std::string();
              });
        if (missing.empty())
            return std::nullopt;
        return Said{Severity::Warning,
                    Certainty::Certain,
                    fmt::format("Ready pods of {} have no name in DNS", server.id.name),
                    fmt::format("{} does not know {}", evidence.names->nameServer, missing),
                    "A session that is pinned to such a name is answered 502.",
                    "Look at the StatefulSet's serviceName: it must name the headless Service."};
    });
}

std::vector<Finding> misleading(const Evidence &evidence)
{
    return perServer(evidence, [&evidence](const ServerView &server) -> std::optional<Said> {
        std::string wrong
            = namesThat(evidence, server, [&server](const PodName &name, const NameAnswer &answer) {
                  const bool accuses = answer.outcome == Outcome::Found && isReady(server, name)
                      && std::ranges::find(answer.addresses, name.address) == answer.addresses.end();
                  return accuses ? fmt::format("{} = {}, the pod has {}", name.name,
                                               fmt::join(answer.addresses, " "), name.address)
                                 : std::string();
              });
        if (wrong.empty())
            return std::nullopt;
        return Said{Severity::Warning,
                    Certainty::Likely,
                    fmt::format("Names of {} lead to addresses that its pods no longer have", server.id.name),
                    fmt::format("{}: {}", evidence.names->nameServer, wrong),
                    "Until the name server's cache expires, pinned sessions meet nobody or another pod.",
                    "Read the cluster again; if it stays, look at the cache of the cluster's DNS."};
    });
}

constexpr Diagnosis kDiagnoses[] = {
    {"unpublished-pod-names", "F-04", unpublished},
    {"misleading-pod-names", "F-12", misleading},
};

} // namespace

std::span<const Diagnosis> nameDiagnoses()
{
    return kDiagnoses;
}

} // namespace sessionscope::inspect
