// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/journal/event.h"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace sessionscope::journal {

/// Where a record's backend_url leads (digest, Appendix A rule 2).
struct Pin
{
    enum class Kind : std::uint8_t {
        None,
        Service,      ///< a load-balanced name
        PodName,      ///< `<name>-<ordinal>.<headless>.<namespace>.svc.<domain>`
        PodAddress,   ///< a literal that some pod has or had
        OtherAddress, ///< any other literal: behind DNAT the ClusterIP (F-08)
    };

    Kind kind = Kind::None;
    std::int64_t pod = -1; ///< the ordinal that it means, where it means one

    bool operator==(const Pin &) const = default;
};

inline constexpr int kPinKindCount = static_cast<int>(Pin::Kind::OtherAddress) + 1;

/// "none", "service", "pod-dns", "pod-ip", "other-ip": as filters and tables write it.
const char *toText(Pin::Kind kind);

/// "127.77.0.10" of "http://127.77.0.10:8080" or of "127.77.0.10:8080".
std::string_view hostOf(std::string_view urlOrAddress);
/// The ordinal in a pod's DNS name (digest 1.3); nothing for any other name.
std::optional<std::int64_t> ordinalOfPodName(std::string_view host);

/// Which pod has or had which address: what a literal pin can only be read with.
class PodAddresses
{
public:
    /// Notes that a pod has an address, with or without port. True if that changes what the address means.
    bool note(std::string_view address, std::int64_t ordinal);

    /// The pod that has the address of a URL, else the last that had it; −1 if none.
    std::int64_t podAt(std::string_view urlOrAddress) const;
    Pin pinOf(std::string_view backendUrl) const;

private:
    std::map<std::string, std::int64_t, std::less<>> m_podOfAddress;
};

} // namespace sessionscope::journal
