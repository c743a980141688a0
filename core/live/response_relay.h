// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/live/exchange_capture.h"
#include "core/live/http_client.h"
#include "core/live/http_server.h"

#include <optional>
#include <string>
#include <string_view>

namespace sessionscope::live {

/// Buffers that a connection reuses from response to response.
struct RelayScratch
{
    std::string out;
    std::string decoded;
};

enum class RelayEnd {
    Complete,
    UpstreamBroke, ///< within the body: the client must not take what it has for the whole
    ClientGone,
};

/// Passes the response whose head `upstream` has read on to the client as it arrives: the head at once, together with
/// what is already there of the body, then read, write, read. So a slow client slows its backend down and nothing piles
/// up in between.
class ResponseRelay
{
public:
    /// `capture`, which may be null, is told what is passed on.
    ResponseRelay(HttpServerConnection &client, HttpUpstream &upstream, RelayScratch &scratch,
                  ExchangeCapture *capture = nullptr);

    /// Whether the client's connection can go on after this response. Valid from the construction on.
    bool keepsClient() const { return m_keepsClient; }

    /// Whether only the end of the connection tells the client where the body ends.
    bool endsWithConnection() const { return m_framing == Framing::UntilClose; }

    /// Ends early when either stream is closed from elsewhere.
    Awaitable<RelayEnd> run(std::optional<std::string_view> sessionIdAs);

private:
    enum class Progress { None, Some, Done, Broken };

    Progress takeBody();
    Awaitable<bool> flushSlowly(std::size_t sent);

    HttpServerConnection &m_client;
    HttpUpstream &m_upstream;
    RelayScratch &m_scratch;
    ExchangeCapture *m_capture;
    Framing m_framing = Framing::AsReceived;
    bool m_keepsClient = true;
    std::string_view
        m_raw; ///< body bytes that go out as they came; they stay in the upstream's buffer until then
    std::size_t m_taken = 0; ///< bytes of the upstream's buffer to consume after the flush
};

} // namespace sessionscope::live
