// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/journal/journal.h"
#include "core/journal/pin.h"

#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

namespace sessionscope::journal {

/// One exchange in short: a bar of the timeline. A request that no proxy received has the exchange 0.
struct ExchangeEntry
{
    ExchangeId exchange{};
    Symbol session{};
    Symbol what{};                    ///< "POST tools/call counter"
    std::optional<ClientId> client{}; ///< none for a foreign one
    std::int64_t proxy = -1;
    std::int64_t pod = -1; ///< that answered last; −1 if none did
    Sequence sent{};       ///< the client's RequestSent; none for a foreign one
    Sequence received{};   ///< what the client got: AnswerReceived or RequestFailed
    Sequence first{};      ///< of the proxy's events
    Sequence last{};
    Instant begin{};
    Instant end{};           ///< as far as it is known
    std::int64_t status = 0; ///< AnswerSent's; 0 while there is none
    bool finished = false;   ///< answered or failed
    bool failed = false;     ///< without an answer, or with 400 and above
};

/// Where each exchange is in a journal, by session and by pod: a fold, O(1) per event. Entries are numbered in order
/// of their first event and stay.
class ExchangeIndex
{
public:
    void apply(const Event &event, const Journal &journal);

    std::size_t size() const { return m_entries.size(); }
    const ExchangeEntry &entry(std::size_t index) const { return m_entries[index]; }
    const ExchangeEntry *find(ExchangeId exchange) const;
    /// The exchange that an event belongs to, also the client's request and what it got; null if to none.
    const ExchangeEntry *find(const Event &event) const;

    // The lanes of a timeline: indices of entries, by their begin.
    std::span<const std::uint32_t> ofSession(Symbol session) const;
    std::span<const std::uint32_t> ofPod(std::int64_t ordinal) const;
    /// The part of a session's lane that may reach into [from, to]: all that begin in it, and the one before.
    std::span<const std::uint32_t> within(std::span<const std::uint32_t> lane, Instant from,
                                          Instant to) const;

private:
    using OfSent = std::unordered_map<Sequence, std::uint32_t>;

    OfSent::iterator add(const Event &sent);
    void ofClient(const Event &event, const Journal &journal);
    void ofProxy(const Event &event, const Journal &journal);
    void nameSession(std::uint32_t index, Symbol session);
    void putInto(std::vector<std::uint32_t> &lane, std::uint32_t index);

    std::vector<ExchangeEntry> m_entries;
    std::unordered_map<ExchangeId, std::uint32_t> m_index;
    OfSent m_ofSent; ///< by the client's RequestSent
    std::unordered_map<Symbol, std::vector<std::uint32_t>> m_ofSession;
    std::vector<std::vector<std::uint32_t>> m_ofPod;
};

/// A part of an exchange, as a row of the exchange view.
struct ExchangeSpan
{
    enum class Kind : std::uint8_t {
        Client,  ///< from RequestSent to what the client got
        Proxy,   ///< from RequestReceived to AnswerSent
        Load,    ///< the store was asked for the record
        Save,    ///< … to keep it
        Delete,  ///< … to drop it
        Forward, ///< one attempt: from ForwardStarted to its response or failure
        Pod,     ///< the pod's answer, inside a forward
    };

    Kind kind = Kind::Proxy;
    Instant begin{};
    Instant end{};
    Sequence first{};        ///< the event that began it
    Sequence last{};         ///< the event that ended it; none while it lasts
    Symbol text{};           ///< what was asked or where to: a request, a backend_url, a URL
    Symbol trouble{};        ///< why it failed: an error code; empty if it did not or if the status says it
    std::int64_t pod = -1;   ///< of Forward and Pod: who answered
    std::int64_t status = 0; ///< HTTP status where it has one
    bool failed = false;
};

const char *toText(ExchangeSpan::Kind kind);

/// Everything about one exchange, in order of time, read from the journal at each call.
std::vector<ExchangeSpan> spansOf(const Journal &journal, const ExchangeEntry &entry);

} // namespace sessionscope::journal
