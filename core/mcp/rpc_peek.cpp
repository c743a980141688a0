// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/mcp/rpc_peek.h"

#include "core/base/go_json.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace sessionscope::mcp {

namespace {

using Json = nlohmann::json;

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

/// Takes the parser's events, in the form that nlohmann's SAX interface prescribes; returning false ends
/// the pass.
class PeekHandler
{
public:
    bool null()
    {
        beginValue();
        return m_depth > 0;
    }

    bool boolean(bool value) { return scalar(value ? "true" : "false"); }

    bool number_integer(std::int64_t value) { return scalar(fmt::format_int(value)); }
    bool number_unsigned(std::uint64_t value) { return scalar(fmt::format_int(value)); }
    bool number_float(double, const std::string &text) { return scalar(text); }
    bool binary(const Json::binary_t &) { return false; } // never in JSON text

    bool string(std::string &value)
    {
        const Place place = beginValue();
        if (place == Place::Id)
            appendGoString(m_peek.id, value);
        else if (place == Place::MetaProtocolVersion)
            m_peek.meta.protocolVersion = std::move(value);
        else if (std::string *field = textOf(place))
            *field = std::move(value);
        m_hasMethod |= place == Place::Method;
        return m_depth > 0;
    }

    bool start_object(std::size_t)
    {
        const Place place = m_depth == 0 ? Place::Message : beginValue();
        if (place == Place::MetaClientCapabilities)
            m_peek.meta.hasClientCapabilities = true;
        return open(place);
    }

    bool start_array(std::size_t)
    {
        m_isBatch = m_depth == 0;
        const Place place = beginValue();
        return !m_isBatch && !mustBeScalar(place) && open(Place::Elsewhere);
    }

    bool key(const std::string &key)
    {
        m_place = m_depth <= m_open.size() ? placeOf(m_open.at(m_depth - 1), key) : Place::Elsewhere;
        return true;
    }

    bool end_object() { return close(); }
    bool end_array() { return close(); }
    bool parse_error(std::size_t, const std::string &, const Json::exception &) { return false; }

    /// What was seen; `complete` says whether the parser reached the end of a valid text.
    RpcPeek take(bool complete);

private:
    /// JSON nested deeper than this is refused, as it is by Go's decoder.
    static constexpr std::size_t kDepthMax = 10'000;

    static bool mustBeScalar(Place place) { return place == Place::Id || place == Place::Method; }

    /// The place of the value that begins, after forgetting what an earlier member of that name said: the
    /// last one wins.
    Place beginValue();
    void forget(Place place);
    std::string *textOf(Place place);

    /// A number or boolean. As a method it makes no message, and neither does it as the whole text.
    template <class Text> bool scalar(const Text &text)
    {
        const Place place = beginValue();
        if (place == Place::Id)
            m_peek.id = textFrom(text);
        return m_depth > 0 && place != Place::Method;
    }

    static std::string_view textFrom(std::string_view text) { return text; }
    static std::string_view textFrom(const fmt::format_int &text) { return {text.data(), text.size()}; }

    bool open(Place place)
    {
        if (mustBeScalar(place) || m_depth == kDepthMax)
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
    PeekHandler handler;
    const bool complete = Json::sax_parse(body.begin(), body.end(), &handler);
    return handler.take(complete);
}

} // namespace sessionscope::mcp
