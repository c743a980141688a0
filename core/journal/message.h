// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/ids.h"
#include "core/base/time.h"
#include "core/journal/event.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace sessionscope::journal {

using MessageId = StrongId<struct MessageTag, std::uint64_t>; ///< unique in a run, from 1

/// Which part of an exchange a message is.
enum class Leg : std::uint8_t {
    ClientRequest,    ///< as it came from the client
    ClientResponse,   ///< as it went to the client
    UpstreamRequest,  ///< as it went to the pod; a recovery sends several
    UpstreamResponse, ///< as it came from the pod
    RecordBefore,     ///< the session's record as it was loaded; the body is its JSON, empty if there is none
    RecordAfter,      ///< the record as it was saved; without a body it was deleted
};

inline constexpr int kLegCount = static_cast<int>(Leg::RecordAfter) + 1;

const char *toText(Leg leg); ///< "clientRequest", as in files

/// What went over a wire, as it went, for people to read. Captured only where OpenCluster::captureMessages asks for it.
///
/// A message that streams comes in parts: the first has the head, later ones have the same `id` and add to its body. A
/// MessageLog puts them together.
struct Message
{
    /// Beyond it a body is cut: `bodySize` tells how long it was.
    static constexpr std::size_t kBodyBytesMax = 64U << 10U;

    struct Header
    {
        std::string name;
        std::string value; ///< credentials are masked, see maskedHeaderValue()

        bool operator==(const Header &) const = default;
    };

    /// When an event of a `text/event-stream` was there as a whole: it is the body from the end of the event before.
    struct Arrival
    {
        Instant time;
        std::uint64_t bodyEnd = 0; ///< offset in the whole body

        bool operator==(const Arrival &) const = default;
    };

    MessageId id;
    ExchangeId exchange;
    Leg leg = Leg::ClientRequest;
    Instant time;          ///< when its head had been read, or was about to be written
    Actor actor;           ///< the proxy that saw it
    std::string peer;      ///< address of the other end, empty where there is none
    std::string startLine; ///< "POST /mcp HTTP/1.1"; of a record the command and its key
    std::vector<Header> headers{};
    std::string body{};         ///< without transfer coding; bytes, not always text
    std::uint64_t bodySize = 0; ///< so far, also what was not kept
    std::vector<Arrival> arrivals{};
    bool complete = false; ///< nothing more comes; a message that never gets so was cut off
    bool dropped = false;  ///< the log let headers and body go, to stay within its size

    bool truncated() const { return body.size() < bodySize; }
    std::string_view header(std::string_view name) const; ///< ignoring case; empty without one

    bool operator==(const Message &) const = default;
};

/// The value as it may be kept: of Authorization, Cookie and what else carries credentials only the scheme and length
/// remain.
std::string maskedHeaderValue(std::string_view name, std::string_view value);

/// The messages of a run by exchange. Keeps the latest whole: beyond its size the oldest lose headers and body.
class MessageLog
{
public:
    static constexpr std::size_t kBytesMax = 64U << 20U;

    explicit MessageLog(std::size_t bytesMax = kBytesMax)
        : m_bytesMax(bytesMax)
    {
    }

    void append(Message part);

    /// In order of their heads; valid until the next append().
    std::vector<const Message *> of(ExchangeId exchange) const;
    const std::deque<Message> &all() const { return m_messages; }
    bool empty() const { return m_messages.empty(); }
    std::size_t bytes() const { return m_bytes; } ///< of headers and bodies held

private:
    void makeRoom();

    std::size_t m_bytesMax;
    std::size_t m_bytes = 0;
    std::deque<Message> m_messages;
    std::size_t m_firstWhole = 0;                      ///< all before it were dropped
    std::unordered_map<MessageId, std::size_t> m_open; ///< of which more parts may come
    std::unordered_map<ExchangeId, std::vector<std::size_t>> m_byExchange;
};

} // namespace sessionscope::journal
