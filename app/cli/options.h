// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

/// What a command line asks for, in the words it was given: each command judges its own.
namespace sessionscope::cli {

/// What `run`, `verify` and `serve` share: the changes for one run.
struct RunChanges
{
    std::string pinning;
    std::string recovery;
    std::string store; ///< local, embedded, redis or a URL; empty: the profile's
    std::optional<std::uint64_t> seed;
    std::vector<std::string> sets; ///< "PATH=VALUE"
    std::string clusterFile;

    bool operator==(const RunChanges &) const = default;
};

struct RunRequest
{
    std::string scenario;
    std::string engine = "live";
    std::string profile;
    RunChanges changes;
    std::uint32_t repeat = 1;
    std::string journalFile;
    std::string reportFile;
    bool json = false;
};

struct VerifyRequest
{
    std::string scenario;
    std::string engine = "live";
    std::string before;
    std::string after;
    RunChanges changes;
    std::string reportFile;
    bool json = false;
};

struct ServeRequest
{
    std::string profile;
    std::string listen = "127.0.0.1:18080";
    RunChanges changes;
    std::string podCommand;
    std::string journalFile;
};

struct ExplainRequest
{
    std::string journalFile;
    std::string session;
    bool showIds = false;
    bool json = false;
};

struct RunConfigRequest
{
    std::string file;
    std::string profile;
};

struct MatrixRequest
{
    std::string engine = "sim"; ///< or "live", or "both"
    std::uint32_t seeds = 5;
    std::string store;
    bool json = false;
    bool markdown = false;
};

/// Where Kubernetes' objects come from, if from anywhere.
struct ClusterSource
{
    std::string kubectlJson; ///< a file, or
    std::string context;     ///< kubectl's, run for the person
    std::string namespaceName;

    bool given() const { return !(kubectlJson.empty() && context.empty() && namespaceName.empty()); }
};

struct InspectRequest
{
    std::string source; ///< a URL, or a snapshot's file; empty with diff
    std::string prefix;
    ClusterSource cluster;
    std::string snapshotFile;
    std::string labFile;
    std::string csvFile;
    std::vector<std::string> diff; ///< two files
    bool watch = false;
    bool testConnection = false;
    bool showIds = false;
    bool maskIds = false;
    bool json = false;

    /// On standard output. Programs look sessions up by their ids, so JSON has them unless asked not to.
    bool showsIds() const { return showIds || (json && !maskIds); }
};

struct DoctorRequest
{
    std::string redis;
    std::string prefix;
    ClusterSource cluster;
    std::string nameServer; ///< empty: none is asked
    std::string clusterDomain = "cluster.local";
    std::string labFile;
    bool showIds = false;
    bool maskIds = false;
    bool json = false;

    /// On standard output. Programs look sessions up by their ids, so JSON has them unless asked not to.
    bool showsIds() const { return showIds || (json && !maskIds); }
};

struct ScenariosRequest
{
    bool json = false;
};

struct ProfilesRequest
{
    bool json = false;
};

struct VersionRequest
{
    bool json = false;
};

/// Nothing to do but to show this text: help.
struct TextRequest
{
    std::string text;
};

using Request = std::variant<TextRequest, ScenariosRequest, ProfilesRequest, VersionRequest, RunRequest,
                             VerifyRequest, ServeRequest, ExplainRequest, RunConfigRequest, MatrixRequest,
                             InspectRequest, DoctorRequest>;

} // namespace sessionscope::cli
