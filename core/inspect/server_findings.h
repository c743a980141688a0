// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/inspect/diagnosis_support.h"

#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

/// Diagnoses that judge one MCP server at a time.
namespace sessionscope::inspect {

/// What is said about a server.
struct Said
{
    Severity severity = Severity::Warning;
    Certainty certainty = Certainty::Certain;
    std::string title;
    std::string evidence;
    std::string outlook;
    std::string advice;
    std::optional<Finding> about = {}; ///< holds the sessions that it is about
};

/// The pods are on their way to what was asked for, so that what differs is late rather than wrong (F-41).
struct Rollout
{
    std::string seen;
    Certainty certainty = Certainty::Certain;
    const char *who = "All pods";
};
std::optional<Rollout> rolloutOf(const ServerView &server); ///< nothing: they are there

/// One finding for each server that `judge` says something about.
template <class Judge> std::vector<Finding> perServer(const Evidence &evidence, Judge judge)
{
    std::vector<Finding> findings;
    if (!evidence.cluster)
        return findings;
    for (const ServerView &server : evidence.cluster->servers()) {
        if (std::optional<Said> said = judge(server)) {
            Finding finding;
            std::tie(finding.severity, finding.certainty) = std::tuple(said->severity, said->certainty);
            finding.title = std::move(said->title);
            finding.evidence = std::move(said->evidence);
            finding.outlook = std::move(said->outlook);
            finding.advice = std::move(said->advice);
            if (said->about)
                std::tie(finding.sessions, finding.rows)
                    = std::tuple(said->about->sessions, said->about->rows);
            findings.push_back(std::move(finding));
        }
    }
    return findings;
}

} // namespace sessionscope::inspect
