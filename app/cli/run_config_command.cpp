// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/commands.h"
#include "app/cli/files.h"
#include "app/cli/terminal.h"
#include "core/cluster/run_config.h"
#include "core/routing/profile.h"

namespace sessionscope::cli {

Result<ExitCode> printRunConfig(const RunConfigRequest &request)
{
    const auto profile = routing::findProfile(request.profile);
    if (!profile)
        return fail(ErrorCode::NotFound, profile.error().what, "--profile", profile.error().hint);
    const auto text = readFile(request.file);
    if (!text)
        return fail(text.error());
    const auto workload = cluster::readClusterFile(*text, profile->cluster(cluster::ClusterSpec().name));
    if (!workload) {
        Error error = workload.error();
        error.where = error.where.empty() ? request.file : request.file + ": " + error.where;
        return fail(error);
    }
    // Only a policy that names pods needs to be told how (#4638).
    const bool namesPods = profile->policy.pinning == routing::Pinning::PodDns;
    if (namesPods && profile->strictTransport) {
        if (const auto honoured = routing::validate(profile->policy, workload->cluster); !honoured)
            return fail(honoured.error());
    }
    // The first commit of the pull request left a single replica alone (digest 5.2).
    const bool oneIsEnough = profile->policy.pinsSingleReplica || workload->cluster.backendReplicas > 1;
    print(cluster::runConfigJson(*workload, namesPods && oneIsEnough, *text));
    return ExitCode::Passed;
}

} // namespace sessionscope::cli
