// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/live/deadlines.h"
#include "core/live/http_codec.h"
#include "core/live/origin_guard.h"
#include "core/live/tcp_stream.h"

#include <optional>
#include <string>
#include <string_view>

namespace sessionscope::live {

/// The server's end of an HTTP connection: gives whole, checked requests one after the other, and answers by itself what
/// is no request (400, 403, 405, 408, 413, 421, 431, 505).
///
/// A client that closes its sending half while it waits for an answer counts as gone, as it does for Go's net/http and
/// for nginx: TCP cannot tell it from a client that left, and a stream must not be kept for nobody.
class HttpServerConnection
{
public:
    struct Limits
    {
        RequestParser::Limits sizes;
        Duration headTime = Duration::seconds(10);  ///< from the first byte, or from the accept; then 408
        Duration bodyTime = Duration::seconds(30);  ///< from the head's end; then 408
        Duration idleTime = Duration::seconds(120); ///< between two requests; then closed
        Duration lingerTime = Duration::seconds(2); ///< so long is heard out who gets no further answer
    };

    /// `guard` and `deadlines` must outlive the connection.
    HttpServerConnection(TcpSocket socket, const OriginGuard &guard, Deadlines &deadlines, Limits limits);
    ~HttpServerConnection();

    HttpServerConnection(const HttpServerConnection &) = delete;
    HttpServerConnection &operator=(const HttpServerConnection &) = delete;

    enum class Reading { Awaited, Complete, Failed };

    /// Reads the next request. That takes no coroutine, whose frame would have to be allocated for each request:
    ///
    ///     client.begin();
    ///     while (client.read() == Reading::Awaited)
    ///         co_await client.stream().more();
    void begin();
    Reading read();
    /// After `Failed`: answers what was no request, if anything came, and closes.
    Awaitable<void> dismiss();
    /// After the last answer: tells the client that no more follows and hears it out for a while. Until closeSoon().
    Awaitable<void> finish();

    const RequestHead &head() const { return m_parser.head(); }
    const std::string &body() const { return m_parser.body(); }

    /// Closes instead of waiting for a further request; at once if that is what it does now.
    void closeSoon();
    bool closesSoon() const { return m_closesSoon; }

    TcpStream &stream() { return *m_stream; }
    Endpoint peer() const { return m_peer; }
    /// The peer's address as text, for X-Forwarded-For.
    const std::string &peerAddress() const { return m_peerAddress; }

private:
    enum class Phase { Idle, Head, Body, Lingering };

    struct Refusal
    {
        int status = 0;
        const char *reason = "";
        const char *allow = ""; ///< a 405 owes it (RFC 9110 15.5.6)
    };

    Refusal check();
    Reading giveUp(Refusal refusal);
    Parsed parseSome();
    bool inviteBody();
    void enter(Phase phase);
    Awaitable<void> answer();
    Awaitable<void> closeLingering();

    TcpStream::Ptr m_stream;
    const OriginGuard &m_guard;
    Limits m_limits;
    RequestParser m_parser;
    Deadline m_deadline;
    Endpoint m_peer;
    std::string m_peerAddress;
    std::optional<std::string> m_host; ///< that was allowed last
    std::optional<Phase> m_phase;      ///< none while nothing has to be waited for
    Refusal m_refusal;                 ///< with status 0: closed without a word
    bool m_isFirst = true;
    bool m_isOverdue = false;
    bool m_closesSoon = false;
    bool m_isWaiting = false; ///< for the first byte of a request
    bool m_isChecked = false; ///< the head of the request under way
    bool m_hasContinued = false;
};

} // namespace sessionscope::live
