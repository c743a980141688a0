// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace sessionscope::scenario {

/// The bounds of an integer or of a length, both included.
struct Bounds
{
    std::uint64_t least = 0;
    std::uint64_t most = 0;
};

/// Reads one JSON object strictly: fields that are not known are refused, and every error names its JSON path.
///
/// The first error is kept and every read after it gives a default, so that a caller reads all fields and asks once.
class JsonFields
{
public:
    /// `path` is the object's own JSON path, "$" for the whole document. `known` must outlive the reader.
    JsonFields(const nlohmann::json &object, std::string path, std::span<const std::string_view> known);

    bool has(const char *name) const;
    std::string pathOf(std::string_view name) const { return m_path + "." + std::string(name); }

    std::string text(const char *name, Bounds length); ///< length in characters, not bytes
    std::uint64_t number(const char *name, Bounds bounds);
    std::size_t choice(const char *name, std::span<const std::string_view> names); ///< an index into names
    const nlohmann::json *object(const char *name);
    const nlohmann::json *array(const char *name, Bounds length);

    /// Keeps `error` unless there is one already.
    void refuse(Error error);
    void refuse(const char *name, std::string what, std::string hint = {});
    const std::optional<Error> &error() const { return m_error; }

private:
    const nlohmann::json *find(const char *name);

    const nlohmann::json *m_object;
    std::string m_path;
    std::optional<Error> m_error;
};

/// The number of characters in well-formed UTF-8.
std::size_t characterCount(std::string_view utf8);

/// "a string", "an array" …: what a JSON value is, for error texts.
std::string_view kindOf(const nlohmann::json &value);

} // namespace sessionscope::scenario
