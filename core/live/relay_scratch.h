// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>

namespace sessionscope::live {

/// Buffers that all connections of a proxy share, to be warm in the cache: what is in them is good until the next wait.
struct RelayScratch
{
    std::string out;
    std::string decoded;
};

} // namespace sessionscope::live
