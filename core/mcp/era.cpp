// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/mcp/era.h"

#include <fmt/format.h>

#include <utility>

namespace sessionscope::mcp {

namespace {

EraDecision refused(ErrorNumber code, std::string message)
{
    return {Era::Stateless, EraDecision::Refusal{code, std::move(message)}};
}

EraDecision withoutBodyVersion(std::string_view headerVersion)
{
    constexpr const char *kMessage
        = "the request claims the stateless revision, but _meta names no protocol version";
    if (headerVersion.empty())
        return refused(ErrorNumber::InvalidParams, kMessage);
    if (headerVersion == kStatelessVersion)
        return refused(ErrorNumber::HeaderMismatch, kMessage);
    return {}; // an explicit older version outranks stray _meta keys (#6231)
}

} // namespace

const char *toText(Era era)
{
    switch (era) {
    case Era::Sessions:
        return "sessions";
    case Era::Stateless:
        return "stateless";
    }
    return "";
}

EraDecision classify(std::string_view headerVersion, const RpcPeek &body)
{
    if (body.method == "initialize" || (headerVersion != kStatelessVersion && !body.meta.present))
        return {};
    if (body.kind != RpcPeek::Kind::Request)
        return {headerVersion == kStatelessVersion ? Era::Stateless : Era::Sessions, std::nullopt};
    const std::string version = body.meta.protocolVersion.value_or("");
    if (version.empty())
        return withoutBodyVersion(headerVersion);
    if (version != kStatelessVersion)
        return refused(ErrorNumber::UnsupportedVersion,
                       fmt::format("unsupported protocol version '{}'", version));
    if (!headerVersion.empty() && headerVersion != version)
        return refused(ErrorNumber::HeaderMismatch,
                       fmt::format("the header says {}, _meta says {}", headerVersion, version));
    if (!body.meta.hasClientCapabilities)
        return refused(ErrorNumber::MissingCapability, "_meta has no client capabilities");
    return {Era::Stateless, std::nullopt};
}

} // namespace sessionscope::mcp
