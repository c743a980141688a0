// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/base/redis_url.h"

#include <boost/url/parse.hpp>
#include <boost/url/url.hpp>
#include <fmt/format.h>

#include <charconv>

namespace sessionscope {
namespace {

namespace urls = boost::urls;

constexpr const char *kForms = "redis://[user:password@]host[:port][/db], rediss://… or unix:/path";

Result<std::uint32_t> number(std::string_view text, std::string where, std::uint32_t most)
{
    std::uint32_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || value > most)
        return fail(ErrorCode::InvalidInput, fmt::format("not a number from 0 to {}", most),
                    std::move(where));
    return value;
}

Result<void> setDatabase(RedisUrl &url, std::string_view text, std::string where)
{
    const auto database = number(text, std::move(where), INT32_MAX);
    if (!database)
        return fail(database.error());
    url.database = *database;
    return {};
}

Result<bool> truth(std::string_view text, std::string where)
{
    if (text == "true" || text == "1" || text.empty())
        return true;
    if (text == "false" || text == "0")
        return false;
    return fail(ErrorCode::InvalidInput, "neither true nor false", std::move(where));
}

/// One `key=value` of the query. Unknown ones fail: a misspelt `?ca=` must not silently fall back.
Result<void> setOption(RedisUrl &url, const std::string &key, std::string value)
{
    const std::string where = "?" + key;
    const bool tls = url.transport == RedisUrl::Transport::Tls;
    const bool unixSocket = url.transport == RedisUrl::Transport::UnixSocket;
    if (key == "db")
        return setDatabase(url, value, where);
    if (unixSocket && key == "user")
        url.user = std::move(value);
    else if (unixSocket && key == "password")
        url.password = std::move(value);
    else if (tls && key == "ca")
        url.authorityFile = std::move(value);
    else if (tls && key == "cert")
        url.certificateFile = std::move(value);
    else if (tls && key == "key")
        url.privateKeyFile = std::move(value);
    else if (tls && key == "sni")
        url.serverName = std::move(value);
    else if (tls && key == "insecure") {
        const auto insecure = truth(value, where);
        if (!insecure)
            return fail(insecure.error());
        url.verifyCertificate = !*insecure;
    } else
        return fail(ErrorCode::InvalidInput, "unknown option of this kind of Redis URL", where,
                    tls ? "known: db, ca, cert, key, sni, insecure" : "certificates need rediss://");
    return {};
}

Result<void> setPlace(RedisUrl &url, const urls::url_view &parsed)
{
    if (url.transport == RedisUrl::Transport::UnixSocket) {
        url.port = 0;
        url.socketPath = parsed.path();
        if (!url.socketPath.starts_with('/') || !parsed.encoded_host().empty())
            return fail(ErrorCode::InvalidInput, "a socket needs an absolute path", "path", kForms);
        return {};
    }

    url.host = parsed.host_address();
    if (url.host.empty())
        return fail(ErrorCode::InvalidInput, "no host", "host", kForms);
    if (!parsed.port().empty()) {
        const auto port = number(std::string_view(parsed.port().data(), parsed.port().size()), "port", 65535);
        if (!port)
            return fail(port.error());
        if (*port == 0)
            return fail(ErrorCode::InvalidInput, "not a number from 1 to 65535", "port");
        url.port = static_cast<std::uint16_t>(*port);
    }
    const std::string path = parsed.path();
    // Boost 1.81 reads the `x` of `host:66x` as a path.
    if (!path.empty() && !path.starts_with('/'))
        return fail(ErrorCode::InvalidInput, "not a number from 1 to 65535", "port");
    if (path.size() > 1)
        return setDatabase(url, std::string_view(path).substr(1), "db");
    return {};
}

Result<RedisUrl> withScheme(std::string_view scheme)
{
    RedisUrl url;
    if (scheme == "redis")
        url.transport = RedisUrl::Transport::Tcp;
    else if (scheme == "rediss")
        url.transport = RedisUrl::Transport::Tls;
    else if (scheme == "unix")
        url.transport = RedisUrl::Transport::UnixSocket;
    else
        return fail(ErrorCode::InvalidInput, "not a Redis URL", "scheme", kForms);
    return url;
}

std::string compose(const RedisUrl &from, const std::string &password)
{
    urls::url url;
    const bool unixSocket = from.transport == RedisUrl::Transport::UnixSocket;
    const bool tls = from.transport == RedisUrl::Transport::Tls;
    if (unixSocket) {
        url.set_scheme("unix");
        url.set_path(from.socketPath);
        if (!from.user.empty())
            url.params().append({"user", from.user});
        if (!password.empty())
            url.params().append({"password", password});
        if (from.database != 0)
            url.params().append({"db", std::to_string(from.database)});
        return std::string(url.buffer());
    }

    url.set_scheme(tls ? "rediss" : "redis");
    url.set_host_address(from.host);
    url.set_port_number(from.port);
    if (!from.user.empty() || !password.empty()) {
        url.set_user(from.user);
        url.set_password(password);
    }
    if (from.database != 0)
        url.set_path("/" + std::to_string(from.database));
    const auto append = [&url](const char *key, const std::string &value) {
        if (!value.empty())
            url.params().append({key, value});
    };
    append("ca", from.authorityFile);
    append("cert", from.certificateFile);
    append("key", from.privateKeyFile);
    append("sni", from.serverName);
    append("insecure", from.verifyCertificate ? "" : "true");
    return std::string(url.buffer());
}

} // namespace

Result<RedisUrl> RedisUrl::parse(std::string_view text)
{
    const auto parsed = urls::parse_uri(urls::string_view(text.data(), text.size()));
    if (!parsed)
        return fail(ErrorCode::InvalidInput, "not a URL", "URL", kForms);
    auto url = withScheme(std::string_view(parsed->scheme().data(), parsed->scheme().size()));
    if (!url)
        return url;
    if (parsed->has_fragment())
        return fail(ErrorCode::InvalidInput, "a Redis URL has no fragment", "#",
                    "percent-encode # as %23 in a password");

    url->user = parsed->user();
    url->password = parsed->password();
    if (const auto placed = setPlace(*url, *parsed); !placed)
        return fail(placed.error());
    for (const auto &option : parsed->params()) {
        if (const auto set = setOption(*url, option.key, option.value); !set)
            return fail(set.error());
    }
    if (url->certificateFile.empty() != url->privateKeyFile.empty())
        return fail(ErrorCode::InvalidInput, "a certificate and its key come together", "?cert");
    return url;
}

std::string RedisUrl::text() const
{
    return compose(*this, password.empty() ? "" : "***");
}

std::string RedisUrl::textWithPassword() const
{
    return compose(*this, password);
}

std::string RedisUrl::address() const
{
    if (transport == Transport::UnixSocket)
        return socketPath;
    const bool bracketed = host.find(':') != std::string::npos;
    return fmt::format("{}{}{}:{}", bracketed ? "[" : "", host, bracketed ? "]" : "", port);
}

} // namespace sessionscope
