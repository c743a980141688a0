// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

namespace sessionscope::window {

struct Request;

/// The program from its first window to its exit code: 0 closed, 3 no screen or no pictures, 130 and 143 after SIGINT
/// and SIGTERM, which end it in order. `argc` and `argv` are Qt's to read, too.
int runProgram(int &argc, char **argv, const Request &request);

} // namespace sessionscope::window
