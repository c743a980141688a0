// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/cli/exit_code.h"
#include "app/cli/options.h"

/// The commands of the program. Each prints its own result; what goes wrong is returned and printed in one place.
namespace sessionscope::cli {

Result<ExitCode> listScenarios(const ScenariosRequest &request);
Result<ExitCode> listProfiles(const ProfilesRequest &request);
Result<ExitCode> showVersion(const VersionRequest &request);
Result<ExitCode> runScenario(const RunRequest &request);
Result<ExitCode> verifyScenario(const VerifyRequest &request);
Result<ExitCode> serveCluster(const ServeRequest &request);
Result<ExitCode> explainJournal(const ExplainRequest &request);
Result<ExitCode> printRunConfig(const RunConfigRequest &request);
Result<ExitCode> printMatrix(const MatrixRequest &request);
Result<ExitCode> inspectRedis(const InspectRequest &request);
Result<ExitCode> examineCluster(const DoctorRequest &request);

} // namespace sessionscope::cli
