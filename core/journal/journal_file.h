// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/journal/journal.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace sessionscope::journal {

/// The first line of a journal file.
struct FileHeader
{
    static constexpr const char *kFormat = "sessionscope-journal";
    static constexpr int kVersion = 1;

    nlohmann::ordered_json plan = nlohmann::ordered_json::object(); ///< as run, with the overrides applied
    std::string profile;
    std::string engine; ///< "live" or "sim"
    std::uint64_t seed = 0;
    std::string build; ///< version of the program that wrote it
    WallTime startedAt;
};

struct JournalFile
{
    FileHeader header;
    Journal journal;
    bool truncated = false; ///< the last line was cut off and left out
};

/// JSON lines: the header, then one event a line, its fields named as in kindFields(). Each ends with a newline.
std::string encodeHeader(const FileHeader &header);
std::string encodeEvent(const Event &event, const Journal &journal);
/// A message, or one part of it, is a line of its own. Bodies that are not UTF-8 are written in base64.
std::string encodeMessage(const Message &message);
/// Header, events, then messages.
std::string encodeJournal(const FileHeader &header, const Journal &journal);

/// Reads a journal file as its bytes come, so that a reader need not wait for the end of a long one.
class JournalDecoder
{
public:
    JournalDecoder();
    ~JournalDecoder();
    JournalDecoder(JournalDecoder &&other) noexcept;
    JournalDecoder &operator=(JournalDecoder &&other) noexcept;

    /// Takes the next bytes, cut anywhere. InvalidInput with `where` being "line 17", Unsupported for a newer version;
    /// after an error nothing more is taken.
    Result<void> feed(std::string_view bytes);
    /// After the last bytes. A last line without its newline is read if it is whole; else it is left out and truncated()
    /// says so. InvalidInput if there was not even a header.
    Result<void> finish();

    /// Null until the first line is there.
    const FileHeader *header() const;
    /// What has been read since the last take().
    Batch take();
    bool truncated() const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

/// Reads a whole file's text. A cut-off last line is tolerated; anything else malformed is InvalidInput with `where`
/// being "line 17". A newer version than ours is Unsupported. Fields that a kind does not have are ignored, so that a
/// later build may add some.
Result<JournalFile> decodeJournal(std::string_view text);

} // namespace sessionscope::journal
