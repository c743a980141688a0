// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/http_client.h"

#include <utility>

namespace sessionscope::live {

namespace {

constexpr Duration kSurelyAliveTime = Duration::milliseconds(5);

} // namespace

HttpUpstream::HttpUpstream(HttpUpstreams &owner, routing::BackendUrl url, TcpStream::Ptr stream,
                           ConnectionId id)
    : m_owner(owner)
    , m_url(std::move(url))
    , m_stream(std::move(stream))
    , m_id(id)
    , m_authority(m_url.authority())
{
}

HttpUpstream::~HttpUpstream()
{
    m_stream->watch(nullptr);
    m_stream->close();
    if (m_local.port != 0)
        m_owner.m_dataPath.closed(m_local);
}

Awaitable<SystemError> HttpUpstream::dial(Endpoint to, IpAddress from, DataPath::Origin origin)
{
    m_dialled = to;
    SystemError error = m_stream->open(from);
    if (error)
        co_return error;
    if (from != IpAddress()) {
        m_local = m_stream->localEndpoint();
        carries(origin);
    }
    error = co_await m_stream->connect(to);
    co_return error;
}

void HttpUpstream::carries(DataPath::Origin origin)
{
    if (m_local.port != 0 && origin.exchange != ExchangeId())
        m_owner.m_dataPath.carries(m_local, origin);
}

void HttpUpstream::expect(bool bodyless)
{
    m_parser.reset(bodyless);
    m_isBodyless = bodyless;
    m_isComplete = false;
    m_isSent = false;
    m_hasBegun = false;
}

Result<bool> HttpUpstream::readHead()
{
    for (;;) {
        const Parsed parsed = m_parser.feed(m_stream->buffered());
        m_hasBegun = m_hasBegun || !m_stream->buffered().empty();
        m_stream->consume(parsed.used);
        if (parsed.refusal != 0 || (parsed.headDone && m_parser.head().status == 101))
            return fail(ErrorCode::Protocol, parsed.reason, m_url.text());
        if (parsed.headDone && m_parser.head().isInterim()) {
            m_parser.reset(m_isBodyless);
            continue;
        }
        if (parsed.headDone) {
            m_isComplete = parsed.done;
            return true;
        }
        if (m_stream->isOver())
            return fail(ErrorCode::ConnectionLost, "closed before a response", m_url.text());
        if (parsed.used == 0)
            return false;
    }
}

Awaitable<Result<void>> HttpUpstream::readBody(std::string &body, std::size_t bytesMax)
{
    m_parser.decodeTo(&body);
    while (!m_isComplete) {
        const Parsed parsed = m_parser.feed(m_stream->buffered());
        m_stream->consume(parsed.used);
        m_isComplete = parsed.done;
        if (parsed.refusal != 0 || body.size() > bytesMax)
            co_return fail(ErrorCode::Protocol, parsed.refusal != 0 ? parsed.reason : "the body is too long",
                           m_url.text());
        if (parsed.done || parsed.used > 0)
            continue;
        if (m_stream->isOver()) {
            m_isComplete = m_stream->error() == SystemError() && m_parser.finish().done;
            if (!m_isComplete)
                co_return fail(ErrorCode::ConnectionLost, "closed within a response", m_url.text());
            continue;
        }
        co_await m_stream->more();
    }
    m_parser.decodeTo(nullptr);
    co_return Result<void>();
}

bool HttpUpstream::canBeKept() const
{
    const ResponseHead &head = m_parser.head();
    return m_isComplete && m_isSent && head.keepsAlive && !head.endsWithConnection && !m_stream->isOver()
        && m_stream->buffered().empty();
}

void HttpUpstream::becomeIdle(Instant now)
{
    m_idleSince = now;
    m_stream->watch(this);
    m_stream->receive();
}

/// False if the connection is no longer good. The receive under way notices an end as soon as the loop does; the kernel
/// is asked as well unless the loop has just been there, which would cost a busy proxy a system call per request.
bool HttpUpstream::becomeBusy(Instant now)
{
    m_stream->watch(nullptr);
    m_isReused = true;
    return now - m_idleSince < kSurelyAliveTime ? m_stream->isQuiet() : m_stream->isIdle();
}

/// The peer closed while nothing was asked of it.
void HttpUpstream::streamEnded()
{
    const auto closed
        = m_owner.m_pool.remove([this](const HttpUpstreamPtr &idle) { return idle.get() == this; });
}

HttpUpstreams::HttpUpstreams(asio::io_context &context, Recorder &recorder, DataPath &dataPath,
                             Pool::Limits limits)
    : m_context(context)
    , m_recorder(recorder)
    , m_dataPath(dataPath)
    , m_pool(limits)
{
}

HttpUpstreamPtr HttpUpstreams::takeIdle(const routing::BackendUrl &url)
{
    const Instant now = m_recorder.now();
    while (auto taken = m_pool.take(url, now)) {
        if ((*taken)->becomeBusy(now))
            return std::move(*taken);
    }
    return nullptr;
}

HttpUpstreamPtr HttpUpstreams::create(const routing::BackendUrl &url)
{
    return std::make_unique<HttpUpstream>(*this, url, TcpStream::create(TcpSocket(m_context)),
                                          m_recorder.nextConnection());
}

void HttpUpstreams::giveBack(HttpUpstreamPtr upstream)
{
    if (!upstream->canBeKept())
        return;
    const Instant now = m_recorder.now();
    upstream->becomeIdle(now);
    const routing::BackendUrl &url = upstream->url(); // outlives the call: what is one too many comes back
    const auto tooMany = m_pool.put(url, std::move(upstream), now);
}

void HttpUpstreams::closeExpired()
{
    const auto expired = m_pool.expire(m_recorder.now());
}

void HttpUpstreams::closeIdle(bool abruptly)
{
    const auto idle = m_pool.clear();
    for (const HttpUpstreamPtr &upstream : idle) {
        if (abruptly)
            upstream->stream().reset();
    }
}

} // namespace sessionscope::live
