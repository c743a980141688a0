// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/connection_test.h"

#include "core/live/key_pages.h"
#include "core/live/kubectl.h"
#include "core/live/sockets.h"
#include "core/live/topology.h"
#include "core/session/store_messages.h"

#include <fmt/format.h>

#include <chrono>
#include <utility>

namespace sessionscope::live {

using inspect::ConnectionSpec;
using inspect::HostPort;
using inspect::TestStep;
using inspect::TestStepResult;
using Outcome = TestStepResult::Outcome;

namespace {

/// Runs the steps in order; each method is one.
class Test
{
public:
    Test(asio::io_context &io, ConnectionSpec spec, std::function<void(TestStepResult)> onStep,
         std::shared_ptr<CommandTally> tally)
        : m_io(io)
        , m_spec(std::move(spec))
        , m_onStep(std::move(onStep))
        , m_tally(std::move(tally))
    {
    }

    Awaitable<Result<void>> run(std::shared_ptr<CrashGuard> guard)
    {
        auto step = co_await forward(std::move(guard));
        if (step)
            step = co_await resolve();
        if (step)
            step = co_await dial();
        if (step)
            step = co_await findServer();
        if (step)
            step = co_await enter();
        if (step)
            step = co_await tryPermissions();
        if (step)
            step = co_await countKeys();
        co_return step;
    }

private:
    bool isSocket() const { return m_spec.redis.transport == RedisUrl::Transport::UnixSocket; }
    bool isTls() const { return m_spec.redis.transport == RedisUrl::Transport::Tls; }

    void begin() { m_began = std::chrono::steady_clock::now(); }

    void done(TestStep step, Outcome outcome, std::string detail, std::string advice = {})
    {
        const std::chrono::nanoseconds took = std::chrono::steady_clock::now() - m_began;
        m_onStep({step, outcome, std::move(detail), std::move(advice), Duration::nanoseconds(took.count())});
        begin();
    }

    Result<void> failed(TestStep step, const Error &error)
    {
        done(step, Outcome::Failed, error.where.empty() ? error.what : error.where + ": " + error.what,
             error.hint.empty() ? "see the server's log" : error.hint);
        return fail(error);
    }

    Awaitable<Result<void>> forward(std::shared_ptr<CrashGuard> guard)
    {
        begin();
        if (!m_spec.portForward)
            co_return Result<void>();
        auto started = co_await PortForward::start(m_io, *m_spec.portForward, std::move(guard));
        if (!started)
            co_return failed(TestStep::PortForward, started.error());
        m_forward = std::move(*started);
        m_spec.redis.host = "127.0.0.1";
        m_spec.redis.port = m_forward->localPort();
        done(TestStep::PortForward, Outcome::Passed,
             fmt::format("{} is at 127.0.0.1:{}", m_spec.portForward->target, m_forward->localPort()));
        co_return Result<void>();
    }

    Awaitable<Result<void>> resolve()
    {
        if (isSocket()) {
            done(TestStep::Dns, Outcome::Skipped, "a socket of this machine");
            co_return Result<void>();
        }
        const HostPort seed = m_spec.seeds().front();
        TcpResolver resolver(m_io.get_executor());
        const auto [error, found]
            = co_await resolver.async_resolve(seed.host, std::to_string(seed.port), kAsTuple);
        if (error)
            co_return failed(TestStep::Dns,
                             {ErrorCode::NameNotResolved, "no such host: " + error.message(), seed.host,
                              "check the name; inside a cluster only port-forward reaches it"});
        std::string addresses;
        for (const auto &entry : found)
            addresses += (addresses.empty() ? "" : ", ") + entry.endpoint().address().to_string();
        done(TestStep::Dns, Outcome::Passed, addresses);
        co_return Result<void>();
    }

    /// TCP, and TLS over it: one dial without TLS tells which of them failed.
    Awaitable<Result<void>> dial()
    {
        RedisUrl plain = m_spec.urlOf(m_spec.seeds().front());
        if (isTls())
            plain.transport = RedisUrl::Transport::Tcp;
        ObserverLink bare(m_io, plain, m_tally);
        if (auto connected = co_await bare.connect(); !connected)
            co_return failed(TestStep::Tcp, connected.error());
        done(TestStep::Tcp, Outcome::Passed, plain.address());
        if (!isTls()) {
            done(TestStep::Tls, Outcome::Skipped, isSocket() ? "a socket" : "plain redis://");
            co_return Result<void>();
        }
        ObserverLink secure(m_io, m_spec.urlOf(m_spec.seeds().front()), m_tally);
        if (auto connected = co_await secure.connect(); !connected)
            co_return failed(TestStep::Tls, connected.error());
        co_await secure.ask(
            ReadCommand::ping()); // in TLS 1.3 only the first reply tells whether we are let in
        if (secure.ended() && secure.ended()->code == ErrorCode::Refused)
            co_return failed(TestStep::Tls, *secure.ended());
        done(TestStep::Tls, m_spec.redis.verifyCertificate ? Outcome::Passed : Outcome::Degraded,
             m_spec.redis.verifyCertificate ? "certificate of " + m_spec.redis.certificateName()
                                            : "the certificate is not checked",
             m_spec.redis.verifyCertificate ? ""
                                            : "leave ?insecure out and name the authority with ?ca=FILE");
        co_return Result<void>();
    }

    Awaitable<Result<void>> findServer()
    {
        auto servers = co_await findServers(m_io, m_spec, m_tally);
        if (!servers)
            co_return failed(TestStep::Topology, servers.error());
        if (m_spec.topology == ConnectionSpec::Topology::Single)
            done(TestStep::Topology, Outcome::Skipped, "one server");
        else
            done(TestStep::Topology, Outcome::Passed,
                 fmt::format("{} {}", servers->size() == 1 ? "master" : "masters, the first is",
                             servers->front().address()));
        m_url = servers->front();
        co_return Result<void>();
    }

    Awaitable<Result<void>> enter()
    {
        m_link = std::make_unique<ObserverLink>(m_io, m_url, m_tally);
        if (auto connected = co_await m_link->connect(); !connected)
            co_return failed(TestStep::Auth, connected.error());
        if (m_url.password.empty() && m_url.user.empty())
            done(TestStep::Auth, Outcome::Skipped, "no password given");
        else {
            const auto reply = co_await m_link->ask(ReadCommand::auth(m_url.user, m_url.password));
            if (!reply)
                co_return failed(TestStep::Auth, reply.error());
            done(TestStep::Auth, Outcome::Passed,
                 "user " + (m_url.user.empty() ? std::string("default") : m_url.user));
        }
        auto greeted = co_await m_link->ask(ReadCommand::ping());
        const bool forbidden = !greeted && greeted.error().what.find("NOPERM") != std::string::npos;
        if (!greeted && !forbidden) // NOAUTH shows only now
            co_return failed(greeted.error().what.find("NOAUTH") != std::string::npos ? TestStep::Auth
                                                                                      : TestStep::Resp,
                             greeted.error());
        if (!forbidden && !greeted->isStatus("PONG"))
            co_return failed(TestStep::Resp,
                             {ErrorCode::Protocol, "not the answer of a Redis", m_url.address(),
                              "is this a Redis server?"});
        done(TestStep::Resp, Outcome::Passed, "RESP2");
        if (m_url.database == 0) {
            done(TestStep::Select, Outcome::Skipped, "database 0");
            co_return Result<void>();
        }
        const auto selected = co_await m_link->ask(ReadCommand::select(m_url.database));
        if (!selected)
            co_return failed(TestStep::Select, selected.error());
        done(TestStep::Select, Outcome::Passed, fmt::format("database {}", m_url.database));
        co_return Result<void>();
    }

    Awaitable<Result<void>> tryPermissions()
    {
        using inspect::Ability;
        const std::string key = prefix() + "sessionscope-probe";
        const std::pair<Ability, ReadCommand> wanted[]
            = {{Ability::Scan, ReadCommand::scan("0", matchPattern(key), 1)},
               {Ability::StrLen, ReadCommand::strLen(key)},
               {Ability::Get, ReadCommand::get(key)},
               {Ability::GetRange, ReadCommand::getStart(key, 1)},
               {Ability::Pttl, ReadCommand::pttl(key)},
               {Ability::Type, ReadCommand::type(key)},
               {Ability::Info, ReadCommand::info()},
               {Ability::Config, ReadCommand::configGetSave()},
               {Ability::WhoAmI, ReadCommand::aclWhoAmI()},
               {Ability::SetName, ReadCommand::clientSetName()},
               {Ability::Tracking, ReadCommand::clientId()}};
        std::string refused;
        bool fatal = false;
        for (const auto &[ability, command] : wanted) {
            const std::vector<ReadCommand> one{command};
            const auto replies = co_await m_link->askAll(one);
            if (!replies)
                co_return failed(TestStep::Permissions, replies.error());
            const auto *no = replies->front().refusal();
            if (!no || !refusesCommand(no->text))
                continue;
            fatal = fatal || ability == Ability::Scan;
            const auto text = inspect::describe(ability);
            refused += fmt::format("{}no {}: {}", refused.empty() ? "" : "; ", text.command, text.without);
        }
        if (fatal)
            co_return failed(TestStep::Permissions,
                             {ErrorCode::Refused, refused, m_url.address(),
                              "give this user: " + inspect::aclRule(m_spec.keyPrefix)});
        done(TestStep::Permissions, refused.empty() ? Outcome::Passed : Outcome::Degraded,
             refused.empty() ? "all that is needed" : refused,
             refused.empty() ? ""
                             : "to allow all of it: ACL SETUSER … " + inspect::aclRule(m_spec.keyPrefix));
        co_return Result<void>();
    }

    Awaitable<Result<void>> countKeys()
    {
        const auto reply = co_await m_link->ask(ReadCommand::scan("0", matchPattern(prefix()), 1'000));
        if (!reply)
            co_return failed(TestStep::Prefix, reply.error());
        const auto *parts = reply->array();
        const bool good = parts && parts->size() == 2 && (*parts)[1].array();
        const std::size_t count = good ? (*parts)[1].array()->size() : 0;
        const bool more = good && (*parts)[0].string() && *(*parts)[0].string() != "0";
        const bool none = count == 0 && !more;
        done(TestStep::Prefix, none ? Outcome::Degraded : Outcome::Passed,
             more ? fmt::format("{} keys with {} in the first page", count, prefix())
                  : fmt::format("{} {} with {}", count, count == 1 ? "key" : "keys", prefix()),
             none ? "no key begins so: check the prefix and the database" : "");
        co_return Result<void>();
    }

    std::string prefix() const { return m_spec.keyPrefix.empty() ? "thv:" : m_spec.keyPrefix; }

    asio::io_context &m_io;
    ConnectionSpec m_spec;
    std::function<void(TestStepResult)> m_onStep;
    std::shared_ptr<CommandTally> m_tally;
    std::chrono::steady_clock::time_point m_began;
    std::unique_ptr<PortForward> m_forward;
    RedisUrl m_url;
    std::unique_ptr<ObserverLink> m_link;
};

} // namespace

Awaitable<Result<void>> testConnection(asio::io_context &io, ConnectionSpec spec,
                                       std::shared_ptr<CrashGuard> guard,
                                       std::function<void(TestStepResult)> onStep,
                                       std::shared_ptr<CommandTally> tally)
{
    Test test(io, std::move(spec), std::move(onStep), std::move(tally));
    co_return co_await test.run(std::move(guard));
}

} // namespace sessionscope::live
