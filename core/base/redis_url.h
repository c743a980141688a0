// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace sessionscope {

/// Where a Redis is and how to be let in, as a person writes it:
///
///     redis://[[user]:password@]host[:port][/db]
///     rediss://…[?ca=FILE][&cert=FILE&key=FILE][&sni=NAME][&insecure=true]   over TLS
///     unix:/path/to/socket[?db=N][&user=NAME][&password=TEXT]
///
/// Parts are percent-encoded. What ToolHive itself can use is less: plaintext, no user (digest 2.5).
struct RedisUrl
{
    enum class Transport { Tcp, Tls, UnixSocket };

    static constexpr std::uint16_t kDefaultPort = 6379;

    Transport transport = Transport::Tcp;
    std::string host;                  ///< name or address; empty for a unix socket
    std::uint16_t port = kDefaultPort; ///< 0 for a unix socket
    std::string socketPath;            ///< unix socket only

    std::string user;     ///< empty: Redis's user `default`
    std::string password; ///< empty: none
    std::uint32_t database = 0;

    std::string authorityFile;   ///< PEM certificates that sign the server's; empty: those of the system
    std::string certificateFile; ///< PEM chain that this client shows; empty: none
    std::string privateKeyFile;  ///< PEM key of certificateFile
    std::string serverName;      ///< name to ask for and to verify (SNI) where it is not `host`; empty: host
    bool verifyCertificate = true; ///< false: any server passes, even an impostor

    /// InvalidInput, `where` being the part that does not read ("port", "db", "?ca" …). Never repeats the password.
    static Result<RedisUrl> parse(std::string_view text);

    /// For people and logs: the password is replaced by `***`.
    std::string text() const;

    /// With the password, as parse() reads it: for handing the URL of a managed server to another program.
    std::string textWithPassword() const;

    /// The name that the server's certificate must bear.
    const std::string &certificateName() const { return serverName.empty() ? host : serverName; }

    /// "host:port" or the path of the socket: the `where` of errors.
    std::string address() const;

    bool operator==(const RedisUrl &) const = default;
};

} // namespace sessionscope
