// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/resp_reply.h"

#include <fmt/format.h>
#include <hiredis/hiredis.h>

#include <array>
#include <charconv>
#include <new>

namespace sessionscope::live {
namespace {

/// hiredis builds its reply objects through these. A whole reply is one RespReply on the heap; elements live in their
/// array's vector, which only grows once the element before is complete, so that the pointers hiredis keeps stay good.
/// Growing as elements arrive, never by the announced count, keeps a hostile "*2147483647" from costing memory.
RespReply *place(const redisReadTask *task, decltype(RespReply::value) value)
{
    if (!task->parent)
        return new (std::nothrow) RespReply{std::move(value)};
    auto *parent = static_cast<RespReply *>(task->parent->obj);
    return &std::get<RespReply::Array>(parent->value).emplace_back(RespReply{std::move(value)});
}

void *createString(const redisReadTask *task, char *text, std::size_t size)
{
    switch (task->type) {
    case REDIS_REPLY_STATUS:
        return place(task, RespReply::Status{std::string(text, size)});
    case REDIS_REPLY_ERROR:
        return place(task, RespReply::Refusal{std::string(text, size)});
    default:
        return place(task, std::string(text, size));
    }
}

// hiredis 1.x takes size_t where 0.14 takes int: templates fit both.
template <class Size> void *createArray(const redisReadTask *task, Size)
{
    return place(task, RespReply::Array());
}

void *createInteger(const redisReadTask *task, long long number)
{
    return place(task, static_cast<std::int64_t>(number));
}

void *createNil(const redisReadTask *task)
{
    return place(task, RespReply::Null());
}

void freeReply(void *reply)
{
    delete static_cast<RespReply *>(reply);
}

redisReplyObjectFunctions objectFunctions()
{
    redisReplyObjectFunctions functions{};
    functions.createString = createString;
    functions.createArray = createArray;
    functions.createInteger = createInteger;
    functions.createNil = createNil;
    functions.freeObject = freeReply;
#if HIREDIS_MAJOR >= 1
    // RESP3, never asked for with HELLO. No object makes hiredis fail, which next() reports as a Protocol error.
    functions.createDouble = [](const redisReadTask *, double, char *, size_t) -> void * { return nullptr; };
    functions.createBool = [](const redisReadTask *, int) -> void * { return nullptr; };
#endif
    return functions;
}

redisReplyObjectFunctions g_objectFunctions = objectFunctions();

} // namespace

bool RespReply::isStatus(std::string_view text) const
{
    const auto *status = std::get_if<Status>(&value);
    return status && status->text == text;
}

const char *RespReply::kind() const
{
    static constexpr const char *kKinds[]
        = {"null", "a status", "an error", "an integer", "a string", "an array"};
    static_assert(std::size(kKinds) == std::variant_size_v<decltype(value)>);
    return kKinds[value.index()];
}

void appendCommand(std::string &out, const std::vector<std::string> &arguments)
{
    const auto appendLength = [&out](char kind, std::size_t length) {
        std::array<char, 20> digits{};
        out += kind;
        out.append(digits.data(), std::to_chars(digits.begin(), digits.end(), length).ptr);
        out += "\r\n";
    };
    appendLength('*', arguments.size());
    for (const std::string &argument : arguments) {
        appendLength('$', argument.size());
        out += argument;
        out += "\r\n";
    }
}

std::string encodeCommand(const std::vector<std::string> &arguments)
{
    std::string command;
    appendCommand(command, arguments);
    return command;
}

void RespDecoder::Free::operator()(redisReader *reader) const
{
    redisReaderFree(reader);
}

RespDecoder::RespDecoder(std::size_t maxReplyBytes)
    : m_reader(redisReaderCreateWithFunctions(&g_objectFunctions))
    , m_maxReplyBytes(maxReplyBytes)
{
    if (!m_reader)
        throw std::bad_alloc();
}

RespDecoder::~RespDecoder() = default;
RespDecoder::RespDecoder(RespDecoder &&) noexcept = default;
RespDecoder &RespDecoder::operator=(RespDecoder &&) noexcept = default;

void RespDecoder::feed(std::string_view bytes)
{
    m_bytesOfReply += bytes.size();
    if (redisReaderFeed(m_reader.get(), bytes.data(), bytes.size()) != REDIS_OK && m_reader->err == 0)
        throw std::bad_alloc();
}

Result<std::optional<RespReply>> RespDecoder::next()
{
    if (m_error)
        return fail(*m_error);
    void *object = nullptr;
    if (redisReaderGetReply(m_reader.get(), &object) != REDIS_OK) {
        m_error
            = Error{ErrorCode::Protocol, fmt::format("not the Redis protocol: {}", m_reader->errstr), {}, {}};
        return fail(*m_error);
    }
    if (!object) {
        if (m_bytesOfReply <= m_maxReplyBytes)
            return std::optional<RespReply>();
        m_error = Error{
            ErrorCode::Protocol, fmt::format("a reply of more than {} bytes", m_maxReplyBytes), {}, {}};
        return fail(*m_error);
    }
    m_bytesOfReply = m_reader->len - m_reader->pos;
    const std::unique_ptr<RespReply> reply(static_cast<RespReply *>(object));
    return std::optional<RespReply>(std::move(*reply));
}

} // namespace sessionscope::live
