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
    bool getRange = true; ///< without it values are read whole, however large
    bool type = true;

    static KeyAccess of(const std::vector<inspect::Capability> &capabilities);
};

/// A number of keys on their way through one round, as a rule: their values, cut where they are too large, so that a value
/// of megabytes is never read by surprise, and their times. Only what that leaves open is asked in a second one: the size
/// of a value that was cut, the type of what is no string. Each round's commands may share a batch with others.
class KeyPage
{
public:
    static constexpr std::uint64_t kPreviewBytes = 64u << 10;

    KeyPage() = default;
    KeyPage(std::vector<std::string> keys, KeyAccess access, std::uint64_t bytesMax = kPreviewBytes);

    /// Of values that are too large, the first kPreviewBytes are kept instead of nothing.
    void previewLarge() { m_previewsLarge = true; }

    bool empty() const { return m_keys.empty(); }

    void askValues(std::vector<ReadCommand> &commands) const;
    void takeValues(std::span<RespReply> replies);
    void askRest(std::vector<ReadCommand> &commands) const;
    void takeRest(std::span<RespReply> replies);

    /// The keys that exist; one that is gone meanwhile goes to `gone`. Ends the page.
    void finish(WallTime now, std::vector<inspect::RawKey> &found, std::vector<std::string> &gone);

private:
    struct State
    {
        enum class Lacks { Nothing, Size, Type };

        Lacks lacks = Lacks::Nothing;
        bool gone = false;
        inspect::RawKey raw; ///< but for the key
    };

    void takeValue(State &state, RespReply &reply) const;

    std::vector<std::string> m_keys;
    std::vector<State> m_states;
    KeyAccess m_access;
    std::uint64_t m_bytesMax = kPreviewBytes;
    bool m_previewsLarge = false;
};

/// Reads some keys, in two round trips at most. `gone` lists those that do not exist.
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
