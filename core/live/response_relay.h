// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/live/exchange_capture.h"
#include "core/live/http_client.h"
#include "core/live/http_server.h"
#include "core/live/relay_scratch.h"

#include <optional>
#include <string>
#include <string_view>

namespace sessionscope::live {

enum class Relaying {
    AwaitsUpstream, ///< more of the body has to arrive
    AwaitsClient,   ///< the client is slower than its backend
    Complete,
    UpstreamBroke, ///< within the body: the client must not take what it has for the whole
    ClientGone,
};

/// Passes the response whose head `upstream` has read on to the client as it arrives: the head at once, together with
/// what is already there of the body, then read, write, read. So a slow client slows its backend down and nothing piles
/// up in between. Call pass() until it ends, and wait in between for what it says.
class ResponseRelay
{
public:
    /// `sessionIdAs` replaces the response's session id, if it has one. `capture`, which may be null, is told what is
    /// passed on. All must outlive the relay.
    ResponseRelay(HttpServerConnection &client, HttpUpstream &upstream, RelayScratch &scratch,
                  std::optional<std::string_view> sessionIdAs, ExchangeCapture *capture = nullptr);

    /// Whether the client's connection can go on after this response. Valid from the construction on.
    bool keepsClient() const { return m_keepsClient; }

    /// Whether only the end of the connection tells the client where the body ends.
    bool endsWithConnection() const { return m_framing == Framing::UntilClose; }

    /// Passes on what is there. Ends early when either stream is closed from elsewhere.
    Relaying pass();
    /// After `AwaitsClient`: waits until the client has taken what is due to it.
    Awaitable<void> flush();

private:
    enum class Progress { None, Some, Done, Broken };

    void putHead();
    Progress takeBody();
    void takeRaw(std::string_view bytes, const Parsed &parsed);
    void keepDue(std::size_t sent);
    void flushed();

    HttpServerConnection &m_client;
    HttpUpstream &m_upstream;
    RelayScratch &m_scratch;
    std::optional<std::string_view> m_sessionIdAs;
    ExchangeCapture *m_capture;
    Framing m_framing = Framing::AsReceived;
    bool m_keepsClient = true;
    std::string_view
        m_raw; ///< body bytes that go out as they came; they stay in the upstream's buffer until then
    std::size_t m_taken = 0; ///< bytes of the upstream's buffer to consume after the flush
    std::size_t m_ahead = 0; ///< bytes in it, after those, that went out before the parser took them
    std::string m_due;       ///< to the client, before m_raw: what it did not take at once
    Progress m_progress = Progress::None;
    bool m_hasHead = false; ///< put before the body
    bool m_isSlow = false;  ///< the last pass ended with AwaitsClient
    bool m_isClientGone = false;
};

} // namespace sessionscope::live
