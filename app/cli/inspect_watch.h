// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/cli/inspector_client.h"

namespace sessionscope::cli {

/// Tells of each change, a line each, until a signal comes or nobody reads them. The client's connection watches already.
void watchChanges(InspectorClient &client, const InspectRequest &request);

} // namespace sessionscope::cli
