// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/routing/backend_url.h"

#include <optional>
#include <string>
#include <string_view>

namespace sessionscope::routing {

/// Redirects that a proxy follows for one request; the next 3xx is passed on to the client (digest §0).
inline constexpr int kRedirectsMax = 10;

/// Whether a proxy follows that status at all: 301, 302, 307 and 308, each with the method and body as they were. A 303
/// would change the method, and 300 and 304 are no redirects.
bool isRedirect(int status);

/// Where a redirect leads.
struct Redirect
{
    BackendUrl to;
    std::string path; ///< with its query
};

/// Reads the Location of a response to a request for `path` (with its query) at `at`, relative or absolute. Nothing where
/// a proxy does not follow: another host or port, from https to http, or no URL that can be asked (digest 4.7, F-54).
std::optional<Redirect> followable(const BackendUrl &at, std::string_view path, std::string_view location);

} // namespace sessionscope::routing
