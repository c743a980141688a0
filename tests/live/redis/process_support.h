// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <fstream>
#include <string>
#include <sys/types.h>

namespace sessionscope::live {

/// Whether a process runs; a zombie that nobody reaped does not.
inline bool isAlive(pid_t pid)
{
    std::ifstream file("/proc/" + std::to_string(pid) + "/stat");
    std::string text;
    if (!std::getline(file, text))
        return false;
    const auto state = text.rfind(')') + 2; // after "pid (name) "
    return text.at(state) != 'Z' && text.at(state) != 'X';
}

} // namespace sessionscope::live
