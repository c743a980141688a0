// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sessionscope::live {

/// Keeps web pages out: a browser that was lured here names a foreign Host (DNS rebinding) or a foreign Origin
/// (architecture §10). Loopback names and addresses pass with any port, and so do the hosts that were allowed by name.
class OriginGuard
{
public:
    explicit OriginGuard(std::vector<std::string> allowedHosts = {});

    /// `authority` as in a Host field: "localhost:18080", "127.0.0.1", "[::1]:80".
    bool allowsHost(std::string_view authority) const;

    /// `origin` as in an Origin field: "http://localhost:6274". "null" never passes.
    bool allowsOrigin(std::string_view origin) const;

private:
    std::vector<std::string> m_allowedHosts;
};

} // namespace sessionscope::live
