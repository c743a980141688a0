// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/resp_client.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace sessionscope::live {
namespace {

struct Hint
{
    std::string_view begin; ///< of the error reply
    std::string_view text;
};

constexpr Hint kHints[] = {
    {"NOAUTH", "give the password in the URL: redis://:password@host"},
    {"WRONGPASS", "check the user and the password in the URL"},
    {"ERR invalid password", "check the password in the URL"},
    {"ERR AUTH <password> called without any password",
     "the server has no password: leave it out of the URL"},
    {"ERR Client sent AUTH, but no password is set", "the server has no password: leave it out of the URL"},
    {"ERR wrong number of arguments for 'auth'",
     "users need Redis 6 or newer: leave the user out of the URL"},
    {"NOPERM", "this user may not do that: see ACL LIST"},
    {"DENIED", "the server only talks to its own host (protected mode)"},
    {"LOADING", "the server is still reading its data: try again"},
    {"READONLY", "this is a replica: use the primary"},
    {"MASTERDOWN", "this is a replica without its primary"},
    {"MISCONF", "the server cannot persist and refuses writes"},
    {"OOM", "the server is at its maxmemory and may not evict"},
    {"ERR DB index is out of range", "the server has fewer databases: see CONFIG GET databases"},
    {"ERR max number of clients reached", "see CONFIG GET maxclients"},
    {"ERR unknown command", "Redis 6.2 or newer is needed (GETEX)"},
    {"MOVED", "this is a cluster; a single server is needed"},
};

bool begins(std::string_view text, std::string_view with)
{
    return text.substr(0, with.size()) == with;
}

/// Trouble before the server let us in happened before any command left, so it must not look like trouble after.
Error whileDialling(Error error)
{
    if (error.code == ErrorCode::TimedOut)
        error.code = ErrorCode::Unreachable;
    if (error.code == ErrorCode::ConnectionLost)
        error.code = ErrorCode::ConnectionRefused;
    if (error.hint.empty())
        error.hint = error.code == ErrorCode::NameNotResolved
            ? "check the host in the URL"
            : "the connection was made, but not to a working Redis";
    return error;
}

} // namespace

Error refusalError(const std::string &text, const RedisUrl &url)
{
    Error error{ErrorCode::Refused, fmt::format("Redis refused: {}", text), url.address(), {}};
    const auto hint = std::find_if(std::begin(kHints), std::end(kHints),
                                   [&](const Hint &known) { return begins(text, known.begin); });
    if (hint != std::end(kHints))
        error.hint = hint->text;
    return error;
}

/// What lives on while coroutines of a destroyed client unwind.
class RespClient::Core : public std::enable_shared_from_this<Core>
{
public:
    Core(Executor executor, RedisUrl url, RespLimits limits)
        : m_executor(executor)
        , m_url(std::move(url))
        , m_limits(limits)
    {
    }

    Executor executor() const { return m_executor; }
    const RedisUrl &url() const { return m_url; }
    bool isConnected() const { return m_letIn; }

    void submit(std::string bytes, ReplyWaiter waiter)
    {
        if (const auto refused = refusal(bytes.size())) {
            deliver(m_executor, std::move(waiter), fail(*refused));
            return;
        }
        m_queuedBytes += bytes;
        m_queued.push_back(std::move(waiter));
        if (!m_link)
            dial();
        else if (m_letIn && !m_flushing && !m_link->isWriting()) {
            // Later in this turn of the loop, so that what is issued until then leaves in the same write.
            m_flushing = true;
            asio::post(m_executor, [self = shared_from_this()] {
                self->m_flushing = false;
                self->flush();
            });
        }
    }

    void close()
    {
        if (m_closed)
            return;
        m_closed = true;
        const Error cancelled{ErrorCode::Cancelled, "the client was closed", m_url.address(), {}};
        if (const auto link = std::exchange(m_link, nullptr))
            link->drop(cancelled);
        m_letIn = false;
        failQueued(cancelled);
    }

    void distrust()
    {
        if (!m_letIn) // a new one already
            return;
        m_link->drop({ErrorCode::Protocol, "replies out of step with their commands", m_url.address(), {}});
        onDropped();
    }

    void endBackOff()
    {
        m_failures = 0;
        m_nextDial = {};
    }

private:
    std::optional<Error> refusal(std::size_t bytes) const
    {
        if (m_closed)
            return Error{ErrorCode::Cancelled, "the client was closed", m_url.address(), {}};
        if (!m_link && Timer::clock_type::now() < m_nextDial)
            return m_lastError;
        const std::size_t commands = m_queued.size() + (m_link ? m_link->inFlight() : 0);
        if (commands >= m_limits.queuedCommands || m_queuedBytes.size() + bytes > m_limits.queuedBytes)
            return Error{ErrorCode::Refused, "too many commands wait for Redis", m_url.address(), {}};
        return std::nullopt;
    }

    void dial()
    {
        const std::weak_ptr<Core> weak = weak_from_this();
        RespLink::Owner owner;
        owner.onWritten = [weak] {
            if (const auto self = weak.lock())
                self->flush();
        };
        owner.onDropped = [weak](const Error &) {
            if (const auto self = weak.lock())
                self->onDropped();
        };
        m_link = std::make_shared<RespLink>(m_executor, m_url, m_limits, std::move(owner));
        asio::co_spawn(m_executor, introduce(shared_from_this(), m_link), asio::detached);
    }

    static Awaitable<void> introduce(std::shared_ptr<Core> self, std::shared_ptr<RespLink> link)
    {
        Result<void> welcome = co_await link->open();
        if (welcome)
            welcome = co_await greet(self->m_url, link);
        if (self->m_link != link) // closed meanwhile
            co_return;
        if (welcome && link->ended())
            welcome = fail(*link->ended());
        if (!welcome) {
            self->onDialFailed(whileDialling(welcome.error()));
            co_return;
        }
        self->m_letIn = true;
        self->m_failures = 0;
        self->flush();
    }

    /// Asks to be let in, as go-redis does on a new connection.
    static Awaitable<Result<void>> greet(RedisUrl url, std::shared_ptr<RespLink> link)
    {
        std::vector<std::vector<std::string>> greetings;
        if (!url.user.empty())
            greetings.push_back({"auth", url.user, url.password});
        else if (!url.password.empty())
            greetings.push_back({"auth", url.password});
        if (url.database != 0)
            greetings.push_back({"select", std::to_string(url.database)});
        greetings.push_back({"ping"});
        for (auto &greeting : greetings) {
            const bool isPing = greeting.front() == "ping";
            const auto reply = co_await link->ask(std::move(greeting));
            if (!reply)
                co_return fail(reply.error());
            if (const auto *refused = reply->refusal())
                co_return fail(refusalError(refused->text, url));
            if (!reply->isStatus(isPing ? "PONG" : "OK"))
                co_return fail(ErrorCode::Protocol, fmt::format("{} as answer to a greeting", reply->kind()),
                               url.address(), "is this a Redis server?");
        }
        co_return Result<void>();
    }

    void flush()
    {
        if (!m_letIn || m_queued.empty() || m_link->isWriting())
            return;
        m_link->send(std::exchange(m_queuedBytes, {}), std::exchange(m_queued, {}));
    }

    void onDropped()
    {
        if (!m_letIn) // introduce() sees it by itself
            return;
        m_letIn = false;
        m_link = nullptr;
        if (!m_queued.empty()) // these never left: a new connection may take them
            dial();
    }

    void onDialFailed(const Error &error)
    {
        std::exchange(m_link, nullptr)->drop(error);
        ++m_failures;
        auto wait = Duration();
        if (m_failures > 1) // the first failure may be a server that just came back: try at once
            wait = std::min(m_limits.firstBackOff * (std::int64_t(1) << std::min(m_failures - 2, 20)),
                            m_limits.longestBackOff);
        m_nextDial = Timer::clock_type::now() + toChrono(wait);
        m_lastError = error;
        failQueued(error);
    }

    void failQueued(const Error &error)
    {
        m_queuedBytes.clear();
        for (ReplyWaiter &waiter : std::exchange(m_queued, {}))
            deliver(m_executor, std::move(waiter), fail(error));
    }

    Executor m_executor;
    RedisUrl m_url;
    RespLimits m_limits;
    std::shared_ptr<RespLink> m_link; ///< null: not connected and not dialling
    bool m_letIn = false;             ///< AUTH, SELECT and PING succeeded on m_link
    bool m_flushing = false;
    bool m_closed = false;
    std::string m_queuedBytes;
    std::vector<ReplyWaiter> m_queued; ///< of m_queuedBytes
    int m_failures = 0;                ///< dials in a row
    Timer::time_point m_nextDial;
    Error m_lastError;
};

RespClient::RespClient(asio::io_context &io, RedisUrl url, RespLimits limits)
    : m_core(std::make_shared<Core>(io.get_executor(), std::move(url), limits))
{
}

RespClient::~RespClient()
{
    close();
}

void RespClient::distrust()
{
    m_core->distrust();
}

void RespClient::endBackOff()
{
    m_core->endBackOff();
}

Awaitable<Result<RespReply>> RespClient::command(std::vector<std::string> arguments)
{
    const auto core = m_core; // the client may be destroyed meanwhile
    const auto initiate = [&](auto handler) { core->submit(encodeCommand(arguments), std::move(handler)); };
    Result<RespReply> reply
        = co_await asio::async_initiate<const asio::use_awaitable_t<Executor>, void(Result<RespReply>)>(
            initiate, useAwaitable);
    if (reply) {
        if (const auto *refused = reply->refusal())
            co_return fail(refusalError(refused->text, core->url()));
    }
    co_return reply;
}

bool RespClient::isConnected() const
{
    return m_core->isConnected();
}

const RedisUrl &RespClient::url() const
{
    return m_core->url();
}

void RespClient::close()
{
    m_core->close();
}

} // namespace sessionscope::live
