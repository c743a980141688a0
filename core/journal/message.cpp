// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/journal/message.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace sessionscope::journal {

namespace {

constexpr std::array<const char *, kLegCount> kLegNames{
    "clientRequest", "clientResponse", "upstreamRequest", "upstreamResponse", "recordBefore", "recordAfter"};

std::string lowered(std::string_view text)
{
    std::string lower(text);
    std::ranges::transform(lower, lower.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return lower;
}

bool carriesCredentials(std::string_view name)
{
    const std::string lower = lowered(name);
    constexpr std::array kParts{"authorization", "cookie", "token",    "secret",
                                "api-key",       "apikey", "password", "credential"};
    return std::ranges::any_of(kParts,
                               [&](const char *part) { return lower.find(part) != std::string::npos; });
}

std::size_t sizeOf(const Message &message)
{
    std::size_t bytes = message.body.size() + message.arrivals.size() * sizeof(Message::Arrival);
    for (const Message::Header &header : message.headers)
        bytes += sizeof header + header.name.size() + header.value.size();
    return bytes;
}

} // namespace

const char *toText(Leg leg)
{
    return kLegNames[static_cast<std::size_t>(leg)];
}

std::string_view Message::header(std::string_view name) const
{
    const std::string wanted = lowered(name);
    const auto found
        = std::ranges::find(headers, wanted, [](const Header &header) { return lowered(header.name); });
    return found == headers.end() ? std::string_view() : found->value;
}

std::string maskedHeaderValue(std::string_view name, std::string_view value)
{
    if (!carriesCredentials(name))
        return std::string(value);
    // "Bearer", "Basic": what kind it is tells people enough; a cookie's first word would be its value.
    const bool hasScheme = lowered(name).find("authorization") != std::string::npos;
    const std::size_t blank = hasScheme ? value.find(' ') : std::string_view::npos;
    std::string masked;
    if (blank != std::string_view::npos) {
        masked = value.substr(0, blank + 1);
        value.remove_prefix(blank + 1);
    }
    return masked + "(hidden, " + std::to_string(value.size()) + " bytes)";
}

void MessageLog::append(Message part)
{
    const auto open = m_open.find(part.id);
    if (open == m_open.end()) {
        if (!part.complete)
            m_open.emplace(part.id, m_messages.size());
        m_byExchange[part.exchange].push_back(m_messages.size());
        m_bytes += sizeOf(part);
        m_messages.push_back(std::move(part));
    } else {
        Message &message = m_messages[open->second];
        if (part.complete)
            m_open.erase(open);
        message.complete = part.complete;
        message.bodySize = part.bodySize;
        if (!message.dropped) {
            m_bytes += sizeOf(part);
            message.body += part.body;
            message.arrivals.insert(message.arrivals.end(), part.arrivals.begin(), part.arrivals.end());
        }
    }
    makeRoom();
}

std::vector<const Message *> MessageLog::of(ExchangeId exchange) const
{
    std::vector<const Message *> messages;
    if (const auto found = m_byExchange.find(exchange); found != m_byExchange.end()) {
        for (const std::size_t index : found->second)
            messages.push_back(&m_messages[index]);
    }
    return messages;
}

void MessageLog::makeRoom()
{
    for (; m_bytes > m_bytesMax && m_firstWhole < m_messages.size(); ++m_firstWhole) {
        Message &oldest = m_messages[m_firstWhole];
        m_bytes -= sizeOf(oldest);
        oldest.headers = {};
        oldest.body = {};
        oldest.arrivals = {};
        oldest.dropped = true;
    }
}

} // namespace sessionscope::journal
