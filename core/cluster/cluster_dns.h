// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/ids.h"
#include "core/cluster/cluster_spec.h"
#include "core/cluster/stateful_set.h"

#include <string_view>
#include <vector>

namespace sessionscope::cluster {

/// Answers what CoreDNS would: which names exist now, and their addresses. Empty means NXDOMAIN.
///
/// `mcp-<name>` (short, or with any suffix of `.<namespace>.svc.<domain>`) is the ClusterIP. `mcp-<name>-headless` is the
/// address of every Ready pod. `<pod>.mcp-<name>-headless.<namespace>.svc.<domain>` exists only if the StatefulSet's
/// serviceName is that headless Service and the pod is Ready (digest 1.3; F-04, F-06, P-4). Case does not matter; a final
/// dot asks for the full name alone. Without Services (stdio, a plain target) there are no names.
std::vector<IpAddress> resolve(std::string_view name, const ClusterSpec &spec, const std::vector<Pod> &pods,
                               IpAddress clusterIp);

} // namespace sessionscope::cluster
