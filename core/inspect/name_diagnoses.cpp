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

/// A pod that is not ready has no name yet: only those that are can accuse.
bool isReady(const ServerView &server, const PodName &name)
{
    return std::ranges::any_of(server.backends, [&name](const PodFacts *pod) {
        return pod->ready && !pod->ip.empty() && pod->ip == name.address;
    });
}

/// Of the answers about a server's ready pods, what `accuse` says of each, put together for people.
template <class Accuse>
std::string accusations(const Evidence &evidence, const ServerView &server, Accuse accuse)
{
    std::string text;
    if (!evidence.names)
        return text;
    for (const NameAnswer &answer : evidence.names->answers) {
        if (answer.asked.server != server.id || !isReady(server, answer.asked))
            continue;
        if (const std::string said = accuse(answer); !said.empty())
            text += (text.empty() ? "" : ", ") + said;
    }
    return text;
}

std::vector<Finding> unpublished(const Evidence &evidence)
{
    return perServer(evidence, [&evidence](const ServerView &server) -> std::optional<Said> {
        const std::string missing = accusations(evidence, server, [](const NameAnswer &answer) {
            return answer.outcome == Outcome::NoSuchName ? answer.asked.name : std::string();
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
        const std::string wrong = accusations(evidence, server, [](const NameAnswer &answer) {
            const bool accuses = answer.outcome == Outcome::Found
                && std::ranges::find(answer.addresses, answer.asked.address) == answer.addresses.end();
            return accuses ? fmt::format("{} = {}, the pod has {}", answer.asked.name,
                                         fmt::join(answer.addresses, " "), answer.asked.address)
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
