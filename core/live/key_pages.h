// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/inspect/record_classifier.h"
#include "core/inspect/server_facts.h"
#include "core/live/observer_link.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace sessionscope::live {

/// What a user may ask about a key; what is refused is left out.
struct KeyAccess
{
    bool strLen = true;
    bool pttl = true;
    bool get = true;
    bool type = true;

    static KeyAccess of(const std::vector<inspect::Capability> &capabilities);
};

/// A number of keys on their way through two rounds: sizes and times first, then the values that are small enough, so
/// that a value of megabytes is never read by surprise. Each round's commands may share a batch with others.
class KeyPage
{
public:
    static constexpr std::uint64_t kPreviewBytes = 64u << 10;

    KeyPage() = default;
    KeyPage(std::vector<std::string> keys, KeyAccess access, std::uint64_t bytesMax = kPreviewBytes);

    /// Of values that are too large, the first kPreviewBytes are read (GETRANGE) instead of nothing.
    void previewLarge() { m_previewsLarge = true; }

    bool empty() const { return m_keys.empty(); }
    std::size_t size() const { return m_keys.size(); }

    void askSizes(std::vector<ReadCommand> &commands) const;
    std::size_t takeSizes(std::span<RespReply> replies); ///< returns how many were its own
    void askValues(std::vector<ReadCommand> &commands) const;

    /// The keys that exist; one that is gone meanwhile goes to `gone`. Returns how many replies were its own.
    std::size_t takeValues(std::span<RespReply> replies, WallTime now, std::vector<inspect::RawKey> &found,
                           std::vector<std::string> &gone);

private:
    struct State
    {
        enum class Asks { Get, Preview, Type, Nothing };

        Asks asks = Asks::Get;
        std::uint64_t size = 0;
        std::int64_t ttlMs = inspect::Session::kTtlUnknown;
        bool gone = false;
        std::string refusal;
    };

    inspect::RawKey take(std::size_t index, RespReply &reply, WallTime now);

    std::vector<std::string> m_keys;
    std::vector<State> m_states;
    KeyAccess m_access;
    std::uint64_t m_bytesMax = kPreviewBytes;
    bool m_previewsLarge = false;
};

/// Reads some keys in two round trips. `gone` lists those that do not exist.
struct KeysRead
{
    std::vector<inspect::RawKey> found;
    std::vector<std::string> gone;
};

/// The time of day; here and not in the core.
WallTime wallTimeNow();

Awaitable<Result<KeysRead>> readKeys(ObserverLink &link, KeyPage page);

/// What a scan does with what it finds, and asks while it goes on.
struct ScanListener
{
    std::function<void(std::vector<inspect::RawKey>)> onKeys;
    std::function<bool()> isCancelled;
};

/// Walks through all keys of one server that match, in pages of a size that keeps a round within about 20 ms. While the
/// caller's onKeys works on one page, the server already works on the next. True: to the end; false: cancelled.
Awaitable<Result<bool>> scanKeys(ObserverLink &link, std::string match, KeyAccess access,
                                 ScanListener listener);

} // namespace sessionscope::live
