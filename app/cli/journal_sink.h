// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/journal/journal_file.h"

#include <fstream>
#include <string>

namespace sessionscope::cli {

/// A journal file that grows while its run goes on, so that a crash leaves all but the last moment.
class JournalSink
{
public:
    /// Errors: Io. Writes the header.
    static Result<JournalSink> open(const std::string &name, const journal::FileHeader &header);

    /// Errors: Io, e.g. of a full disk; what was written before it stays.
    Result<void> append(const journal::Batch &batch);

private:
    JournalSink() = default;

    std::string m_name;
    std::ofstream m_file;
    journal::Journal m_journal;
    std::size_t m_written = 0;
};

} // namespace sessionscope::cli
