// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/composition.h"

#include "core/live/engine.h"
#include "core/live/inspector.h"
#include "core/sim/sim_engine.h"

#include <fmt/format.h>

namespace sessionscope::app {

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
