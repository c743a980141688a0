// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/origin_guard.h"

#include "core/base/ids.h"
#include "core/live/http_head.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace sessionscope::live {

namespace {

/// The host of "host", "host:port" or "[v6]:port"; nothing if that is not what the text is.
std::optional<std::string_view> hostOf(std::string_view authority)
{
    if (authority.empty() || authority.find_first_of("/@?# \t") != std::string_view::npos)
        return std::nullopt;
    const bool isBracketed = authority.starts_with('[');
    const auto hostEnd = isBracketed ? authority.find(']') : authority.find(':');
    if (isBracketed && hostEnd == std::string_view::npos)
        return std::nullopt;
    const auto host = authority.substr(0, isBracketed ? hostEnd + 1 : hostEnd);
    const auto rest = authority.substr(host.size());
    const bool hasPort = rest.size() > 1 && rest.size() <= 6 && rest.front() == ':'
        && std::all_of(rest.begin() + 1, rest.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (host.empty() || !(rest.empty() || hasPort))
        return std::nullopt;
    return host;
}

bool isLoopback(std::string_view host)
{
    if (equalsIgnoringCase(host, "localhost") || host == "[::1]")
        return true;
    const auto address = IpAddress::parse(host);
    return address && (address->hostOrder() >> 24U) == 127U;
}

} // namespace

OriginGuard::OriginGuard(std::vector<std::string> allowedHosts)
    : m_allowedHosts(std::move(allowedHosts))
{
}

bool OriginGuard::allowsHost(std::string_view authority) const
{
    const auto host = hostOf(authority);
    if (!host)
        return false;
    return isLoopback(*host)
        || std::any_of(m_allowedHosts.begin(), m_allowedHosts.end(), [&](const std::string &allowed) {
               return equalsIgnoringCase(allowed, *host) || equalsIgnoringCase(allowed, authority);
           });
}

bool OriginGuard::allowsOrigin(std::string_view origin) const
{
    for (const std::string_view scheme : {"http://", "https://"}) {
        if (origin.starts_with(scheme))
            return allowsHost(origin.substr(scheme.size()));
    }
    return false;
}

} // namespace sessionscope::live
