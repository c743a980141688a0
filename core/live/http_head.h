// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sessionscope::live {

/// Header fields that a proxy treats in its own way; all others pass unchanged.
enum class FieldKind : std::uint8_t {
    Other,
    Host,
    Origin,
    Connection,
    TransferEncoding,
    ContentLength,
    ContentType,
    Accept,
    Expect,
    Trailer,
    HopByHop,  ///< Keep-Alive, Proxy-Connection, Proxy-Authenticate, Proxy-Authorization, TE, Upgrade
    Forwarded, ///< Forwarded, X-Forwarded-For, -Host and -Proto: set anew, never believed (digest 4.7)
    SessionId,
    ProtocolVersion,
    Location,
};

/// One header field; its texts lie in its head's `text`.
struct HeaderField
{
    std::uint32_t nameAt = 0;
    std::uint32_t valueAt = 0;
    std::uint32_t valueSize = 0;
    std::uint16_t nameSize = 0;
    FieldKind kind = FieldKind::Other;
};

/// What the heads of requests and responses share: their fields, in order, duplicates kept.
struct MessageHead
{
    std::string text; ///< the fields as they go over the wire: backing store of all views
    std::vector<HeaderField> fields;
    int version = 11;
    bool keepsAlive = true; ///< as Connection and the version say
    bool isChunked = false;
    std::optional<std::uint64_t> contentLength;

    std::string_view name(const HeaderField &field) const
    {
        return std::string_view(text).substr(field.nameAt, field.nameSize);
    }
    std::string_view value(const HeaderField &field) const
    {
        return std::string_view(text).substr(field.valueAt, field.valueSize);
    }

    /// The first field of a kind; null without one.
    const HeaderField *find(FieldKind kind) const;
    std::string_view valueOf(FieldKind kind) const; ///< empty without the field
    void add(std::string_view name, std::string_view value, FieldKind kind);
    void clear();
};

struct RequestHead : MessageHead
{
    std::string method;
    std::string target; ///< as sent: origin form, or absolute form
    bool expectsContinue = false;

    std::string_view path() const;      ///< path and query, also of an absolute form
    std::string_view authority() const; ///< of an absolute form, else the Host header
};

struct ResponseHead : MessageHead
{
    int status = 200;
    std::string reason;
    bool endsWithConnection = false; ///< the body ends where the upstream closes

    bool isInterim() const { return status >= 100 && status < 200; }
};

/// What a proxy changes in a request that it sends on.
struct RequestEdits
{
    std::string_view host;
    std::string_view path;                     ///< empty: the request's own
    std::optional<std::string_view> sessionId; ///< none: the field is left out
    std::string_view clientAddress;            ///< X-Forwarded-For
    std::uint64_t bodySize = 0;                ///< bodies travel with a length, however they came
};

/// Appends the head of `request` as it goes upstream, including the final empty line: hop-by-hop fields are left out,
/// also those that Connection names; the others keep their order.
void appendForwarded(std::string &out, const RequestHead &request, const RequestEdits &edits);

/// How the body of a response reaches the client.
enum class Framing {
    AsReceived,  ///< with the upstream's own framing
    Chunked,     ///< the upstream's body ends with its connection, the client's does not
    UntilClose,  ///< a client of HTTP/1.0 without a length to be told
    KnownLength, ///< a body that was collected
};

/// What a proxy changes in a response that it passes on.
struct ResponseEdits
{
    std::optional<std::string_view> sessionIdAs; ///< replaces the value of Mcp-Session-Id
    Framing framing = Framing::AsReceived;
    std::uint64_t length = 0;       ///< KnownLength
    bool closes = false;            ///< adds `Connection: close`
    bool confirmsKeepAlive = false; ///< adds `Connection: keep-alive`, for HTTP/1.0
};

void appendRelayed(std::string &out, const ResponseHead &response, const ResponseEdits &edits);

/// A whole small response of our own.
struct LocalResponse
{
    int status = 500;
    std::string_view contentType; ///< empty: none
    std::string_view body;
    std::string_view allow; ///< empty: none
    bool omitsBody = false; ///< the answer to a HEAD
    bool closes = false;
};

void appendLocal(std::string &out, const LocalResponse &response);

/// "Not Found", and so on; "Unknown" for numbers without a name.
std::string_view reasonPhrase(int status);

bool equalsIgnoringCase(std::string_view a, std::string_view b);
void appendNumber(std::string &out, std::uint64_t number, int base = 10);

} // namespace sessionscope::live
