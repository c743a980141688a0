// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace sessionscope {

/// The project's only source of randomness: xoshiro256** seeded through SplitMix64.
///
/// The same seed gives the same draws with every compiler and library, which is why no `std::*_distribution` is used
/// anywhere. Named splits keep streams apart: a draw added to one stream does not shift another.
class Rng
{
public:
    explicit Rng(std::uint64_t seed);

    std::uint64_t next();

    /// Uniform in [0, bound), without modulo bias. `bound` must be positive.
    std::uint64_t below(std::uint64_t bound);

    /// An independent stream that depends on this one's seed and `name` alone, not on how much was drawn so far.
    Rng split(std::string_view name) const;

private:
    std::uint64_t m_seed;
    std::array<std::uint64_t, 4> m_state;
};

} // namespace sessionscope
