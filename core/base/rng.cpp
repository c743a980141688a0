// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/base/rng.h"

#include <bit>
#include <cassert>

namespace sessionscope {

namespace {

// SplitMix64: turns any seed, zero included, into well-mixed state words.
std::uint64_t splitMix(std::uint64_t &state)
{
    state += 0x9E37'79B9'7F4A'7C15U;
    std::uint64_t mixed = state;
    mixed = (mixed ^ mixed >> 30U) * 0xBF58'476D'1CE4'E5B9U;
    mixed = (mixed ^ mixed >> 27U) * 0x94D0'49BB'1331'11EBU;
    return mixed ^ mixed >> 31U;
}

// FNV-1a: names are short and few; what matters is that the value never changes between builds.
std::uint64_t hashOf(std::string_view name)
{
    std::uint64_t hash = 0xCBF2'9CE4'8422'2325U;
    for (const char c : name)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x0000'0100'0000'01B3U;
    return hash;
}

} // namespace

Rng::Rng(std::uint64_t seed)
    : m_seed(seed)
    , m_state{}
{
    for (auto &word : m_state)
        word = splitMix(seed);
}

std::uint64_t Rng::next()
{
    const std::uint64_t result = std::rotl(m_state[1] * 5, 7) * 9;
    const std::uint64_t shifted = m_state[1] << 17U;
    m_state[2] ^= m_state[0];
    m_state[3] ^= m_state[1];
    m_state[1] ^= m_state[2];
    m_state[0] ^= m_state[3];
    m_state[2] ^= shifted;
    m_state[3] = std::rotl(m_state[3], 45);
    return result;
}

std::uint64_t Rng::below(std::uint64_t bound)
{
    assert(bound > 0);
    // Draws below this threshold would make the low results likelier than the others.
    const std::uint64_t threshold = (0 - bound) % bound;
    for (;;) {
        const std::uint64_t draw = next();
        if (draw >= threshold)
            return draw % bound;
    }
}

Rng Rng::split(std::string_view name) const
{
    std::uint64_t mixed = m_seed ^ hashOf(name);
    return Rng(splitMix(mixed));
}

} // namespace sessionscope
