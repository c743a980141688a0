// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/cluster/address_plan.h"

#include <cassert>

namespace sessionscope::cluster {

namespace {

constexpr std::uint32_t kLoopback = 127U << 24U;
constexpr std::uint32_t kFirstPod = 10;
constexpr std::uint32_t kFirstProxy = (128U << 8U) + 10;
constexpr std::uint32_t kClusterIp = (255U << 8U) + 1;

} // namespace

AddressPlan::AddressPlan(std::uint8_t block)
    : m_block(block)
{
    assert(block >= 1 && block <= 254);
}

IpAddress AddressPlan::clusterIp() const
{
    return at(kClusterIp);
}

IpAddress AddressPlan::frontDoorIp() const
{
    return IpAddress(kLoopback + 1);
}

IpAddress AddressPlan::nextPod()
{
    return at(kFirstPod + m_pods++ % kPodAddresses);
}

IpAddress AddressPlan::nextProxy()
{
    return at(kFirstProxy + m_proxies++ % kProxyAddresses);
}

IpAddress AddressPlan::at(std::uint32_t offset) const
{
    return IpAddress(kLoopback | std::uint32_t(m_block) << 16U | offset);
}

} // namespace sessionscope::cluster
