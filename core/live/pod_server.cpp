// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/pod_server.h"

#include "core/live/accept_loop.h"
#include "core/live/pod_connection.h"
#include "core/live/sockets.h"

#include <boost/asio/co_spawn.hpp>

#include <set>
#include <utility>

namespace sessionscope::live {

namespace {

// How long a terminated pod waits for answers under way; a real one has 30 s, our answers take milliseconds.
constexpr Duration kTerminationGrace = Duration::milliseconds(250);

} // namespace

PodHost::~PodHost() = default;

class PodServer::Core : public std::enable_shared_from_this<Core>
{
public:
    Core(Executor executor, Options options, cluster::FakePod pod)
        : m_executor(executor)
        , m_options(options)
        , m_shared{std::move(pod), options.id, options.recorder, options.dataPath, false}
        , m_accepting(executor)
        , m_allGone(executor)
    {
    }

    Result<void> listen()
    {
        return m_accepting.start(m_options.listen,
                                 [weak = weak_from_this()](TcpSocket socket, Endpoint peer) {
                                     if (const auto core = weak.lock())
                                         core->accepted(std::move(socket), peer);
                                 });
    }

    Awaitable<void> terminate()
    {
        const auto self = shared_from_this();
        m_accepting.stop();
        m_shared.closing = true;
        for (const auto &connection : std::set(m_connections))
            connection->closeIfIdle();
        m_allGone.expires_after(toChrono(kTerminationGrace));
        if (!m_connections.empty())
            co_await m_allGone.async_wait(kAsTuple);
        resetAll();
    }

    void kill()
    {
        m_accepting.stop();
        resetAll();
    }

    Endpoint address() const { return m_accepting.address(); }
    void setIdStyle(session::IdStyle style) { m_shared.pod.setIdStyle(style); }
    std::size_t sessionCount() const { return m_shared.pod.sessionCount(); }
    bool knowsSession(std::string_view sessionId) const { return m_shared.pod.knows(sessionId); }

private:
    using ConnectionPtr = std::shared_ptr<PodConnection>;

    void accepted(TcpSocket socket, Endpoint peer)
    {
        const auto connection = std::make_shared<PodConnection>(std::move(socket), peer, m_shared);
        m_connections.insert(connection);
        asio::co_spawn(m_executor, connection->run(),
                       [core = shared_from_this(), connection](const std::exception_ptr &exception) {
                           Spawned{}(exception);
                           core->ended(connection);
                       });
    }

    void ended(const ConnectionPtr &connection)
    {
        m_connections.erase(connection);
        if (m_connections.empty())
            m_allGone.cancel();
    }

    void resetAll()
    {
        for (const auto &connection : m_connections)
            connection->reset();
    }

    Executor m_executor;
    Options m_options;
    PodConnection::Shared m_shared;
    AcceptLoop m_accepting;
    std::set<ConnectionPtr> m_connections; // in no order that matters: only ever all of them
    Timer m_allGone;
};

PodServer::PodServer(Executor executor, Options options, cluster::FakePod pod)
    : m_core(std::make_shared<Core>(executor, options, std::move(pod)))
{
}

PodServer::~PodServer()
{
    m_core->kill();
}

Result<void> PodServer::listen()
{
    return m_core->listen();
}

Endpoint PodServer::address() const
{
    return m_core->address();
}

Awaitable<Result<void>> PodServer::serves()
{
    co_return Result<void>(); // it listens since it was started
}

Awaitable<void> PodServer::terminate()
{
    return m_core->terminate();
}

void PodServer::kill()
{
    m_core->kill();
}

void PodServer::setIdStyle(session::IdStyle style)
{
    m_core->setIdStyle(style);
}

std::optional<std::size_t> PodServer::sessionCount() const
{
    return m_core->sessionCount();
}

bool PodServer::knowsSession(std::string_view sessionId) const
{
    return m_core->knowsSession(sessionId);
}

} // namespace sessionscope::live
