// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <chrono>
#include <string>

namespace sessionscope::cli {

/// Tells on standard error what takes so long; work of less than a second is not spoken of. On a terminal that is one
/// line, written over and gone when the work is done; in a log it is plain lines, at most one a second.
class Progress
{
public:
    Progress();
    ~Progress();
    Progress(const Progress &) = delete;
    Progress &operator=(const Progress &) = delete;

    void tell(std::string what); ///< work is under way; the first call after done() begins it
    void done();

    /// Call now and then. Says whether it wants to be called again soon.
    bool refresh();

private:
    void clear();

    std::string m_what;
    std::string m_shown;
    std::chrono::steady_clock::time_point m_due; ///< nothing is written before
    bool m_onTerminal;
};

} // namespace sessionscope::cli
