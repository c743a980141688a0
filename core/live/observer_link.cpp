// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/observer_link.h"

#include "core/live/resp_client.h"

#include <boost/asio/post.hpp>
#include <fmt/format.h>

#include <utility>

namespace sessionscope::live {

struct ObserverLink::Listeners
{
    std::function<void(std::optional<std::vector<std::string>>)> onInvalidation;
    std::function<void(const Error &)> onEnded;
};

namespace {

/// ["message", "__redis__:invalidate", [key …] | null]
bool isMessage(const RespReply &reply)
{
    const auto *parts = reply.array();
    return parts && parts->size() == 3 && (*parts)[0].string() && *(*parts)[0].string() == "message";
}

std::optional<std::vector<std::string>> keysOf(RespReply &message)
{
    RespReply &what = std::get<RespReply::Array>(message.value)[2];
    auto *keys = std::get_if<RespReply::Array>(&what.value);
    if (!keys)
        return std::nullopt;
    std::vector<std::string> names;
    for (RespReply &key : *keys) {
        if (auto *name = std::get_if<std::string>(&key.value))
            names.push_back(std::move(*name));
    }
    return names;
}

} // namespace

Awaitable<Result<std::vector<RespReply>>> PendingReplies::wait()
{
    if (!m_result)
        co_await m_arrived.wait();
    co_return std::move(*m_result);
}

CommandCounts CommandTally::counts() const
{
    CommandCounts counts;
    for (std::size_t kind = 0; kind < m_counts.size(); ++kind) {
        if (m_counts[kind] > 0)
            counts.emplace(toText(static_cast<ReadCommand::Kind>(kind)), m_counts[kind]);
    }
    return counts;
}

ObserverLink::ObserverLink(asio::io_context &io, RedisUrl url, std::shared_ptr<CommandTally> tally,
                           RespLimits limits)
    : m_io(io)
    , m_url(std::move(url))
    , m_tally(std::move(tally))
    , m_listeners(std::make_shared<Listeners>())
{
    RespLink::Owner owner;
    owner.onWritten = [] { };
    owner.onDropped = [listeners = m_listeners](const Error &error) {
        if (listeners->onEnded)
            listeners->onEnded(error);
    };
    owner.takesPush = [listeners = m_listeners](RespReply &reply) {
        if (!isMessage(reply))
            return false;
        if (listeners->onInvalidation)
            listeners->onInvalidation(keysOf(reply));
        return true;
    };
    m_link = std::make_shared<RespLink>(io.get_executor(), m_url, limits, std::move(owner));
}

ObserverLink::~ObserverLink()
{
    close();
}

Awaitable<Result<void>> ObserverLink::connect()
{
    return m_link->open();
}

Awaitable<Result<void>> ObserverLink::greet()
{
    const RedisUrl url = m_url;
    std::vector<ReadCommand> greetings;
    if (!url.user.empty() || !url.password.empty())
        greetings.push_back(ReadCommand::auth(url.user, url.password));
    if (url.database != 0)
        greetings.push_back(ReadCommand::select(url.database));
    greetings.push_back(ReadCommand::ping());
    for (ReadCommand &greeting : greetings) {
        const bool isPing = greeting.kind() == ReadCommand::Kind::Ping;
        const auto reply = co_await ask(std::move(greeting));
        if (isPing && !reply && reply.error().what.find("NOPERM") != std::string::npos)
            break; // it is a Redis, and we are in
        if (!reply)
            co_return fail(reply.error());
        if (!reply->isStatus(isPing ? "PONG" : "OK"))
            co_return fail(ErrorCode::Protocol, fmt::format("{} as answer to a greeting", reply->kind()),
                           url.address(), "is this a Redis server?");
    }
    co_return Result<void>();
}

Awaitable<Result<void>> ObserverLink::open()
{
    auto opened = co_await connect();
    if (opened)
        opened = co_await greet();
    co_return opened;
}

Awaitable<Result<RespReply>> ObserverLink::ask(ReadCommand command)
{
    const auto link = m_link; // this may be destroyed meanwhile
    const RedisUrl url = m_url;
    m_tally->count(command.kind());
    std::vector<std::string> words = command.words();
    auto reply = co_await link->ask(std::move(words));
    if (reply) {
        if (const auto *refused = reply->refusal())
            co_return fail(refusalError(refused->text, url));
    }
    co_return reply;
}

Awaitable<std::shared_ptr<PendingReplies>> ObserverLink::send(std::vector<ReadCommand> commands)
{
    auto pending = std::make_shared<PendingReplies>();
    const auto link = m_link; // this may be destroyed meanwhile
    std::string bytes;
    for (const ReadCommand &command : commands) {
        m_tally->count(command.kind());
        appendCommand(bytes, command.words());
    }
    while (link->isWriting() && !link->ended()) // a reply may overtake the news that its command was written
        co_await asio::post(m_io.get_executor(), useAwaitable);
    if (link->ended()) {
        pending->m_result = fail(*link->ended());
        co_return pending;
    }
    if (commands.empty()) {
        pending->m_result = std::vector<RespReply>();
        co_return pending;
    }
    link->sendBatch(std::move(bytes), commands.size(), [pending](Result<std::vector<RespReply>> replies) {
        pending->m_result = std::move(replies);
        pending->m_arrived.wake();
    });
    co_return pending;
}

Awaitable<Result<std::vector<RespReply>>> ObserverLink::askAll(std::vector<ReadCommand> commands)
{
    const auto pending = co_await send(std::move(commands));
    co_return co_await pending->wait();
}

void ObserverLink::onInvalidation(std::function<void(std::optional<std::vector<std::string>>)> listener)
{
    m_listeners->onInvalidation = std::move(listener);
}

void ObserverLink::onEnded(std::function<void(const Error &)> listener)
{
    m_listeners->onEnded = std::move(listener);
}

void ObserverLink::close()
{
    m_listeners->onInvalidation = nullptr;
    m_listeners->onEnded = nullptr;
    m_link->drop(Error{ErrorCode::Cancelled, "the link was closed", m_url.address(), {}});
}

} // namespace sessionscope::live
