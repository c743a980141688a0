// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace sessionscope {

/// A number that names one thing of one kind: a PodId never compares with a ProxyId.
template <class Tag, class Number = std::uint32_t> class StrongId
{
public:
    constexpr StrongId() = default;
    constexpr explicit StrongId(Number value)
        : m_value(value)
    {
    }

    constexpr Number value() const { return m_value; }
    constexpr auto operator<=>(const StrongId &) const = default;

private:
    Number m_value = 0;
};

using PodId = StrongId<struct PodTag>;     ///< the ordinal of a replica of the StatefulSet: 0 is `myserver-0`
using ProxyId = StrongId<struct ProxyTag>; ///< the index of a proxy replica; a restart keeps it
using ClientId
    = StrongId<struct ClientTag>; ///< a client of a plan, in the plan's order; foreign clients follow
using ExchangeId
    = StrongId<struct ExchangeTag, std::uint64_t>; ///< one client request and its answer, unique in a run
using ConnectionId
    = StrongId<struct ConnectionTag, std::uint64_t>; ///< one transport connection, unique in a run

/// An IPv4 address in host byte order. Runs live in 127.0.0.0/8 alone (architecture §6).
class IpAddress
{
public:
    constexpr IpAddress() = default;
    constexpr explicit IpAddress(std::uint32_t hostOrder)
        : m_hostOrder(hostOrder)
    {
    }

    /// Nothing unless `text` is a dotted quad.
    static std::optional<IpAddress> parse(std::string_view text);

    constexpr std::uint32_t hostOrder() const { return m_hostOrder; }
    std::string text() const;
    constexpr auto operator<=>(const IpAddress &) const = default;

private:
    std::uint32_t m_hostOrder = 0;
};

/// Where a connection goes to: an address and a TCP port.
struct Endpoint
{
    IpAddress ip;
    std::uint16_t port = 0;

    std::string text() const; ///< "127.77.0.10:8080"
    constexpr auto operator<=>(const Endpoint &) const = default;
};

} // namespace sessionscope

template <class Tag, class Number> struct std::hash<sessionscope::StrongId<Tag, Number>>
{
    std::size_t operator()(sessionscope::StrongId<Tag, Number> id) const noexcept
    {
        return std::hash<Number>{}(id.value());
    }
};
