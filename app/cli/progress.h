// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <chrono>
#include <string>

namespace sessionscope::cli {

/// One line on standard error that tells what takes so long: only on a terminal, only after the first second, and gone
/// when the work is done.
class Progress
{
public:
    Progress();
    ~Progress();
    Progress(const Progress &) = delete;
    Progress &operator=(const Progress &) = delete;

    void tell(std::string what);

    /// Call now and then. Says whether it wants to be called again soon.
    bool refresh();

private:
    void clear();

    std::string m_what;
    std::string m_shown;
    std::chrono::steady_clock::time_point m_begin;
    bool m_wanted;
};

} // namespace sessionscope::cli
