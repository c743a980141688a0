// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/resp_stream.h"

#include "core/live/time_limit.h"

#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/write.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <vector>

namespace sessionscope::live {
namespace {

using Generic = asio::generic::stream_protocol;
using Socket = asio::basic_stream_socket<Generic, Executor>;
using TlsSocket = asio::ssl::stream<Socket &>;

ErrorCode codeOf(const SystemError &error)
{
    using namespace boost::system::errc;
    if (error == connection_refused || error == no_such_file_or_directory || error == connection_reset)
        return ErrorCode::ConnectionRefused;
    if (error == permission_denied)
        return ErrorCode::Refused;
    return ErrorCode::Unreachable;
}

tl::unexpected<Error> fileFailure(const char *option, const std::string &file, const SystemError &error)
{
    return fail(ErrorCode::Io, fmt::format("certificate or key does not load: {}", error.message()), file,
                fmt::format("{} in the URL names a PEM file", option));
}

/// Certificates as the URL asks for. TLS 1.2 at least, as ToolHive's own client (digest 2.5).
Result<void> prepare(asio::ssl::context &context, const RedisUrl &url)
{
    SSL_CTX_set_min_proto_version(context.native_handle(), TLS1_2_VERSION);
    context.set_verify_mode(url.verifyCertificate ? asio::ssl::verify_peer : asio::ssl::verify_none);
    SystemError error;
    if (url.authorityFile.empty())
        context.set_default_verify_paths(error);
    else
        context.load_verify_file(url.authorityFile, error);
    if (error)
        return fileFailure("?ca", url.authorityFile, error);
    if (url.certificateFile.empty())
        return {};
    context.use_certificate_chain_file(url.certificateFile, error);
    if (error)
        return fileFailure("?cert", url.certificateFile, error);
    context.use_private_key_file(url.privateKeyFile, asio::ssl::context::pem, error);
    if (error)
        return fileFailure("?key", url.privateKeyFile, error);
    return {};
}

bool isAddress(const std::string &host)
{
    SystemError error;
    asio::ip::make_address(host, error);
    return !error;
}

} // namespace

std::optional<Error> certificateRefused(const RedisUrl &url, const SystemError &error)
{
    constexpr std::array kAlerts{SSL_AD_HANDSHAKE_FAILURE, // TLS 1.2 has no other word for "none was shown"
                                 SSL_AD_BAD_CERTIFICATE,     SSL_AD_UNSUPPORTED_CERTIFICATE,
                                 SSL_AD_CERTIFICATE_REVOKED, SSL_AD_CERTIFICATE_EXPIRED,
                                 SSL_AD_CERTIFICATE_UNKNOWN, SSL_AD_UNKNOWN_CA,
                                 SSL_AD_ACCESS_DENIED,       SSL_AD_CERTIFICATE_REQUIRED};
    if (error.category() != asio::error::get_ssl_category())
        return std::nullopt;
    const int alert = ERR_GET_REASON(static_cast<unsigned long>(error.value())) - SSL_AD_REASON_OFFSET;
    if (std::ranges::find(kAlerts, alert) == kAlerts.end())
        return std::nullopt;
    return Error{ErrorCode::Refused, fmt::format("the server refused our certificate: {}", error.message()),
                 url.address(), "name one that it trusts, and its key, with ?cert=FILE&key=FILE"};
}

struct RespStream::Sockets
{
    explicit Sockets(Executor executor)
        : socket(executor)
        , lookedUp(executor)
    {
    }

    Socket socket;
    Timer lookedUp; ///< cancelled when a look-up ended
    std::unique_ptr<asio::ssl::context> context;
    std::unique_ptr<TlsSocket> tls;
};

namespace {

/// The addresses of a host. A resolver cannot be stopped while the system looks a name up, so its answer is left to
/// itself when `done` is cancelled from elsewhere.
Awaitable<Result<std::vector<Generic::endpoint>>> lookUp(Executor executor, RedisUrl url, Timer &done)
{
    using Endpoints = std::vector<Generic::endpoint>;
    SystemError notAnAddress;
    const auto address = asio::ip::make_address(url.host, notAnAddress);
    if (!notAnAddress)
        co_return Endpoints{asio::ip::tcp::endpoint(address, url.port)};

    struct Answer
    {
        explicit Answer(Executor on)
            : resolver(on)
        {
        }
        TcpResolver resolver;
        bool arrived = false;
        SystemError error;
        Endpoints endpoints;
    };
    const auto answer = std::make_shared<Answer>(executor);
    const std::weak_ptr<Answer> waiting = answer;
    done.expires_at(Timer::time_point::max());
    const auto onAnswer = [waiting, &done](SystemError error, const TcpResolver::results_type &results) {
        const auto arrived = waiting.lock();
        if (!arrived) // given up: `done` is gone too
            return;
        arrived->arrived = true;
        arrived->error = error;
        for (const auto &result : results)
            arrived->endpoints.emplace_back(result.endpoint());
        done.cancel();
    };
    answer->resolver.async_resolve(url.host, std::to_string(url.port), onAnswer);
    co_await done.async_wait(kAsTuple);
    if (!answer->arrived)
        co_return fail(ErrorCode::Unreachable, "the name was not looked up in time", url.host);
    if (answer->error || answer->endpoints.empty())
        co_return fail(ErrorCode::NameNotResolved, fmt::format("no such host: {}", answer->error.message()),
                       url.host);
    co_return std::move(answer->endpoints);
}

} // namespace

RespStream::RespStream(Executor executor)
    : m_executor(executor)
    , m_sockets(std::make_unique<Sockets>(executor))
{
}

RespStream::~RespStream() = default;

Awaitable<Result<void>> RespStream::open(RedisUrl url, Duration limit)
{
    const TimeLimit timeLimit(m_executor, limit, [this] { close(); });
    Result<void> opened = co_await connect(url);
    const bool shakes = opened && url.transport == RedisUrl::Transport::Tls;
    if (shakes)
        opened = co_await shakeHands(url);
    if (timeLimit.passed() && shakes)
        co_return fail(ErrorCode::Unreachable,
                       fmt::format("no TLS handshake within {} ms", limit.inMilliseconds()), url.address(),
                       "does this port speak TLS?");
    if (timeLimit.passed())
        co_return fail(ErrorCode::Unreachable,
                       fmt::format("no connection within {} ms", limit.inMilliseconds()), url.address());
    if (m_closed)
        co_return fail(ErrorCode::Cancelled, "the connection was given up", url.address());
    co_return opened;
}

Awaitable<Result<void>> RespStream::connect(const RedisUrl &url)
{
    std::vector<Generic::endpoint> endpoints;
    if (url.transport == RedisUrl::Transport::UnixSocket) {
        if (url.socketPath.size() >= sizeof(sockaddr_un::sun_path))
            co_return fail(ErrorCode::InvalidInput, "the path of the socket is too long", url.socketPath);
        endpoints.emplace_back(asio::local::stream_protocol::endpoint(url.socketPath));
    } else {
        auto found = co_await lookUp(m_executor, url, m_sockets->lookedUp);
        if (!found)
            co_return fail(found.error());
        endpoints = std::move(*found);
    }

    SystemError error;
    for (const Generic::endpoint &endpoint : endpoints) {
        if (m_closed)
            break;
        SystemError ignored;
        m_sockets->socket.close(ignored);
        std::tie(error) = co_await m_sockets->socket.async_connect(endpoint, kAsTuple);
        if (!error)
            break;
    }
    if (error)
        co_return fail(codeOf(error), fmt::format("no connection to Redis: {}", error.message()),
                       url.address(), "is the server running?");
    if (url.transport != RedisUrl::Transport::UnixSocket && !m_closed)
        m_sockets->socket.set_option(asio::ip::tcp::no_delay(true), error);
    co_return Result<void>();
}

Awaitable<Result<void>> RespStream::shakeHands(const RedisUrl &url)
{
    m_sockets->context = std::make_unique<asio::ssl::context>(asio::ssl::context::tls_client);
    if (const auto prepared = prepare(*m_sockets->context, url); !prepared)
        co_return fail(prepared.error());
    m_sockets->tls = std::make_unique<TlsSocket>(m_sockets->socket, *m_sockets->context);
    SSL *ssl = m_sockets->tls->native_handle();
    if (!isAddress(url.certificateName()))
        SSL_set_tlsext_host_name(ssl, url.certificateName().c_str());
    if (url.verifyCertificate)
        m_sockets->tls->set_verify_callback(asio::ssl::host_name_verification(url.certificateName()));

    const auto [error] = co_await m_sockets->tls->async_handshake(asio::ssl::stream_base::client, kAsTuple);
    if (!error)
        co_return Result<void>();
    if (const long verdict = SSL_get_verify_result(ssl); verdict != X509_V_OK)
        co_return fail(ErrorCode::Refused,
                       fmt::format("the server's certificate is not trusted: {}",
                                   X509_verify_cert_error_string(verdict)),
                       url.address(),
                       "name its authority with ?ca=FILE, and the host as the certificate does");
    if (auto refused = certificateRefused(url, error))
        co_return fail(*std::move(refused));
    co_return fail(ErrorCode::Protocol, fmt::format("no TLS handshake: {}", error.message()), url.address(),
                   "does this port speak TLS?");
}

Awaitable<std::tuple<SystemError, std::size_t>> RespStream::readSome(asio::mutable_buffer buffer)
{
    return m_sockets->tls ? m_sockets->tls->async_read_some(buffer, kAsTuple)
                          : m_sockets->socket.async_read_some(buffer, kAsTuple);
}

void RespStream::write(std::string_view bytes, std::function<void(SystemError)> written)
{
    auto done = [notify = std::move(written)](SystemError error, std::size_t) { notify(error); };
    if (m_sockets->tls)
        asio::async_write(*m_sockets->tls, asio::buffer(bytes), std::move(done));
    else
        asio::async_write(m_sockets->socket, asio::buffer(bytes), std::move(done));
}

void RespStream::close()
{
    m_closed = true;
    SystemError ignored;
    m_sockets->socket.close(ignored);
    m_sockets->lookedUp.cancel();
}

} // namespace sessionscope::live
