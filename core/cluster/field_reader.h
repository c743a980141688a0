// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/base/time.h"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

/// Typed reads of single JSON values for this folder's files. Every refusal is InvalidInput with the value's `path`.
namespace sessionscope::cluster {

/// "cluster" + "name" = "cluster.name"; an empty path gives the field alone.
std::string joinPath(const std::string &path, std::string_view field);

Result<std::string> readText(const nlohmann::json &value, const std::string &path);

/// A whole number from `least` to `most`.
Result<std::int64_t> readNumber(const nlohmann::json &value, const std::string &path, std::int64_t least,
                                std::int64_t most);

/// A Go-style duration text, longer than zero unless `zeroAllowed`.
Result<Duration> readDuration(const nlohmann::json &value, const std::string &path, bool zeroAllowed = false);

/// The index of the value's text among `choices`; the refusal's hint lists them.
Result<std::size_t> readChoice(const nlohmann::json &value, const std::string &path,
                               std::span<const std::string_view> choices);

/// Kubernetes' name of an object: lower-case letters, digits and '-', at most `most` characters (RFC 1123).
Result<std::string> readLabel(const nlohmann::json &value, const std::string &path, std::size_t most = 63);

} // namespace sessionscope::cluster
