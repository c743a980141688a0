// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/program.h"

#include "app/cli/command_line.h"
#include "app/cli/commands.h"
#include "app/cli/terminal.h"

namespace sessionscope::cli {

namespace {

struct CarryOut
{
    Result<ExitCode> operator()(const TextRequest &request) const
    {
        print(request.text);
        return ExitCode::Passed;
    }
    Result<ExitCode> operator()(const ScenariosRequest &request) const { return listScenarios(request); }
    Result<ExitCode> operator()(const ProfilesRequest &request) const { return listProfiles(request); }
    Result<ExitCode> operator()(const VersionRequest &request) const { return showVersion(request); }
    Result<ExitCode> operator()(const RunRequest &request) const { return runScenario(request); }
    Result<ExitCode> operator()(const VerifyRequest &request) const { return verifyScenario(request); }
    Result<ExitCode> operator()(const ServeRequest &request) const { return serveCluster(request); }
    Result<ExitCode> operator()(const ExplainRequest &request) const { return explainJournal(request); }
    Result<ExitCode> operator()(const RunConfigRequest &request) const { return printRunConfig(request); }
    Result<ExitCode> operator()(const MatrixRequest &request) const { return printMatrix(request); }
    Result<ExitCode> operator()(const InspectRequest &request) const { return inspectRedis(request); }
    Result<ExitCode> operator()(const DoctorRequest &request) const { return examineCluster(request); }
};

} // namespace

ExitCode runProgram(std::span<const char *const> words)
{
    prepareStandardStreams();
    const auto request = readCommandLine(words);
    const auto done = request ? std::visit(CarryOut(), *request) : Result<ExitCode>(fail(request.error()));
    if (!done)
        printError(done.error());
    if (const auto &unwritten = outputFailure()) {
        printError(*unwritten);
        return exitCodeFor(unwritten->code);
    }
    return done ? *done : exitCodeFor(done.error().code);
}

} // namespace sessionscope::cli
