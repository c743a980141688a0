// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"

#include <cstdint>

namespace sessionscope::cluster {

/// Gives every pod, proxy and Service of a run its own loopback address in the run's /16 of 127.0.0.0/8.
///
/// Fixed: the ClusterIP. In turn: proxy pods and backend pods, so that a rescheduled pod or a restarted proxy is seen to
/// have a new one. An address comes round again only after all of its kind were given: tens of thousands of pods later.
class AddressPlan
{
public:
    static constexpr std::uint32_t kPodAddresses = 32'758;   ///< 127.<block>.0.10 … 127.<block>.127.255
    static constexpr std::uint32_t kProxyAddresses = 32'502; ///< 127.<block>.128.10 … 127.<block>.254.255

    /// `block` is the second octet, 1 … 254: the run's addresses are 127.<block>.0.0/16.
    explicit AddressPlan(std::uint8_t block);

    IpAddress clusterIp() const;   ///< 127.<block>.255.1
    IpAddress frontDoorIp() const; ///< 127.0.0.1: what clients use, stable over restarts

    IpAddress nextPod();   ///< 127.<block>.0.10 and up
    IpAddress nextProxy(); ///< 127.<block>.128.10 and up

private:
    IpAddress at(std::uint32_t offset) const;

    std::uint8_t m_block;
    std::uint32_t m_pods = 0;
    std::uint32_t m_proxies = 0;
};

} // namespace sessionscope::cluster
