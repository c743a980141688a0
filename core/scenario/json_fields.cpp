// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/scenario/json_fields.h"

#include "core/base/closest_name.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace sessionscope::scenario {

JsonFields::JsonFields(const nlohmann::json &object, std::string path,
                       std::span<const std::string_view> known)
    : m_object(&object)
    , m_path(std::move(path))
{
    if (!object.is_object()) {
        refuse(
            {ErrorCode::InvalidInput, fmt::format("must be an object, not {}", kindOf(object)), m_path, {}});
        return;
    }
    for (const auto &[name, value] : object.items()) {
        if (std::find(known.begin(), known.end(), name) == known.end()) {
            refuse({ErrorCode::InvalidInput, "unknown field", pathOf(name), closestNameHint(name, known)});
            return;
        }
    }
}

bool JsonFields::has(const char *name) const
{
    return m_object->is_object() && m_object->contains(name);
}

const nlohmann::json *JsonFields::find(const char *name)
{
    if (m_error)
        return nullptr;
    const auto it = m_object->find(name);
    if (it != m_object->end())
        return &*it;
    refuse(name, "missing");
    return nullptr;
}

std::string JsonFields::text(const char *name, Bounds length)
{
    const nlohmann::json *value = find(name);
    if (!value)
        return {};
    if (!value->is_string()) {
        refuse(name, fmt::format("must be a string, not {}", kindOf(*value)));
        return {};
    }
    const auto &text = value->get_ref<const std::string &>();
    const std::size_t characters = characterCount(text);
    if (characters < length.least || characters > length.most) {
        refuse(name,
               fmt::format("must have {} to {} characters, has {}", length.least, length.most, characters));
        return {};
    }
    return text;
}

std::uint64_t JsonFields::number(const char *name, Bounds bounds)
{
    const nlohmann::json *value = find(name);
    if (!value)
        return bounds.least;
    const bool natural
        = value->is_number_unsigned() || (value->is_number_integer() && value->get<std::int64_t>() >= 0);
    if (!natural) {
        refuse(name, fmt::format("must be a whole number from {} to {}", bounds.least, bounds.most));
        return bounds.least;
    }
    const auto number = value->get<std::uint64_t>();
    if (number < bounds.least || number > bounds.most) {
        refuse(name, fmt::format("must be from {} to {}, is {}", bounds.least, bounds.most, number));
        return bounds.least;
    }
    return number;
}

std::size_t JsonFields::choice(const char *name, std::span<const std::string_view> names)
{
    const nlohmann::json *value = find(name);
    if (!value)
        return 0;
    if (!value->is_string()) {
        refuse(name, fmt::format("must be a string, not {}", kindOf(*value)));
        return 0;
    }
    const auto &text = value->get_ref<const std::string &>();
    const auto it = std::find(names.begin(), names.end(), text);
    if (it == names.end()) {
        refuse(name, fmt::format("no such choice: '{}'", text), closestNameHint(text, names));
        return 0;
    }
    return static_cast<std::size_t>(it - names.begin());
}

const nlohmann::json *JsonFields::object(const char *name)
{
    const nlohmann::json *value = find(name);
    if (value && !value->is_object()) {
        refuse(name, fmt::format("must be an object, not {}", kindOf(*value)));
        return nullptr;
    }
    return value;
}

const nlohmann::json *JsonFields::array(const char *name, Bounds length)
{
    const nlohmann::json *value = find(name);
    if (!value)
        return nullptr;
    if (!value->is_array()) {
        refuse(name, fmt::format("must be an array, not {}", kindOf(*value)));
        return nullptr;
    }
    if (value->size() < length.least || value->size() > length.most) {
        refuse(name,
               fmt::format("must have {} to {} entries, has {}", length.least, length.most, value->size()));
        return nullptr;
    }
    return value;
}

void JsonFields::refuse(Error error)
{
    if (!m_error)
        m_error = std::move(error);
}

void JsonFields::refuse(const char *name, std::string what, std::string hint)
{
    refuse({ErrorCode::InvalidInput, std::move(what), pathOf(name), std::move(hint)});
}

std::size_t characterCount(std::string_view utf8)
{
    return static_cast<std::size_t>(std::count_if(utf8.begin(), utf8.end(), [](char byte) {
        return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
    }));
}

std::string_view kindOf(const nlohmann::json &value)
{
    if (value.is_object())
        return "an object";
    if (value.is_array())
        return "an array";
    if (value.is_string())
        return "a string";
    if (value.is_boolean())
        return "a truth value";
    if (value.is_number())
        return "a number";
    return "null";
}

} // namespace sessionscope::scenario
