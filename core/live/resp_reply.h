// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

struct redisReader;

namespace sessionscope::live {

/// One RESP2 reply of a Redis server.
struct RespReply
{
    struct Null
    {
        bool operator==(const Null &) const = default;
    };

    struct Status ///< "+OK"
    {
        std::string text;
        bool operator==(const Status &) const = default;
    };

    struct Refusal ///< "-ERR …"
    {
        std::string text;
        bool operator==(const Refusal &) const = default;
    };

    using Array = std::vector<RespReply>;

    std::variant<Null, Status, Refusal, std::int64_t, std::string, Array> value;

    bool isNull() const { return std::holds_alternative<Null>(value); }
    bool isStatus(std::string_view text) const;

    /// Nothing unless the reply is of that kind.
    const std::string *string() const { return std::get_if<std::string>(&value); }
    const std::int64_t *integer() const { return std::get_if<std::int64_t>(&value); }
    const Array *array() const { return std::get_if<Array>(&value); }
    const Refusal *refusal() const { return std::get_if<Refusal>(&value); }

    /// The kind in words, for errors: "a string", "null" …
    const char *kind() const;

    bool operator==(const RespReply &) const = default;
};

/// Appends a command as a server reads it: an array of binary-safe strings.
void appendCommand(std::string &out, const std::vector<std::string> &arguments);
/// The same for one command alone.
std::string encodeCommand(const std::vector<std::string> &arguments);

/// Cuts a byte stream into replies. hiredis reads the protocol; arrays nest at most as deep as it allows (7).
class RespDecoder
{
public:
    /// `maxReplyBytes`: a reply that takes more bytes on the wire is a Protocol error.
    explicit RespDecoder(std::size_t maxReplyBytes);
    ~RespDecoder();
    RespDecoder(RespDecoder &&) noexcept;
    RespDecoder &operator=(RespDecoder &&) noexcept;

    void feed(std::string_view bytes);

    /// The next whole reply; nothing if more bytes are needed. After a Protocol error the stream is beyond repair:
    /// every further call fails alike.
    Result<std::optional<RespReply>> next();

private:
    struct Free
    {
        void operator()(redisReader *reader) const;
    };

    std::unique_ptr<redisReader, Free> m_reader;
    std::size_t m_maxReplyBytes;
    std::size_t m_bytesOfReply
        = 0; ///< fed since the last whole reply; an upper bound of what the open one takes
    std::optional<Error> m_error;
};

} // namespace sessionscope::live
