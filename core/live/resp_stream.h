// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/redis_url.h"
#include "core/base/result.h"
#include "core/live/io.h"

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>
#include <tuple>

namespace sessionscope::live {

/// The error Refused where `error` is the alert of a server that wants a certificate, or another one than it was shown. In
/// TLS 1.3 it comes after the handshake, with the first byte that is read.
std::optional<Error> certificateRefused(const RedisUrl &url, const SystemError &error);

/// A byte stream to a Redis: TCP, TLS over it, or a unix socket. One use: open once, close once.
class RespStream
{
public:
    explicit RespStream(Executor executor);
    ~RespStream();

    /// Connects, every address of a name in turn, and shakes hands (TLS). `limit` bounds all of it.
    /// Errors: NameNotResolved, ConnectionRefused, Unreachable, Refused (certificates), Protocol (not TLS), Io (files
    /// of certificates), Cancelled (closed meanwhile).
    Awaitable<Result<void>> open(RedisUrl url, Duration limit);

    Awaitable<std::tuple<SystemError, std::size_t>> readSome(asio::mutable_buffer buffer);

    /// Writes all of `bytes`, which must stay valid until `written` is called.
    void write(std::string_view bytes, std::function<void(SystemError)> written);

    /// Ends whatever is pending with operation_aborted. May be called at any time, also twice.
    void close();

private:
    struct Sockets; // keeps OpenSSL and Asio's TLS out of this header

    Awaitable<Result<void>> connect(const RedisUrl &url);
    Awaitable<Result<void>> shakeHands(const RedisUrl &url);

    Executor m_executor;
    std::unique_ptr<Sockets> m_sockets;
    bool m_closed = false;
};

} // namespace sessionscope::live
