// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/cli/options.h"

#include <string>

namespace CLI {
class App;
}

namespace sessionscope::cli {

/// The options of every command, as CLI11 wants them declared. Parsing fills the requests here.
class CommandOptions
{
public:
    CommandOptions();

    /// `app` fills this object when it parses, so this outlives it or the parse.
    void declare(CLI::App &app);

    /// What was asked for, after the parse.
    Request request(const std::string &command) const;

private:
    void declareLists(CLI::App &app);
    void declareRun(CLI::App &app);
    void declareVerify(CLI::App &app);
    void declareServe(CLI::App &app);
    void declareJournalAndFiles(CLI::App &app);
    void declareMatrix(CLI::App &app);
    void declareInspect(CLI::App &app);
    void declareDoctor(CLI::App &app);

    ScenariosRequest m_scenarios;
    ProfilesRequest m_profiles;
    VersionRequest m_version;
    RunRequest m_run;
    VerifyRequest m_verify;
    ServeRequest m_serve;
    ExplainRequest m_explain;
    RunConfigRequest m_runConfig;
    MatrixRequest m_matrix;
    InspectRequest m_inspect;
    DoctorRequest m_doctor;
    bool m_alwaysJson = false; ///< of commands that speak nothing else
};

} // namespace sessionscope::cli
