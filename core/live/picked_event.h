// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/cluster/service.h"
#include "core/live/data_path.h"
#include "core/live/recorder.h"

#include <optional>

namespace sessionscope::live {

/// ServicePicked or ServiceRefused for a connection from `client`; who picked is the caller's to add.
journal::Event pickedEvent(Recorder &recorder, Endpoint client,
                           const std::optional<cluster::Service::Pick> &pick,
                           const std::optional<DataPath::Origin> &origin);

} // namespace sessionscope::live
