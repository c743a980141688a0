// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/session/session_id.h"

#include <boost/uuid/name_generator_sha1.hpp>
#include <boost/uuid/uuid.hpp>
#include <boost/uuid/uuid_io.hpp>

#include <algorithm>
#include <cstddef>

namespace sessionscope::session {

namespace {

constexpr std::size_t kHexLength = 32;
constexpr std::size_t kCanonicalLength = 36;
constexpr std::string_view kUrnPrefix = "urn:uuid:";

bool isHex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

char lowered(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool isCanonical(std::string_view text)
{
    for (std::size_t i = 0; i < kCanonicalLength; ++i) {
        const bool hyphenExpected = i == 8 || i == 13 || i == 18 || i == 23;
        if (hyphenExpected ? text[i] != '-' : !isHex(text[i]))
            return false;
    }
    return true;
}

/// Whether google/uuid v1.6.0's Parse takes `text`. Lengths are bytes, the prefix matches in any case, and
/// of the braced form it looks at the middle alone: any two bytes serve as braces.
bool isGoUuid(std::string_view text)
{
    switch (text.size()) {
    case kHexLength:
        return std::all_of(text.begin(), text.end(), isHex);
    case kCanonicalLength:
        return isCanonical(text);
    case kCanonicalLength + 2:
        return isCanonical(text.substr(1, kCanonicalLength));
    case kCanonicalLength + kUrnPrefix.size():
        return std::equal(kUrnPrefix.begin(), kUrnPrefix.end(), text.begin(),
                          [](char expected, char c) { return expected == lowered(c); })
            && isCanonical(text.substr(kUrnPrefix.size()));
    default:
        return false;
    }
}

std::string makeUuid(Rng &rng)
{
    boost::uuids::uuid id{};
    for (std::size_t half = 0; half < 2; ++half) {
        std::uint64_t draw = rng.next();
        for (std::size_t i = 0; i < 8; ++i) {
            id.data[half * 8 + i] = static_cast<std::uint8_t>(draw);
            draw >>= 8U;
        }
    }
    id.data[6] = static_cast<std::uint8_t>((id.data[6] & 0x0fU) | 0x40U); // version 4: random
    id.data[8] = static_cast<std::uint8_t>((id.data[8] & 0x3fU) | 0x80U); // the variant of RFC 4122
    return boost::uuids::to_string(id);
}

std::string makeBase32(Rng &rng)
{
    constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"; // RFC 4648
    constexpr std::size_t kLength = 26;                                        // Go's crypto/rand.Text
    std::string id(kLength, '\0');
    for (char &c : id)
        c = kAlphabet[rng.below(kAlphabet.size())];
    return id;
}

} // namespace

std::string normaliseSessionId(std::string_view raw)
{
    if (isGoUuid(raw))
        return std::string(raw);
    boost::uuids::name_generator_sha1 generator(boost::uuids::ns::dns());
    return boost::uuids::to_string(generator(raw.data(), raw.size()));
}

std::string makeSessionId(IdStyle style, Rng &rng)
{
    switch (style) {
    case IdStyle::Uuid:
        return makeUuid(rng);
    case IdStyle::Hex32: {
        std::string id = makeUuid(rng);
        std::erase(id, '-');
        return id;
    }
    case IdStyle::McpSession:
        return "mcp-session-" + makeUuid(rng);
    case IdStyle::Base32:
        return makeBase32(rng);
    }
    return {};
}

} // namespace sessionscope::session
