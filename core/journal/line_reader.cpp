// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/journal/line_reader.h"

#include <boost/json/basic_parser_impl.hpp>

#include <string>
#include <vector>

namespace sessionscope::journal {

/// What Boost.JSON's reader tells.
struct LineReader::Handler
{
    static constexpr std::size_t max_object_size = SIZE_MAX; // NOLINT(readability-identifier-naming)
    static constexpr std::size_t max_array_size = SIZE_MAX;  // NOLINT(readability-identifier-naming)
    static constexpr std::size_t max_key_size = SIZE_MAX;    // NOLINT(readability-identifier-naming)
    static constexpr std::size_t max_string_size = SIZE_MAX; // NOLINT(readability-identifier-naming)

    using Text = boost::json::string_view;
    using ErrorCode = boost::json::error_code;

    struct Field
    {
        std::string name;
        std::string text;
        std::int64_t number = 0;
        bool isText = false;
    };

    std::vector<Field> fields{1}; ///< the first `count` are of this line; the one after is being read
    std::size_t count = 0;
    int depth = 0;
    bool isObject = false;
    bool continues = false; ///< the name or text has come in part

    Field &current() { return fields[count]; }
    bool isField() const { return depth == 1; }

    void assign(std::string &to, Text part, bool isLast)
    {
        if (!isField())
            return;
        if (!continues)
            to.clear();
        to.append(part.data(), part.size());
        continues = !isLast;
    }

    bool keep(bool isText)
    {
        if (isField()) {
            current().isText = isText;
            if (++count == fields.size())
                fields.emplace_back();
        }
        return true;
    }

    bool keep(std::int64_t number)
    {
        if (isField())
            current().number = number;
        return keep(false);
    }

    bool on_document_begin(ErrorCode &) { return true; }
    bool on_document_end(ErrorCode &) { return true; }
    bool on_object_begin(ErrorCode &)
    {
        isObject = isObject || depth == 0;
        ++depth;
        return true;
    }
    bool on_object_end(std::size_t, ErrorCode &) { return depth-- > 0; }
    bool on_array_begin(ErrorCode &error)
    {
        if (depth++ == 0)
            error = boost::json::error::syntax; // an array is no line of a journal
        return depth > 1;
    }
    bool on_array_end(std::size_t, ErrorCode &) { return depth-- > 0; }
    bool on_key_part(Text part, std::size_t, ErrorCode &)
    {
        assign(current().name, part, false);
        return true;
    }
    bool on_key(Text part, std::size_t, ErrorCode &)
    {
        assign(current().name, part, true);
        return true;
    }
    bool on_string_part(Text part, std::size_t, ErrorCode &)
    {
        assign(current().text, part, false);
        return true;
    }
    bool on_string(Text part, std::size_t, ErrorCode &)
    {
        assign(current().text, part, true);
        return keep(true);
    }
    bool on_number_part(Text, ErrorCode &) { return true; }
    bool on_int64(std::int64_t value, Text, ErrorCode &) { return keep(value); }
    bool on_uint64(std::uint64_t value, Text, ErrorCode &) { return keep(static_cast<std::int64_t>(value)); }
    // Fields of later builds: the next name takes the place of this one.
    bool on_double(double, Text, ErrorCode &) { return true; }
    bool on_bool(bool, ErrorCode &) { return true; }
    bool on_null(ErrorCode &) { return true; }
    bool on_comment_part(Text, ErrorCode &) { return true; }
    bool on_comment(Text, ErrorCode &) { return true; }

    const Field *find(std::string_view name) const
    {
        for (std::size_t i = 0; i < count; ++i) {
            if (fields[i].name == name)
                return &fields[i];
        }
        return nullptr;
    }
};

struct LineReader::Parser
{
    boost::json::basic_parser<Handler> json{boost::json::parse_options()};
};

LineReader::LineReader()
    : m_parser(std::make_unique<Parser>())
{
}

LineReader::~LineReader() = default;

bool LineReader::read(std::string_view line)
{
    auto &json = m_parser->json;
    Handler &handler = json.handler();
    handler.count = 0;
    handler.depth = 0;
    handler.isObject = false;
    handler.continues = false;
    json.reset();
    boost::json::error_code error;
    const std::size_t used = json.write_some(false, line.data(), line.size(), error);
    return !error && used == line.size() && handler.isObject;
}

bool LineReader::has(std::string_view name) const
{
    return m_parser->json.handler().find(name) != nullptr;
}

std::int64_t LineReader::number(std::string_view name) const
{
    const Handler::Field *field = m_parser->json.handler().find(name);
    return field && !field->isText ? field->number : 0;
}

std::string_view LineReader::text(std::string_view name) const
{
    const Handler::Field *field = m_parser->json.handler().find(name);
    return field && field->isText ? std::string_view(field->text) : std::string_view();
}

} // namespace sessionscope::journal
