// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/mcp/rpc_peek.h"

#include "core/base/go_json.h"

#include <boost/json/basic_parser_impl.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace sessionscope::mcp {

namespace {

namespace json = boost::json;

/// Where in a message a value stands; everything a proxy does not look at is Elsewhere.
enum class Place {
    Elsewhere,
    Message,
    Id,
    Method,
    Params,
    ProtocolVersion,
    Name,
    ClientInfo,
    ClientName,
    ClientVersion,
    Meta,
    MetaProtocolVersion,
    MetaClientInfo,
    MetaClientCapabilities,
};

struct Member
{
    Place parent;
    std::string_view key;
    Place place;
};

constexpr std::array kMembers{
    Member{Place::Message, "id", Place::Id},
    Member{Place::Message, "method", Place::Method},
    Member{Place::Message, "params", Place::Params},
    Member{Place::Params, "protocolVersion", Place::ProtocolVersion},
    Member{Place::Params, "name", Place::Name},
    Member{Place::Params, "clientInfo", Place::ClientInfo},
    Member{Place::Params, "_meta", Place::Meta},
    Member{Place::ClientInfo, "name", Place::ClientName},
    Member{Place::ClientInfo, "version", Place::ClientVersion},
    Member{Place::Meta, "io.modelcontextprotocol/protocolVersion", Place::MetaProtocolVersion},
    Member{Place::Meta, "io.modelcontextprotocol/clientInfo", Place::MetaClientInfo},
    Member{Place::Meta, "io.modelcontextprotocol/clientCapabilities", Place::MetaClientCapabilities},
};

/// JSON nested deeper than this is refused, as it is by Go's decoder. The parser recurses: it takes up to 2 MiB of stack (5
/// with sanitizers), where threads have 8.
constexpr std::size_t kDepthMax = 10'000;

Place placeOf(Place parent, std::string_view key)
{
    if (parent == Place::Elsewhere)
        return Place::Elsewhere;
    for (const Member &member : kMembers) {
        if (member.parent == parent && member.key == key)
            return member.place;
    }
    return Place::Elsewhere;
}

/// Takes the events of Boost.JSON's parser in the form that its documentation of basic_parser prescribes. Texts come
/// without a copy, or in parts if they are long or have escapes.
class PeekHandler
{
public:
    using Error = json::error_code;
    using Text = json::string_view;

    static constexpr std::size_t max_object_size = ~std::size_t();
    static constexpr std::size_t max_array_size = max_object_size;
    static constexpr std::size_t max_key_size = max_object_size;
    static constexpr std::size_t max_string_size = max_object_size;

    bool on_document_begin(Error &) { return true; }
    bool on_document_end(Error &) { return true; }

    bool on_null(Error &error)
    {
        beginValue();
        return goesOn(m_depth > 0, error);
    }
    bool on_bool(bool value, Error &error) { return scalar(value ? "true" : "false", error); }

    bool on_number_part(Text part, Error &) { return add(part); }
    bool on_int64(std::int64_t, Text rest, Error &error) { return scalar(whole(rest), error); }
    bool on_uint64(std::uint64_t, Text rest, Error &error) { return scalar(whole(rest), error); }
    bool on_double(double, Text rest, Error &error) { return scalar(whole(rest), error); }

    bool on_string_part(Text part, std::size_t, Error &)
    {
        return m_place == Place::Elsewhere || add(part); // an argument may be megabytes
    }
    bool on_string(Text rest, std::size_t, Error &error)
    {
        const std::string_view text = whole(rest);
        const Place place = beginValue();
        if (place == Place::Id)
            appendGoString(m_peek.id, text);
        else if (place == Place::MetaProtocolVersion)
            m_peek.meta.protocolVersion = text;
        else if (std::string *field = textOf(place))
            *field = text;
        m_hasMethod |= place == Place::Method;
        return goesOn(m_depth > 0, error);
    }

    bool on_key_part(Text part, std::size_t, Error &) { return add(part); }
    bool on_key(Text rest, std::size_t, Error &)
    {
        const std::string_view key = whole(rest);
        m_place = m_depth <= m_open.size() ? placeOf(m_open.at(m_depth - 1), key) : Place::Elsewhere;
        return true;
    }

    bool on_object_begin(Error &error)
    {
        const Place place = m_depth == 0 ? Place::Message : beginValue();
        if (place == Place::MetaClientCapabilities)
            m_peek.meta.hasClientCapabilities = true;
        return goesOn(open(place), error);
    }
    bool on_object_end(std::size_t, Error &) { return close(); }

    bool on_array_begin(Error &error)
    {
        m_isBatch = m_depth == 0;
        const Place place = beginValue();
        return goesOn(!m_isBatch && !mustBeScalar(place) && open(Place::Elsewhere), error);
    }
    bool on_array_end(std::size_t, Error &) { return close(); }

    bool on_comment_part(Text, Error &) { return true; } // never: comments are no JSON
    bool on_comment(Text, Error &) { return true; }

    /// What was seen; `complete` says whether the parser reached the end of a valid text.
    RpcPeek take(bool complete);

private:
    static bool mustBeScalar(Place place) { return place == Place::Id || place == Place::Method; }

    /// The place of the value that begins, after forgetting what an earlier member of that name said: the
    /// last one wins.
    Place beginValue();
    void forget(Place place);
    std::string *textOf(Place place);

    /// A number or boolean. As a method it makes no message, and neither does it as the whole text.
    bool scalar(std::string_view text, Error &error)
    {
        const Place place = beginValue();
        if (place == Place::Id)
            m_peek.id = text;
        return goesOn(m_depth > 0 && place != Place::Method, error);
    }

    bool add(Text part)
    {
        if (std::exchange(m_isWhole, false))
            m_text.clear();
        m_text.append(part.data(), part.size());
        return true;
    }
    std::string_view whole(Text rest)
    {
        if (m_isWhole)
            return {rest.data(), rest.size()};
        add(rest);
        m_isWhole = true;
        return m_text;
    }

    /// The parser insists on an error from who ends the pass.
    static bool goesOn(bool does, Error &error)
    {
        if (!does)
            error = json::error::syntax;
        return does;
    }

    bool open(Place place)
    {
        if (mustBeScalar(place))
            return false;
        if (m_depth < m_open.size())
            m_open.at(m_depth) = place;
        ++m_depth;
        return true;
    }

    bool close()
    {
        --m_depth;
        return true;
    }

    RpcPeek m_peek;
    std::array<Place, 3>
        m_open{}; ///< the open containers as deep as we look: message, params, a member of it
    std::size_t m_depth = 0;
    Place m_place = Place::Elsewhere; ///< of the value that comes next
    std::string m_text;               ///< what came of a text in parts
    bool m_isWhole = true;            ///< false while more parts are to come
    bool m_hasMethod = false;
    bool m_isBatch = false;
};

Place PeekHandler::beginValue()
{
    const Place place = std::exchange(m_place, Place::Elsewhere);
    if (place != Place::Elsewhere)
        forget(place);
    return place;
}

void PeekHandler::forget(Place place)
{
    switch (place) {
    case Place::Id:
        m_peek.id.clear();
        break;
    case Place::Method:
        m_hasMethod = false;
        break;
    case Place::Params:
        for (const Place member : {Place::ProtocolVersion, Place::Name, Place::ClientInfo, Place::Meta})
            forget(member);
        break;
    case Place::ClientInfo:
        m_peek.clientName.clear();
        m_peek.clientVersion.clear();
        break;
    case Place::Meta:
        m_peek.meta = {};
        break;
    case Place::MetaProtocolVersion:
        m_peek.meta.present = true;
        m_peek.meta.protocolVersion.reset();
        break;
    case Place::MetaClientCapabilities:
        m_peek.meta.present = true;
        m_peek.meta.hasClientCapabilities = false;
        break;
    case Place::MetaClientInfo:
        m_peek.meta.present = true;
        break;
    case Place::ProtocolVersion:
    case Place::Name:
    case Place::ClientName:
    case Place::ClientVersion:
        textOf(place)->clear();
        break;
    case Place::Elsewhere:
    case Place::Message:
        break;
    }
}

std::string *PeekHandler::textOf(Place place)
{
    switch (place) {
    case Place::Method:
        return &m_peek.method;
    case Place::ProtocolVersion:
        return &m_peek.protocolVersion;
    case Place::Name:
        return &m_peek.toolName;
    case Place::ClientName:
        return &m_peek.clientName;
    case Place::ClientVersion:
        return &m_peek.clientVersion;
    case Place::Elsewhere:
    case Place::Message:
    case Place::Id:
    case Place::Params:
    case Place::ClientInfo:
    case Place::Meta:
    case Place::MetaProtocolVersion:
    case Place::MetaClientInfo:
    case Place::MetaClientCapabilities:
        return nullptr;
    }
    return nullptr;
}

RpcPeek PeekHandler::take(bool complete)
{
    using Kind = RpcPeek::Kind;
    if (m_isBatch || !complete) {
        RpcPeek opaque;
        opaque.kind = m_isBatch ? Kind::Batch : Kind::NotJson;
        return opaque;
    }
    if (!m_hasMethod) {
        m_peek.method.clear();
        m_peek.kind = Kind::Response;
    } else {
        m_peek.kind = m_peek.id.empty() ? Kind::Notification : Kind::Request;
    }
    // The members of params mean what their names say in these methods alone.
    if (m_peek.method != "initialize") {
        forget(Place::ProtocolVersion);
        forget(Place::ClientInfo);
    }
    if (m_peek.method != "tools/call")
        forget(Place::Name);
    return std::move(m_peek);
}

} // namespace

RpcPeek peek(std::string_view body)
{
    if (body.empty())
        return {};
    json::parse_options options;
    options.max_depth = kDepthMax;
    json::basic_parser<PeekHandler> parser(options);
    json::error_code error;
    const std::size_t used = parser.write_some(false, body.data(), body.size(), error);
    return parser.handler().take(!error && used == body.size());
}

} // namespace sessionscope::mcp
