// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/control/engine_port.h"
#include "core/control/inspector_port.h"

#include <memory>
#include <string_view>

/// Where the program is put together: the one place that knows both engines.
namespace sessionscope::app {

enum class EngineKind {
    Live, ///< real sockets, real time
    Sim,  ///< virtual time
};

const char *toText(EngineKind kind); ///< "live", "sim"
Result<EngineKind> parseEngineKind(std::string_view text);

std::unique_ptr<control::EnginePort> makeEngine(EngineKind kind);

/// What looks at a live installation.
std::unique_ptr<control::InspectorPort> makeInspector();

} // namespace sessionscope::app
