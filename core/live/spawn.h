// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"

#include <string>
#include <sys/types.h>
#include <vector>

namespace sessionscope::live {

/// A program to start.
struct SpawnRequest
{
    std::vector<std::string> command;     ///< the program, looked up in PATH, and its arguments
    std::string directory;                ///< to run in; empty: ours
    std::vector<std::string> environment; ///< "NAME=value", in addition to ours
    int input = -1;                       ///< descriptor for standard input; -1: nothing to read
    int output = -1;                      ///< for standard output and error; -1: discarded
    int errors = -1;                      ///< for standard error alone; -1: where the output goes
    bool ownSession = false;              ///< also out of reach of the terminal
};

/// Starts a program as the leader of a process group of its own, with default signals and without our descriptors
/// (sockets of the engine would otherwise stay open in it and outlive a killed proxy). Returns its process id.
/// Errors: NotFound (no such program), Io.
Result<pid_t> spawnProcess(const SpawnRequest &request);

/// The full path of the first of `names` that is in PATH or in one of the system's usual folders; empty if none is.
std::string findProgram(const std::vector<std::string> &names);

} // namespace sessionscope::live
