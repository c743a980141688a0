// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/routing/redirect.h"

#include <fmt/format.h>

#include <algorithm>

namespace sessionscope::routing {

namespace {

constexpr unsigned char kDelete = 0x7F;

bool isControl(char letter)
{
    const auto code = static_cast<unsigned char>(letter);
    return code < ' ' || code == kDelete;
}

/// Whether the reference begins with a scheme: what comes before its first colon has no other delimiter in it.
bool isAbsolute(std::string_view reference)
{
    const std::size_t delimiter = reference.find_first_of(":/?");
    return delimiter != std::string_view::npos && reference[delimiter] == ':';
}

std::string_view withoutQuery(std::string_view path)
{
    return path.substr(0, path.find('?'));
}

/// RFC 3986 5.2.4: `.` and `..` are resolved, a slash at the end stays.
std::string withoutDots(std::string_view path)
{
    std::string resolved;
    while (!path.empty()) {
        const std::size_t end = std::min(path.find('/', 1), path.size());
        const std::string_view segment = path.substr(0, end);
        path.remove_prefix(end);
        const bool isUp = segment == "/..";
        if (isUp)
            resolved.erase(std::min(resolved.rfind('/'), resolved.size()));
        if (!isUp && segment != "/.")
            resolved += segment;
        else if (path.empty())
            resolved += '/';
    }
    return resolved;
}

/// What may not stand in a request's first line is written as URLs write it.
std::string escaped(std::string_view text)
{
    std::string safe;
    for (const char letter : text) {
        const auto code = static_cast<unsigned char>(letter);
        if (code <= ' ' || code > kDelete)
            safe += fmt::format("%{:02X}", code);
        else
            safe += letter;
    }
    return safe;
}

std::string normalised(std::string_view path)
{
    const std::string_view bare = withoutQuery(path);
    return escaped(withoutDots(bare)) + escaped(path.substr(bare.size()));
}

/// RFC 3986 5.2.3, for a reference without scheme and host.
std::string merged(std::string_view base, std::string_view reference)
{
    const std::string_view bare = withoutQuery(base);
    if (reference.empty())
        return std::string(base);
    if (reference.starts_with('/'))
        return std::string(reference);
    if (reference.starts_with('?'))
        return std::string(bare).append(reference);
    return std::string(bare.substr(0, bare.rfind('/') + 1)).append(reference);
}

} // namespace

bool isRedirect(int status)
{
    return status == 301 || status == 302 || status == 307 || status == 308;
}

std::optional<Redirect> followable(const BackendUrl &at, std::string_view path, std::string_view location)
{
    if (location.empty() || std::ranges::any_of(location, isControl))
        return std::nullopt;
    const std::string_view reference = location.substr(0, location.find('#'));
    if (!isAbsolute(reference) && !reference.starts_with("//")) {
        const std::string_view base = path.starts_with('/') ? path : std::string_view("/");
        return Redirect{at, normalised(merged(base, reference))};
    }
    const std::string url
        = isAbsolute(reference) ? std::string(reference) : at.scheme + ':' + std::string(reference);
    const auto to = BackendUrl::parse(url);
    const bool isSameHost = to && to->host == at.host && to->port == at.port;
    if (!isSameHost || (at.scheme == "https" && to->scheme == "http"))
        return std::nullopt;
    const std::string_view rest = std::string_view(url).substr(url.find("://") + 3);
    const std::string_view target = rest.substr(std::min(rest.find_first_of("/?"), rest.size()));
    return Redirect{*to, normalised(merged("/", target))};
}

} // namespace sessionscope::routing
