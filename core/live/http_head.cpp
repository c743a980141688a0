// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/http_head.h"

#include "core/mcp/headers.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <initializer_list>
#include <utility>

namespace sessionscope::live {

namespace {

constexpr std::string_view kLineEnd = "\r\n";
constexpr int kNoContent = 204; ///< has neither a length nor a transfer coding (RFC 9110 8.6, RFC 9112 6.1)

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

void append(std::string &out, std::initializer_list<std::string_view> parts)
{
    for (const std::string_view part : parts)
        out.append(part);
}

/// Passes fields on. Those that follow each other in a head are one copy.
class FieldRun
{
public:
    FieldRun(std::string &out, const MessageHead &head)
        : m_out(out)
        , m_head(head)
    {
    }

    void add(const HeaderField &field)
    {
        if (field.nameAt != m_end) {
            flush();
            m_begin = field.nameAt;
        }
        m_end = field.valueAt + field.valueSize + kLineEnd.size();
    }

    /// To be called before anything else is appended.
    void flush()
    {
        m_out.append(m_head.text, m_begin, m_end - m_begin);
        m_begin = m_end = kNowhere;
    }

private:
    static constexpr std::size_t kNowhere = 0;

    std::string &m_out;
    const MessageHead &m_head;
    std::size_t m_begin = kNowhere;
    std::size_t m_end = kNowhere;
};

/// Whether some Connection field names `name`, which then belongs to that hop alone (RFC 9110 7.6.1).
class ConnectionOptions
{
public:
    explicit ConnectionOptions(const MessageHead &head)
        : m_head(head)
    {
        for (const HeaderField &field : head.fields) {
            const bool namesFields = field.kind == FieldKind::Connection
                && !equalsIgnoringCase(head.value(field), "keep-alive")
                && !equalsIgnoringCase(head.value(field), "close");
            m_namesFields = m_namesFields || namesFields;
        }
    }

    bool names(std::string_view name) const
    {
        if (!m_namesFields)
            return false;
        return std::any_of(m_head.fields.begin(), m_head.fields.end(), [&](const HeaderField &field) {
            return field.kind == FieldKind::Connection && lists(m_head.value(field), name);
        });
    }

private:
    static bool lists(std::string_view list, std::string_view name)
    {
        while (!list.empty()) {
            const auto comma = std::min(list.find(','), list.size());
            if (equalsIgnoringCase(trimmed(list.substr(0, comma)), name))
                return true;
            list.remove_prefix(std::min(comma + 1, list.size()));
        }
        return false;
    }

    const MessageHead &m_head;
    bool m_namesFields = false;
};

std::size_t authorityAt(std::string_view target)
{
    const auto scheme = target.find("://");
    return target.starts_with('/') || scheme == std::string_view::npos ? std::string_view::npos : scheme + 3;
}

} // namespace

const HeaderField *MessageHead::find(FieldKind kind) const
{
    const auto it
        = std::find_if(fields.begin(), fields.end(), [&](const auto &field) { return field.kind == kind; });
    return it == fields.end() ? nullptr : &*it;
}

std::string_view MessageHead::valueOf(FieldKind kind) const
{
    const HeaderField *field = find(kind);
    return field == nullptr ? std::string_view() : value(*field);
}

void MessageHead::add(std::string_view name, std::string_view value, FieldKind kind)
{
    HeaderField field;
    field.nameAt = static_cast<std::uint32_t>(text.size());
    field.nameSize = static_cast<std::uint16_t>(name.size());
    text.append(name).append(": ");
    field.valueAt = static_cast<std::uint32_t>(text.size());
    field.valueSize = static_cast<std::uint32_t>(value.size());
    text.append(value).append(kLineEnd);
    field.kind = kind;
    fields.push_back(field);
}

void MessageHead::clear()
{
    text.clear();
    fields.clear();
    version = 11;
    keepsAlive = true;
    isChunked = false;
    contentLength.reset();
}

std::string_view RequestHead::path() const
{
    const std::string_view all(target);
    const auto start = authorityAt(all);
    if (start == std::string_view::npos)
        return all;
    const auto slash = all.find_first_of("/?", start);
    return slash == std::string_view::npos ? std::string_view("/") : all.substr(slash);
}

std::string_view RequestHead::authority() const
{
    const std::string_view all(target);
    const auto start = authorityAt(all);
    if (start == std::string_view::npos)
        return valueOf(FieldKind::Host);
    const auto slash = all.find_first_of("/?", start);
    return all.substr(start, slash == std::string_view::npos ? slash : slash - start);
}

void appendForwarded(std::string &out, const RequestHead &request, const RequestEdits &edits)
{
    const ConnectionOptions connection(request);
    const std::string_view path = edits.path.empty() ? request.path() : edits.path;
    append(out,
           {request.method, path.starts_with('?') ? " /" : " ", path, " HTTP/1.1\r\nHost: ", edits.host,
            "\r\n"});
    bool owesSessionId = edits.sessionId.has_value();
    FieldRun run(out, request);
    for (const HeaderField &field : request.fields) {
        switch (field.kind) {
        case FieldKind::Host:
        case FieldKind::Connection:
        case FieldKind::TransferEncoding:
        case FieldKind::ContentLength:
        case FieldKind::Expect:
        case FieldKind::Trailer:
        case FieldKind::HopByHop:
        case FieldKind::Forwarded:
            break;
        case FieldKind::SessionId:
            if (std::exchange(owesSessionId, false)) {
                run.flush();
                append(out, {request.name(field), ": ", *edits.sessionId, "\r\n"});
            }
            break;
        case FieldKind::Other:
        case FieldKind::Origin:
        case FieldKind::ContentType:
        case FieldKind::Accept:
        case FieldKind::ProtocolVersion:
        case FieldKind::Location:
            if (!connection.names(request.name(field)))
                run.add(field);
            break;
        }
    }
    run.flush();
    if (owesSessionId)
        append(out, {mcp::kSessionHeader, ": ", *edits.sessionId, "\r\n"});
    append(out,
           {"X-Forwarded-For: ", edits.clientAddress, "\r\nX-Forwarded-Host: ", request.authority(),
            "\r\nX-Forwarded-Proto: http\r\n"});
    const bool isUsuallyWithBody
        = request.method == "POST" || request.method == "PUT" || request.method == "PATCH";
    if (edits.bodySize > 0 || isUsuallyWithBody) {
        out.append("Content-Length: ");
        appendNumber(out, edits.bodySize);
        out.append("\r\n");
    }
    out.append("\r\n");
}

void appendRelayed(std::string &out, const ResponseHead &response, const ResponseEdits &edits)
{
    const ConnectionOptions connection(response);
    const bool keepsFraming = edits.framing == Framing::AsReceived && response.status != kNoContent;
    out.append("HTTP/1.1 ");
    appendNumber(out, static_cast<std::uint64_t>(response.status));
    append(out, {" ", response.reason, "\r\n"});
    FieldRun run(out, response);
    for (const HeaderField &field : response.fields) {
        switch (field.kind) {
        case FieldKind::Connection:
        case FieldKind::HopByHop:
        case FieldKind::TransferEncoding:
            break;
        case FieldKind::ContentLength:
        case FieldKind::Trailer:
            if (keepsFraming)
                run.add(field);
            break;
        case FieldKind::SessionId:
            if (edits.sessionIdAs) {
                run.flush();
                append(out, {response.name(field), ": ", *edits.sessionIdAs, "\r\n"});
            } else {
                run.add(field);
            }
            break;
        case FieldKind::Other:
        case FieldKind::Host:
        case FieldKind::Origin:
        case FieldKind::ContentType:
        case FieldKind::Accept:
        case FieldKind::Expect:
        case FieldKind::Forwarded:
        case FieldKind::ProtocolVersion:
        case FieldKind::Location:
            if (!connection.names(response.name(field)))
                run.add(field);
            break;
        }
    }
    run.flush();
    if (edits.framing == Framing::KnownLength) {
        out.append("Content-Length: ");
        appendNumber(out, edits.length);
        out.append("\r\n");
    }
    if (edits.framing == Framing::Chunked || (keepsFraming && response.isChunked))
        out.append("Transfer-Encoding: chunked\r\n");
    if (edits.closes)
        out.append("Connection: close\r\n");
    else if (edits.confirmsKeepAlive)
        out.append("Connection: keep-alive\r\n");
    out.append("\r\n");
}

void appendLocal(std::string &out, const LocalResponse &response)
{
    out.append("HTTP/1.1 ");
    appendNumber(out, static_cast<std::uint64_t>(response.status));
    append(out, {" ", reasonPhrase(response.status), "\r\n"});
    if (!response.contentType.empty())
        append(out, {"Content-Type: ", response.contentType, "\r\n"});
    if (!response.allow.empty())
        append(out, {"Allow: ", response.allow, "\r\n"});
    out.append("Content-Length: ");
    appendNumber(out, response.body.size());
    out.append(response.closes ? "\r\nConnection: close\r\n\r\n" : "\r\n\r\n");
    if (!response.omitsBody)
        out.append(response.body);
}

std::string_view reasonPhrase(int status)
{
    struct Phrase
    {
        int status;
        std::string_view text;
    };
    static constexpr std::array kPhrases{
        Phrase{200, "OK"},
        Phrase{202, "Accepted"},
        Phrase{204, "No Content"},
        Phrase{301, "Moved Permanently"},
        Phrase{302, "Found"},
        Phrase{307, "Temporary Redirect"},
        Phrase{308, "Permanent Redirect"},
        Phrase{400, "Bad Request"},
        Phrase{403, "Forbidden"},
        Phrase{404, "Not Found"},
        Phrase{405, "Method Not Allowed"},
        Phrase{406, "Not Acceptable"},
        Phrase{408, "Request Timeout"},
        Phrase{409, "Conflict"},
        Phrase{413, "Content Too Large"},
        Phrase{415, "Unsupported Media Type"},
        Phrase{421, "Misdirected Request"},
        Phrase{431, "Request Header Fields Too Large"},
        Phrase{500, "Internal Server Error"},
        Phrase{501, "Not Implemented"},
        Phrase{502, "Bad Gateway"},
        Phrase{503, "Service Unavailable"},
        Phrase{504, "Gateway Timeout"},
        Phrase{505, "HTTP Version Not Supported"},
    };
    const auto it = std::find_if(kPhrases.begin(), kPhrases.end(),
                                 [&](const Phrase &phrase) { return phrase.status == status; });
    return it == kPhrases.end() ? "Unknown" : it->text;
}

bool equalsIgnoringCase(std::string_view a, std::string_view b)
{
    return a.size() == b.size()
        && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return lower(x) == lower(y); });
}

void appendNumber(std::string &out, std::uint64_t number, int base)
{
    std::array<char, 20> digits{};
    const auto end = std::to_chars(digits.begin(), digits.end(), number, base).ptr;
    out.append(digits.begin(), end);
}

} // namespace sessionscope::live
