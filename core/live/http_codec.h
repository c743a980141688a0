// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/live/http_head.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

/// HTTP/1 messages from bytes. Beast's basic_parser reads the syntax; what is here refuses what it lets pass and a proxy
/// must not: two lengths, unknown transfer codings, heads that grow without end.
namespace sessionscope::live {

/// What became of the bytes that a parser was given.
struct Parsed
{
    std::size_t used = 0; ///< bytes to consume; the others have to be presented again, with more behind them
    bool headDone = false;
    bool done = false;
    int refusal = 0;         ///< the HTTP status that a server answers with, 0 while all is well
    const char *reason = ""; ///< of a refusal, in words
};

/// Reads one request after the other. Bodies are collected whole: an MCP proxy has to look into them, and may have to
/// send them twice.
class RequestParser
{
public:
    struct Limits
    {
        std::size_t headBytesMax = 16U << 10U; ///< beyond it 431
        std::size_t bodyBytesMax = 8U << 20U;  ///< beyond it 413 (digest §0)
    };

    explicit RequestParser(Limits limits);
    ~RequestParser();

    /// Gets ready for the next request.
    void reset();

    /// Reads on. Returns once with `headDone` and before any of the body, so that a request can be refused by its head.
    Parsed feed(std::string_view bytes);

    /// Valid once the head is done, until reset().
    const RequestHead &head() const { return m_head; }
    /// Valid once all is done, until reset().
    const std::string &body() const { return m_body; }
    bool hasBegun() const { return m_hasBegun; }

private:
    class Reader;
    struct Slot; ///< holds a reader, made anew for each message

    Limits m_limits;
    RequestHead m_head;
    std::string m_body;
    std::unique_ptr<Slot> m_slot;
    bool m_hasBegun = false;
    std::size_t m_headBytes = 0;
};

/// Reads the response to one request after the other. Bodies are not collected: the caller passes on the bytes that were
/// used, framing included, or has them decoded.
class ResponseParser
{
public:
    static constexpr std::size_t kHeadBytesMax = 64U << 10U;

    ResponseParser();
    ~ResponseParser();

    /// Gets ready for the response to a request; `bodyless` if that was a HEAD.
    void reset(bool bodyless);

    /// Reads on. Returns once with `headDone` and before any of the body. An interim response (1xx) is done with its head.
    /// A refusal means that the upstream broke the protocol.
    Parsed feed(std::string_view bytes);
    /// The upstream closed. Done if that is how this response ends, else a refusal.
    Parsed finish();

    const ResponseHead &head() const { return m_head; }

    /// From now on the body without its framing is appended to `sink`; null stops that.
    void decodeTo(std::string *sink);

private:
    class Reader;
    struct Slot; ///< holds a reader, made anew for each message

    ResponseHead m_head;
    std::unique_ptr<Slot> m_slot;
    std::string *m_sink = nullptr;
    std::size_t m_headBytes = 0;
};

} // namespace sessionscope::live
