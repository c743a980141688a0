// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/composition.h"

#include "core/live/engine.h"
#include "core/live/inspector.h"
#include "core/sim/sim_engine.h"

#include <fmt/format.h>

#include <algorithm>
#include <sys/resource.h>

namespace sessionscope::app {

namespace {

/// A run of 1000 clients in one process needs more than the usual soft limit of 1024, which is for who calls select().
void raiseDescriptorLimit()
{
    constexpr rlim_t kEnough = 65'536;
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= kEnough)
        return;
    limit.rlim_cur = std::min(limit.rlim_max, kEnough);
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

} // namespace

const char *toText(EngineKind kind)
{
    switch (kind) {
    case EngineKind::Live:
        return "live";
    case EngineKind::Sim:
        return "sim";
    }
    return "";
}

Result<EngineKind> parseEngineKind(std::string_view text)
{
    for (const EngineKind kind : {EngineKind::Live, EngineKind::Sim}) {
        if (text == toText(kind))
            return kind;
    }
    return fail(ErrorCode::InvalidInput, fmt::format("no such engine: '{}'", text), {}, "live or sim");
}

std::unique_ptr<control::EnginePort> makeEngine(EngineKind kind)
{
    switch (kind) {
    case EngineKind::Live:
        raiseDescriptorLimit();
        return live::makeLiveEngine();
    case EngineKind::Sim:
        return sim::makeSimEngine();
    }
    return nullptr;
}

std::unique_ptr<control::InspectorPort> makeInspector()
{
    return live::makeInspector();
}

} // namespace sessionscope::app
