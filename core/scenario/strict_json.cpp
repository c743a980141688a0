// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/scenario/strict_json.h"

#include "core/base/json_error.h"

#include <fmt/format.h>

#include <set>
#include <string>
#include <utility>
#include <vector>

namespace sessionscope::scenario {

namespace {

using nlohmann::json;

/// Follows the parser through the document and knows where it is.
class RepeatedField
{
public:
    void take(json::parse_event_t event, const json &parsed)
    {
        using Event = json::parse_event_t;
        switch (event) {
        case Event::object_start:
            m_levels.emplace_back();
            break;
        case Event::array_start:
            m_levels.push_back({.isArray = true});
            break;
        case Event::object_end:
        case Event::array_end:
            m_levels.pop_back();
            entryIsOver();
            break;
        case Event::value:
            entryIsOver();
            break;
        case Event::key:
            fieldBegins(parsed.get_ref<const std::string &>());
            break;
        }
    }

    const std::string &path() const { return m_path; } ///< of the first one; empty: there is none

private:
    struct Level
    {
        bool isArray = false;
        std::size_t index = 0; ///< of an array's entry
        std::string field{};   ///< of an object's entry
        std::set<std::string> fields{};
    };

    void entryIsOver()
    {
        if (!m_levels.empty())
            ++m_levels.back().index;
    }

    void fieldBegins(const std::string &name)
    {
        Level &level = m_levels.back();
        level.field = name;
        if (!level.fields.insert(name).second && m_path.empty())
            m_path = here();
    }

    std::string here() const
    {
        std::string path = "$";
        for (const Level &level : m_levels)
            path += level.isArray ? fmt::format("[{}]", level.index) : "." + level.field;
        return path;
    }

    std::vector<Level> m_levels;
    std::string m_path;
};

} // namespace

Result<json> parseStrictJson(std::string_view text)
{
    RepeatedField repeated;
    auto document = json::parse(
        text,
        [&repeated](int, json::parse_event_t event, const json &parsed) {
            repeated.take(event, parsed);
            return true;
        },
        false);
    if (document.is_discarded())
        return fail(jsonError(text));
    if (!repeated.path().empty())
        return fail(ErrorCode::InvalidInput, "this field is there twice", repeated.path(),
                    "keep one of them");
    return document;
}

} // namespace sessionscope::scenario
