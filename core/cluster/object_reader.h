// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/cluster/cluster_spec.h"
#include "core/cluster/field_reader.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

namespace sessionscope::cluster {

/// A JSON object that is read field by field; the first refusal is kept and ends the reading.
class ObjectReader
{
public:
    ObjectReader(const nlohmann::json &object, std::string path)
        : m_object(object)
        , m_path(std::move(path))
    {
        if (!object.is_object())
            m_error = Error{ErrorCode::InvalidInput, "this must be an object", m_path, {}};
    }

    /// Calls `take` with the value and its path if the field is there and not null.
    template <class Take> ObjectReader &field(const char *name, Take take)
    {
        if (m_error)
            return *this;
        const auto it = m_object.find(name);
        if (it == m_object.end() || it->is_null())
            return *this;
        if (Result<void> taken = take(*it, joinPath(m_path, name)); !taken)
            m_error = std::move(taken).error();
        return *this;
    }

    ObjectReader &require(const char *name)
    {
        if (!m_error && !m_object.contains(name))
            m_error = Error{ErrorCode::InvalidInput, "this field is missing", joinPath(m_path, name), {}};
        return *this;
    }

    Result<void> done() const
    {
        if (m_error)
            return fail(*m_error);
        return {};
    }

private:
    const nlohmann::json &m_object;
    std::string m_path;
    std::optional<Error> m_error;
};

template <class Target> auto into(Target &target, auto read)
{
    return [&target, read](const nlohmann::json &value, const std::string &path) -> Result<void> {
        auto result = read(value, path);
        if (!result)
            return fail(std::move(result).error());
        target = static_cast<Target>(*std::move(result));
        return {};
    };
}

inline auto numberFrom(std::int64_t least, std::int64_t most)
{
    return [least, most](const nlohmann::json &value, const std::string &path) {
        return readNumber(value, path, least, most);
    };
}

/// Our own spec's reader knows what is right for this field; the file's path goes into its refusal.
inline Result<void> readAs(const char *field, const nlohmann::json &value, const std::string &path,
                           ClusterSpec &cluster)
{
    Result<ClusterSpec> read = readClusterSpec(nlohmann::json{{field, value}}, cluster, "");
    if (!read) {
        read.error().where = path;
        return fail(read.error());
    }
    cluster = *std::move(read);
    return {};
}

inline auto specField(const char *field, ClusterSpec &cluster)
{
    return [field, &cluster](const nlohmann::json &value, const std::string &path) {
        return readAs(field, value, path, cluster);
    };
}

} // namespace sessionscope::cluster
