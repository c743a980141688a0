// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/http_codec.h"

#include "core/mcp/headers.h"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace sessionscope::live {

namespace {

namespace beast = boost::beast;
namespace http = boost::beast::http;

std::string_view toStd(beast::string_view text)
{
    return {text.data(), text.size()};
}

constexpr std::array<std::pair<std::string_view, FieldKind>, 5> kOwnFields{{
    {mcp::kSessionHeader, FieldKind::SessionId},
    {mcp::kProtocolHeader, FieldKind::ProtocolVersion},
    {"X-Forwarded-For", FieldKind::Forwarded},
    {"X-Forwarded-Host", FieldKind::Forwarded},
    {"X-Forwarded-Proto", FieldKind::Forwarded},
}};

FieldKind ownKindOf(std::string_view name)
{
    const auto it = std::find_if(kOwnFields.begin(), kOwnFields.end(),
                                 [&](const auto &field) { return equalsIgnoringCase(name, field.first); });
    return it == kOwnFields.end() ? FieldKind::Other : it->second;
}

FieldKind kindOf(http::field known, std::string_view name)
{
    switch (known) {
    case http::field::unknown:
        return ownKindOf(name);
    case http::field::host:
        return FieldKind::Host;
    case http::field::origin:
        return FieldKind::Origin;
    case http::field::connection:
        return FieldKind::Connection;
    case http::field::transfer_encoding:
        return FieldKind::TransferEncoding;
    case http::field::content_length:
        return FieldKind::ContentLength;
    case http::field::content_type:
        return FieldKind::ContentType;
    case http::field::accept:
        return FieldKind::Accept;
    case http::field::expect:
        return FieldKind::Expect;
    case http::field::trailer:
        return FieldKind::Trailer;
    case http::field::keep_alive:
    case http::field::proxy_connection:
    case http::field::proxy_authenticate:
    case http::field::proxy_authorization:
    case http::field::te:
    case http::field::upgrade:
        return FieldKind::HopByHop;
    case http::field::forwarded:
        return FieldKind::Forwarded;
    case http::field::location:
        return FieldKind::Location;
    default:
        return FieldKind::Other;
    }
}

/// Adds a field to a head, or says why a proxy must not pass such a message on.
beast::error_code take(MessageHead &head, http::field known, std::string_view name, std::string_view value)
{
    const FieldKind kind = kindOf(known, name);
    // Beast takes any other coding for "no body": the next hop might not, and would see two messages.
    if (kind == FieldKind::TransferEncoding && !equalsIgnoringCase(value, "chunked"))
        return http::error::bad_transfer_encoding;
    // Beast takes a length that is told twice, as "5, 5" or in two fields, if it is the same: told once it goes on.
    if (kind == FieldKind::ContentLength && head.find(kind) != nullptr)
        return {};
    if (kind == FieldKind::ContentLength)
        value = value.substr(0, value.find_first_of(", \t"));
    head.add(name, value, kind);
    return {};
}

constexpr std::size_t kBodyBytesKept = 64U << 10U; ///< of memory, by a connection that idles
constexpr std::size_t kLastChunkBytes = 5;         ///< "0", and two line ends

Parsed refused(int status, const char *reason, std::size_t used = 0)
{
    Parsed parsed;
    parsed.used = used;
    parsed.refusal = status;
    parsed.reason = reason;
    return parsed;
}

Parsed refusalOf(const beast::error_code &error, std::size_t used)
{
    if (error == http::error::header_limit)
        return refused(431, "the head is too long", used);
    if (error == http::error::body_limit)
        return refused(413, "the body is too long", used);
    if (error == http::error::bad_version)
        return refused(505, "not HTTP/1.0 or HTTP/1.1", used);
    if (error == http::error::bad_content_length || error == http::error::multiple_content_length
        || error == http::error::bad_transfer_encoding)
        return refused(400, "contradictory or unknown body length", used);
    return refused(400, "malformed message", used);
}

/// Feeds a message to Beast: the head alone if that is not complete yet, else all there is.
template <class Reader>
Parsed feedTo(Reader &reader, std::size_t &headBytes, std::size_t headBytesMax, std::string_view bytes)
{
    const bool readsHead = !reader.is_header_done();
    Parsed parsed;
    beast::error_code error;
    reader.eager(!readsHead);
    while (!reader.is_done() && parsed.used < bytes.size()) {
        const auto rest = bytes.substr(parsed.used);
        // Beast 1.81 asserts when the last chunk of an empty body arrives in pieces (fixed by boostorg/beast#2861).
        if (reader.awaitsFirstChunk() && rest.size() < kLastChunkBytes)
            break;
        const std::size_t used = reader.put(boost::asio::buffer(rest.data(), rest.size()), error);
        parsed.used += used;
        if (error == http::error::need_more || (!error && used == 0))
            break;
        if (error)
            return refusalOf(error, parsed.used);
        if (readsHead && reader.is_header_done())
            break;
    }
    parsed.headDone = reader.is_header_done();
    parsed.done = reader.is_done();
    if (readsHead) {
        // Beast limits what it looks at in one go; a head that trickles in has no limit there.
        headBytes += parsed.used;
        const std::size_t waiting = parsed.headDone ? 0 : bytes.size() - parsed.used;
        if (headBytes + waiting > headBytesMax)
            return refused(431, "the head is too long", parsed.used);
    }
    return parsed;
}

} // namespace

class RequestParser::Reader : public http::basic_parser<true>
{
public:
    Reader(RequestHead &head, std::string &body, Limits limits)
        : m_head(head)
        , m_body(body)
        , m_limits(limits)
    {
        header_limit(static_cast<std::uint32_t>(limits.headBytesMax));
        body_limit(limits.bodyBytesMax);
    }

    bool awaitsFirstChunk() const
    {
        return m_head.isChunked && is_header_done() && !is_done() && !m_hasChunk;
    }

private:
    using Error = beast::error_code;

    void on_request_impl(http::verb, beast::string_view method, beast::string_view target, int version,
                         Error &error) override
    {
        m_head.method = toStd(method);
        m_head.target = toStd(target);
        m_head.version = version;
        if (version != 10 && version != 11)
            error = http::error::bad_version;
    }

    void on_response_impl(int, beast::string_view, int, Error &) override { }

    void on_field_impl(http::field known, beast::string_view name, beast::string_view value,
                       Error &error) override
    {
        if (is_header_done()) // a trailer: dropped, it must not pass for a header
            return;
        error = take(m_head, known, toStd(name), toStd(value));
        if (known == http::field::expect && m_head.version == 11 // RFC 9110 10.1.1
            && equalsIgnoringCase(toStd(value), "100-continue"))
            m_head.expectsContinue = true;
    }

    void on_header_impl(Error &error) override
    {
        m_head.keepsAlive = keep_alive();
        m_head.isChunked = chunked();
        if (const auto length = content_length())
            m_head.contentLength = *length;
        if (m_head.isChunked && m_head.version == 10)
            error = http::error::bad_transfer_encoding;
    }

    void on_body_init_impl(const boost::optional<std::uint64_t> &length, Error &) override
    {
        // A peer's word is not worth a large allocation: what exceeds this grows as it arrives.
        if (length)
            m_body.reserve(std::min(static_cast<std::size_t>(*length), kBodyBytesKept));
    }

    std::size_t append(beast::string_view bytes, Error &error)
    {
        if (m_body.size() + bytes.size() > m_limits.bodyBytesMax) {
            error = http::error::body_limit;
            return 0;
        }
        m_body.append(bytes.data(), bytes.size());
        return bytes.size();
    }

    std::size_t on_body_impl(beast::string_view bytes, Error &error) override { return append(bytes, error); }
    void on_chunk_header_impl(std::uint64_t, beast::string_view, Error &) override { m_hasChunk = true; }
    std::size_t on_chunk_body_impl(std::uint64_t, beast::string_view bytes, Error &error) override
    {
        return append(bytes, error);
    }
    void on_finish_impl(Error &) override { }

    RequestHead &m_head;
    std::string &m_body;
    Limits m_limits;
    bool m_hasChunk = false;
};

struct RequestParser::Slot
{
    std::optional<Reader> reader;
};

RequestParser::RequestParser(Limits limits)
    : m_limits(limits)
    , m_slot(std::make_unique<Slot>())
{
    reset();
}

RequestParser::~RequestParser() = default;

void RequestParser::reset()
{
    m_head.clear();
    m_head.method.clear();
    m_head.target.clear();
    m_head.expectsContinue = false;
    m_body.clear();
    if (m_body.capacity() > kBodyBytesKept)
        m_body.shrink_to_fit();
    m_slot->reader.emplace(m_head, m_body, m_limits);
    m_hasBegun = false;
    m_headBytes = 0;
}

Parsed RequestParser::feed(std::string_view bytes)
{
    m_hasBegun = m_hasBegun || !bytes.empty();
    return feedTo(*m_slot->reader, m_headBytes, m_limits.headBytesMax, bytes);
}

class ResponseParser::Reader : public http::basic_parser<false>
{
public:
    Reader(ResponseHead &head, std::string *const &sink)
        : m_head(head)
        , m_sink(sink)
    {
        header_limit(static_cast<std::uint32_t>(kHeadBytesMax));
        body_limit(boost::none);
    }

    bool awaitsFirstChunk() const
    {
        return m_head.isChunked && is_header_done() && !is_done() && !m_hasChunk;
    }

private:
    using Error = beast::error_code;

    void on_request_impl(http::verb, beast::string_view, beast::string_view, int, Error &) override { }

    void on_response_impl(int status, beast::string_view reason, int version, Error &error) override
    {
        m_head.status = status;
        m_head.reason = toStd(reason);
        m_head.version = version;
        if (version != 10 && version != 11)
            error = http::error::bad_version;
        else if (status < 100) // "099"
            error = http::error::bad_status;
    }

    void on_field_impl(http::field known, beast::string_view name, beast::string_view value,
                       Error &error) override
    {
        if (is_header_done()) // a trailer: passes with the body's bytes
            return;
        error = take(m_head, known, toStd(name), toStd(value));
    }

    void on_header_impl(Error &) override
    {
        m_head.keepsAlive = keep_alive();
        m_head.isChunked = chunked();
        if (const auto length = content_length())
            m_head.contentLength = *length;
        m_head.endsWithConnection = need_eof();
    }

    void on_body_init_impl(const boost::optional<std::uint64_t> &, Error &) override { }

    std::size_t append(beast::string_view bytes)
    {
        if (m_sink != nullptr)
            m_sink->append(bytes.data(), bytes.size());
        return bytes.size();
    }

    std::size_t on_body_impl(beast::string_view bytes, Error &) override { return append(bytes); }
    void on_chunk_header_impl(std::uint64_t, beast::string_view, Error &) override { m_hasChunk = true; }
    std::size_t on_chunk_body_impl(std::uint64_t, beast::string_view bytes, Error &) override
    {
        return append(bytes);
    }
    void on_finish_impl(Error &) override { }

    ResponseHead &m_head;
    std::string *const &m_sink;
    bool m_hasChunk = false;
};

struct ResponseParser::Slot
{
    std::optional<Reader> reader;
};

ResponseParser::ResponseParser()
    : m_slot(std::make_unique<Slot>())
{
    reset(false);
}

ResponseParser::~ResponseParser() = default;

void ResponseParser::reset(bool bodyless)
{
    m_head.clear();
    m_head.reason.clear();
    m_head.endsWithConnection = false;
    m_sink = nullptr;
    m_slot->reader.emplace(m_head, m_sink);
    m_slot->reader->skip(bodyless);
    m_headBytes = 0;
}

void ResponseParser::decodeTo(std::string *sink)
{
    m_sink = sink;
}

Parsed ResponseParser::feed(std::string_view bytes)
{
    return feedTo(*m_slot->reader, m_headBytes, kHeadBytesMax, bytes);
}

Parsed ResponseParser::finish()
{
    if (!m_slot->reader->got_some())
        return refused(502, "no response");
    beast::error_code error;
    m_slot->reader->put_eof(error);
    if (error)
        return refused(502, "the response is incomplete");
    Parsed parsed;
    parsed.headDone = parsed.done = true;
    return parsed;
}

} // namespace sessionscope::live
