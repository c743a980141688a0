// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/rng.h"

#include <string>
#include <string_view>

namespace sessionscope::session {

/// The id under which a session is stored: unchanged if github.com/google/uuid would parse it (36
/// canonical, 32 hex, `urn:uuid:`, 38 braced; no case folding), otherwise UUID v5 of the raw id in the DNS
/// namespace (digest 4.6).
std::string normaliseSessionId(std::string_view raw);

/// How a server forms its session ids (digest 4.6, "What backends issue").
enum class IdStyle {
    Uuid,       ///< TypeScript SDK: randomUUID()
    Hex32,      ///< Python SDK: uuid4().hex
    McpSession, ///< mcp-go: `mcp-session-<uuid>`
    Base32,     ///< go-sdk: 26 characters of rand.Text()
};

/// A fresh id of that style; the same draws give the same id.
std::string makeSessionId(IdStyle style, Rng &rng);

} // namespace sessionscope::session
