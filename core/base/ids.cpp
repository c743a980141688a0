// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/base/ids.h"

#include <fmt/format.h>

#include <charconv>

namespace sessionscope {

std::optional<IpAddress> IpAddress::parse(std::string_view text)
{
    std::uint32_t address = 0;
    for (int part = 0; part < 4; ++part) {
        if (part > 0) {
            if (text.empty() || text.front() != '.')
                return std::nullopt;
            text.remove_prefix(1);
        }
        std::uint8_t byte = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), byte);
        if (error != std::errc())
            return std::nullopt;
        text.remove_prefix(static_cast<std::size_t>(end - text.data()));
        address = address << 8U | byte;
    }
    return text.empty() ? std::optional(IpAddress(address)) : std::nullopt;
}

std::string IpAddress::text() const
{
    return fmt::format("{}.{}.{}.{}", m_hostOrder >> 24U, m_hostOrder >> 16U & 0xFFU,
                       m_hostOrder >> 8U & 0xFFU, m_hostOrder & 0xFFU);
}

std::string Endpoint::text() const
{
    return fmt::format("{}:{}", ip.text(), port);
}

} // namespace sessionscope
