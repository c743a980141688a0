// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/routing/backend_url.h"

#include "core/mcp/headers.h"

#include <charconv>

namespace sessionscope::routing {

namespace {

std::optional<std::uint16_t> defaultPort(std::string_view scheme)
{
    if (scheme == "http")
        return 80;
    if (scheme == "https")
        return 443;
    return std::nullopt;
}

std::optional<std::uint16_t> parsePort(std::string_view text)
{
    std::uint16_t port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    if (error != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return port;
}

} // namespace

std::optional<BackendUrl> BackendUrl::parse(std::string_view text)
{
    const std::size_t schemeEnd = text.find("://");
    if (schemeEnd == std::string_view::npos)
        return std::nullopt;
    const std::string_view scheme = text.substr(0, schemeEnd);
    auto port = defaultPort(scheme);
    std::string_view authority = text.substr(schemeEnd + 3);
    authority = authority.substr(0, authority.find_first_of("/?#"));
    const std::size_t colon = authority.rfind(':');
    if (port && colon != std::string_view::npos)
        port = parsePort(authority.substr(colon + 1));
    const std::string_view host = authority.substr(0, colon);
    // Credentials and IPv6 literals never stand in a backend_url; refusing them keeps the rest simple. What cannot stand
    // in a header field can stand in no host, which becomes one.
    if (!port || host.find_first_of("@[]") != std::string_view::npos || !mcp::isFieldValue(host))
        return std::nullopt;
    return BackendUrl{std::string(scheme), std::string(host), *port};
}

std::string BackendUrl::text() const
{
    return scheme + "://" + authority();
}

std::string BackendUrl::authority() const
{
    return host + ':' + std::to_string(port);
}

} // namespace sessionscope::routing
