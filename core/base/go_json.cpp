// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/base/go_json.h"

#include "core/base/utf8.h"

#include <cstddef>

namespace sessionscope {

namespace {

unsigned char byteAt(std::string_view text, std::size_t at)
{
    return static_cast<unsigned char>(text[at]);
}

bool standsForItself(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x20 && byte < 0x80 && c != '"' && c != '\\' && c != '<' && c != '>' && c != '&';
}

void appendEscaped(std::string &out, char c)
{
    constexpr std::string_view kDigits = "0123456789abcdef";
    out += '\\';
    switch (c) {
    case '"':
    case '\\':
        out += c;
        return;
    case '\b':
        out += 'b';
        return;
    case '\f':
        out += 'f';
        return;
    case '\n':
        out += 'n';
        return;
    case '\r':
        out += 'r';
        return;
    case '\t':
        out += 't';
        return;
    default:
        out += "u00";
        out += kDigits[static_cast<unsigned char>(c) >> 4U];
        out += kDigits[static_cast<unsigned char>(c) & 0xfU];
    }
}

/// Appends the sequence at the start of `text`, which is not plain ASCII, and gives the bytes taken.
std::size_t appendSequence(std::string &out, std::string_view text)
{
    const std::size_t length = utf8SequenceLength(text);
    if (length == 0) {
        out += "\\ufffd";
        return 1;
    }
    const std::string_view sequence = text.substr(0, length);
    if (sequence == "\xe2\x80\xa8")
        out += "\\u2028";
    else if (sequence == "\xe2\x80\xa9")
        out += "\\u2029";
    else
        out += sequence;
    return length;
}

} // namespace

void appendGoString(std::string &out, std::string_view text)
{
    out.reserve(out.size() + text.size() + 2);
    out += '"';
    std::size_t at = 0;
    while (at < text.size()) {
        std::size_t plain = at;
        while (plain < text.size() && standsForItself(text[plain]))
            ++plain;
        out += text.substr(at, plain - at);
        at = plain;
        if (at == text.size())
            break;
        if (byteAt(text, at) < 0x80)
            appendEscaped(out, text[at++]);
        else
            at += appendSequence(out, text.substr(at));
    }
    out += '"';
}

} // namespace sessionscope
