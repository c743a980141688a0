// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/journal_sink.h"

#include "app/cli/files.h"

namespace sessionscope::cli {

Result<JournalSink> JournalSink::open(const std::string &name, const journal::FileHeader &header)
{
    if (const auto written = writeFile(name, journal::encodeHeader(header)); !written)
        return fail(written.error());
    JournalSink sink;
    sink.m_name = name;
    sink.m_file.open(name, std::ios::binary | std::ios::app);
    return sink;
}

Result<void> JournalSink::append(const journal::Batch &batch)
{
    if (batch.empty())
        return {};
    m_journal.append(batch);
    const auto events = m_journal.events();
    for (; m_written < events.size(); ++m_written)
        m_file << journal::encodeEvent(events[m_written], m_journal);
    for (const journal::Message &message : batch.messages)
        m_file << journal::encodeMessage(message);
    m_file.flush();
    if (!m_file)
        return fail(ErrorCode::Io, "the journal cannot be written any further", m_name,
                    "make room; what happened before is in it");
    return {};
}

} // namespace sessionscope::cli
