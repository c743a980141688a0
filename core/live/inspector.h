// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/control/inspector_port.h"

#include <memory>

namespace sessionscope::live {

/// An inspector with a thread of its own, named `inspector`. It does nothing until it is told to.
std::unique_ptr<control::InspectorPort> makeInspector();

} // namespace sessionscope::live
