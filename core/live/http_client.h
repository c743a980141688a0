// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/ids.h"
#include "core/live/data_path.h"
#include "core/live/http_codec.h"
#include "core/live/recorder.h"
#include "core/live/tcp_stream.h"
#include "core/routing/backend_url.h"
#include "core/routing/idle_pool.h"

#include <memory>
#include <string>

namespace sessionscope::live {

class HttpUpstreams;

/// One connection to a backend, and the response that arrives on it.
class HttpUpstream final : private TcpStream::Watcher
{
public:
    /// `owner` keeps it while it is idle; both `owner` and its data path outlive it.
    HttpUpstream(HttpUpstreams &owner, routing::BackendUrl url, TcpStream::Ptr stream, ConnectionId id);
    ~HttpUpstream();

    HttpUpstream(const HttpUpstream &) = delete;
    HttpUpstream &operator=(const HttpUpstream &) = delete;

    TcpStream &stream() { return *m_stream; }
    ResponseParser &parser() { return m_parser; }

    const routing::BackendUrl &url() const { return m_url; }
    ConnectionId id() const { return m_id; }
    Endpoint local() const { return m_local; }
    Endpoint dialled() const { return m_dialled; }
    bool isReused() const { return m_isReused; }
    const std::string &authority() const { return m_authority; }

    /// Binds, tells the data path what travels here, connects.
    Awaitable<SystemError> dial(Endpoint to, IpAddress from, DataPath::Origin origin);
    /// Tells the data path of a further request on the same connection.
    void carries(DataPath::Origin origin);

    /// Gets ready for the response to a request that is about to be sent; `bodyless` if it is a HEAD.
    void expect(bool bodyless);
    /// Whether anything of that response arrived.
    bool hasBegun() const { return m_hasBegun; }
    /// Reads on in the head of the response, past interim ones: true once it is there, false while more has to arrive
    /// (`co_await stream().more()`). Errors: Protocol, ConnectionLost.
    Result<bool> readHead();
    /// Reads the whole body, without its framing, into `body`, up to `bytesMax`.
    Awaitable<Result<void>> readBody(std::string &body, std::size_t bytesMax);

    /// To be called by who feeds the parser himself, once the response is over.
    void complete() { m_isComplete = true; }
    bool isComplete() const { return m_isComplete; }
    /// The request went out whole: another can follow once the response is over.
    void sent() { m_isSent = true; }
    /// Whether the next request can follow on this connection, the response being over.
    bool canBeKept() const;

private:
    friend class HttpUpstreams;

    void streamEnded() override;
    void becomeIdle(Instant now);
    bool becomeBusy(Instant now);

    HttpUpstreams &m_owner;
    routing::BackendUrl m_url;
    TcpStream::Ptr m_stream;
    ConnectionId m_id;
    ResponseParser m_parser;
    Endpoint m_local;
    Endpoint m_dialled;
    std::string m_authority; ///< of the URL, for Host
    bool m_isReused = false;
    bool m_isBodyless = false;
    bool m_hasBegun = false;
    bool m_isComplete = false; ///< the response is over
    bool m_isSent = false;     ///< the request is
    Instant m_idleSince;
};

using HttpUpstreamPtr = std::unique_ptr<HttpUpstream>;

/// A proxy's connections to its backends: new ones, and those that idle between two requests.
class HttpUpstreams
{
public:
    using Pool = routing::IdlePool<routing::BackendUrl, HttpUpstreamPtr>;

    HttpUpstreams(asio::io_context &context, Recorder &recorder, DataPath &dataPath, Pool::Limits limits);

    /// An idle connection that is still good; null without one.
    HttpUpstreamPtr takeIdle(const routing::BackendUrl &url);
    /// A connection that has yet to be dialled.
    HttpUpstreamPtr create(const routing::BackendUrl &url);
    /// Keeps the connection for later if it can be kept and there is room, else closes it.
    void giveBack(HttpUpstreamPtr upstream);

    void closeExpired();
    /// Closes what idles; with RST if `abruptly`.
    void closeIdle(bool abruptly);

    std::size_t idle() const { return m_pool.size(); }
    DataPath &dataPath() { return m_dataPath; }

private:
    friend class HttpUpstream;

    asio::io_context &m_context;
    Recorder &m_recorder;
    DataPath &m_dataPath;
    Pool m_pool;
};

} // namespace sessionscope::live
