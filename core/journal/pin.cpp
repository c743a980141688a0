// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/journal/pin.h"

#include "core/base/ids.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <utility>

namespace sessionscope::journal {

const char *toText(Pin::Kind kind)
{
    switch (kind) {
    case Pin::Kind::None:
        return "none";
    case Pin::Kind::Service:
        return "service";
    case Pin::Kind::PodName:
        return "pod-dns";
    case Pin::Kind::PodAddress:
        return "pod-ip";
    case Pin::Kind::OtherAddress:
        return "other-ip";
    }
    return "unknown";
}

std::string_view hostOf(std::string_view urlOrAddress)
{
    if (const std::size_t scheme = urlOrAddress.find("://"); scheme != std::string_view::npos)
        urlOrAddress.remove_prefix(scheme + 3);
    return urlOrAddress.substr(0, urlOrAddress.find_first_of(":/"));
}

std::optional<std::int64_t> ordinalOfPodName(std::string_view host)
{
    // The Service's own full name has one label less in front of ".svc.".
    const std::size_t pod = host.find('.');
    const std::size_t zone = host.find(".svc.");
    if (zone == std::string_view::npos || std::ranges::count(host.substr(0, zone), '.') != 2)
        return std::nullopt;
    const std::string_view name = host.substr(0, pod);
    const std::string_view digits = name.substr(name.rfind('-') + 1);
    std::int64_t ordinal = -1;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), ordinal);
    if (error != std::errc() || end != digits.data() + digits.size() || ordinal < 0)
        return std::nullopt;
    return ordinal;
}

bool PodAddresses::note(std::string_view address, std::int64_t ordinal)
{
    const std::string_view host = hostOf(address);
    const auto known = m_podOfAddress.find(host);
    if (known == m_podOfAddress.end()) {
        m_podOfAddress.emplace(host, ordinal);
        return true;
    }
    return std::exchange(known->second, ordinal) != ordinal;
}

std::int64_t PodAddresses::podAt(std::string_view urlOrAddress) const
{
    const auto pod = m_podOfAddress.find(hostOf(urlOrAddress));
    return pod == m_podOfAddress.end() ? -1 : pod->second;
}

Pin PodAddresses::pinOf(std::string_view backendUrl) const
{
    const std::string_view host = hostOf(backendUrl);
    if (host.empty())
        return {};
    if (const std::int64_t pod = podAt(host); pod >= 0)
        return {Pin::Kind::PodAddress, pod};
    if (IpAddress::parse(host))
        return {Pin::Kind::OtherAddress, -1};
    if (const auto ordinal = ordinalOfPodName(host))
        return {Pin::Kind::PodName, *ordinal};
    return {Pin::Kind::Service, -1};
}

} // namespace sessionscope::journal
