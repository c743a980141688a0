// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/session/record_codec.h"

#include "core/base/go_json.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdint>
#include <set>
#include <utility>

namespace sessionscope::session {

namespace {

using Json = nlohmann::json;

using StringMap = std::map<std::string, std::string, std::less<>>;

void appendMember(std::string &out, std::string_view name, std::string_view value)
{
    out += out.empty() ? '{' : ',';
    appendGoString(out, name);
    out += ':';
    appendGoString(out, value);
}

void appendMetadata(std::string &out, const StringMap &metadata)
{
    std::string members;
    for (const auto &[key, value] : metadata)
        appendMember(members, key, value);
    out += R"(,"metadata":)";
    out += members;
    out += '}';
}

/// Takes the parser's events, in the form that nlohmann's SAX interface prescribes; returning false ends
/// the pass. Nothing recurses, so a hostile value cannot exhaust the stack.
class ValueReader
{
public:
    bool null() { return m_depth == 1 && m_key == "metadata" ? true : scalar("null"); }
    bool boolean(bool value) { return scalar(value ? "true" : "false"); }
    bool number_integer(std::int64_t value) { return scalar(fmt::to_string(value)); }
    bool number_unsigned(std::uint64_t value) { return scalar(fmt::to_string(value)); }
    bool number_float(double, const std::string &text) { return scalar(text); }
    bool binary(const Json::binary_t &) { return false; } // never in JSON text
    bool string(std::string &value);
    bool key(std::string &key);
    bool start_object(std::size_t) { return open('{'); }
    bool start_array(std::size_t) { return open('['); }
    bool end_object() { return close('}'); }
    bool end_array() { return close(']'); }

    bool parse_error(std::size_t position, const std::string &, const Json::exception &)
    {
        return refuse(fmt::format("not JSON at byte {}", position), "$");
    }

    Result<StoredValue> take(bool complete);

private:
    /// What the open containers belong to: the value's own members, or one of them.
    enum class Part { Members, Metadata, Data, Unknown };

    bool scalar(std::string_view text);
    bool open(char bracket);
    bool close(char bracket);
    void appendData(std::string_view text);
    void beginMember();
    Result<Record> takeRecord();
    Result<std::string> takeString(std::string_view name);
    Result<Timestamp> takeTimestamp(std::string_view name);

    bool refuse(std::string what, std::string where)
    {
        m_error = Error{ErrorCode::InvalidInput, std::move(what), std::move(where), {}};
        return false;
    }

    void noteOther()
    {
        m_strings.erase(m_key);
        m_others.insert(m_key);
    }

    bool refuseMetadata() { return refuse("expected a string", "$.metadata." + m_metadataKey); }

    std::size_t m_depth = 0;
    Part m_part = Part::Members;
    std::string m_key;
    std::string m_metadataKey;
    StringMap m_strings;                         ///< members that are strings
    std::set<std::string, std::less<>> m_others; ///< names of members that are something else
    StringMap m_metadata;
    std::optional<std::string> m_data; ///< compact, as Go's encoder would write it
    Error m_error;
};

bool ValueReader::string(std::string &value)
{
    if (m_part == Part::Metadata) {
        m_metadata.insert_or_assign(m_metadataKey, std::move(value));
        return true;
    }
    if (m_depth == 1 && m_key != "data" && m_key != "metadata") {
        m_others.erase(m_key);
        m_strings.insert_or_assign(m_key, std::move(value));
        return true;
    }
    std::string quoted;
    appendGoString(quoted, value);
    return scalar(quoted);
}

bool ValueReader::scalar(std::string_view text)
{
    if (m_depth == 0)
        return refuse("expected an object", "$");
    if (m_part == Part::Metadata)
        return refuseMetadata();
    if (m_part == Part::Data) {
        appendData(text);
        return true;
    }
    if (m_part == Part::Unknown)
        return true;
    if (m_key == "metadata")
        return refuse("expected an object", "$.metadata");
    if (m_key == "data")
        m_data = text;
    noteOther();
    return true;
}

bool ValueReader::key(std::string &key)
{
    if (m_part == Part::Members) {
        m_key = std::move(key);
    } else if (m_part == Part::Metadata) {
        m_metadataKey = std::move(key);
    } else if (m_part == Part::Data) {
        std::string quoted;
        appendGoString(quoted, key);
        appendData(quoted);
        *m_data += ':';
    }
    return true;
}

bool ValueReader::open(char bracket)
{
    if (m_part == Part::Metadata)
        return refuseMetadata();
    if (m_depth == 0 && bracket == '[')
        return refuse("expected an object", "$");
    if (m_depth == 1 && m_key == "metadata" && bracket == '[')
        return refuse("expected an object", "$.metadata");
    if (m_depth == 1)
        beginMember();
    if (m_part == Part::Data)
        appendData({&bracket, 1});
    ++m_depth;
    return true;
}

/// A member that is an object or array begins.
void ValueReader::beginMember()
{
    noteOther();
    if (m_key == "metadata") {
        m_part = Part::Metadata;
        m_metadata.clear();
    } else if (m_key == "data") {
        m_part = Part::Data;
        m_data.emplace();
    } else {
        m_part = Part::Unknown;
    }
}

bool ValueReader::close(char bracket)
{
    --m_depth;
    if (m_part == Part::Data)
        *m_data += bracket;
    if (m_depth == 1)
        m_part = Part::Members;
    return true;
}

/// Appends a key or value of `data`, after a comma unless it is the first of its container or a member's
/// value.
void ValueReader::appendData(std::string_view text)
{
    constexpr std::string_view kNoCommaAfter = "{[:";
    if (!m_data->empty() && kNoCommaAfter.find(m_data->back()) == std::string_view::npos)
        *m_data += ',';
    *m_data += text;
}

Result<StoredValue> ValueReader::take(bool complete)
{
    if (!complete)
        return fail(std::move(m_error));
    for (const std::string_view name : {"id", "type", "created_at"}) {
        if (m_strings.contains(name) || m_others.contains(name))
            return takeRecord().map([](Record &&record) { return StoredValue(std::move(record)); });
    }
    if (!m_others.empty())
        return fail(ErrorCode::InvalidInput, "neither a record nor a map of strings",
                    "$." + *m_others.begin());
    return VmcpRecord{std::move(m_strings)};
}

Result<Record> ValueReader::takeRecord()
{
    auto id = takeString("id");
    auto type = id ? takeString("type") : fail(id.error());
    auto createdAt = type ? takeTimestamp("created_at") : fail(type.error());
    auto updatedAt = createdAt ? takeTimestamp("updated_at") : fail(createdAt.error());
    if (!updatedAt)
        return fail(std::move(updatedAt.error()));
    return Record{.id = std::move(*id),
                  .type = std::move(*type),
                  .createdAt = *createdAt,
                  .updatedAt = *updatedAt,
                  .data = std::move(m_data),
                  .metadata = std::move(m_metadata)};
}

Result<std::string> ValueReader::takeString(std::string_view name)
{
    const auto it = m_strings.find(name);
    if (it == m_strings.end())
        return fail(ErrorCode::InvalidInput, m_others.contains(name) ? "expected a string" : "missing",
                    fmt::format("$.{}", name));
    return std::move(it->second);
}

Result<Timestamp> ValueReader::takeTimestamp(std::string_view name)
{
    auto text = takeString(name);
    if (!text)
        return fail(std::move(text.error()));
    auto time = parseTimestamp(*text);
    if (!time)
        time.error().where = fmt::format("$.{}", name);
    return time;
}

} // namespace

std::string encode(const Record &record)
{
    std::string out;
    appendMember(out, "id", record.id);
    appendMember(out, "type", record.type);
    appendMember(out, "created_at", formatTimestamp(record.createdAt));
    appendMember(out, "updated_at", formatTimestamp(record.updatedAt));
    if (record.data && !record.data->empty()) {
        out += R"(,"data":)";
        out += *record.data;
    }
    if (!record.metadata.empty())
        appendMetadata(out, record.metadata);
    out += '}';
    return out;
}

Result<StoredValue> decodeValue(std::string_view json)
{
    ValueReader reader;
    const bool complete = Json::sax_parse(json.begin(), json.end(), &reader);
    return reader.take(complete);
}

std::optional<Record> decodePlainEnvelope(std::string_view text)
{
    const auto takeMember = [&text](std::string_view opening) -> std::optional<std::string_view> {
        if (!text.starts_with(opening))
            return std::nullopt;
        text.remove_prefix(opening.size());
        const auto isPlain = [](char c) { return c >= ' ' && c <= '~' && c != '"' && c != '\\'; };
        const auto end = std::find_if_not(text.begin(), text.end(), isPlain);
        if (end == text.end() || *end != '"')
            return std::nullopt;
        const auto size = static_cast<std::size_t>(end - text.begin());
        const std::string_view value = text.substr(0, size);
        text.remove_prefix(size + 1);
        return value;
    };
    const auto id = takeMember(R"({"id":")");
    const auto type = takeMember(R"(,"type":")");
    const auto createdAt = takeMember(R"(,"created_at":")");
    const auto updatedAt = takeMember(R"(,"updated_at":")");
    if (!id || !type || !createdAt || !updatedAt || !text.empty())
        return std::nullopt;
    const auto created = parseTimestamp(*createdAt);
    const auto updated = *updatedAt == *createdAt ? created : parseTimestamp(*updatedAt);
    if (!created || !updated)
        return std::nullopt;
    Record record;
    record.id = *id;
    record.type = *type;
    record.createdAt = *created;
    record.updatedAt = *updated;
    return record;
}

Result<Record> decodeRecord(std::string_view json)
{
    auto value = decodeValue(json);
    if (!value)
        return fail(std::move(value.error()));
    if (Record *record = std::get_if<Record>(&*value))
        return std::move(*record);
    return fail(ErrorCode::InvalidInput, "a vMCP session, not a proxy session", "$");
}

} // namespace sessionscope::session
