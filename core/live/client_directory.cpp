// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/client_directory.h"

#include "core/session/session_id.h"

namespace sessionscope::live {

namespace {

std::string nameOf(const mcp::RpcPeek &rpc)
{
    return rpc.clientVersion.empty() ? rpc.clientName : rpc.clientName + ' ' + rpc.clientVersion;
}

} // namespace

ClientDirectory::ClientDirectory(Recorder &recorder, std::uint32_t planClients)
    : m_recorder(recorder)
    , m_next(planClients)
{
}

journal::Sequence ClientDirectory::attached(Endpoint peer, std::string_view sessionId,
                                            const mcp::RpcPeek &rpc)
{
    const auto before = known(peer, sessionId);
    const ClientId id = before ? *before : ClientId(m_next++);
    m_connections.insert_or_assign(peer, id);
    Foreign &client = m_foreign[id];
    const std::string name = nameOf(rpc);
    const bool tellsName = client.name.empty() && !name.empty();
    if (before && !tellsName)
        return client.attached;
    client.name = name;
    journal::Event event;
    event.kind = journal::EventKind::ClientAttached;
    event.actor = journal::clientActor(id);
    event.text = m_recorder.intern(name);
    event.detail = m_recorder.intern(peer.text());
    client.attached = m_recorder.append(event);
    return client.attached;
}

void ClientDirectory::created(std::string_view sessionId, const mcp::RpcPeek &rpc, Endpoint peer)
{
    if (m_sessions.size() >= kSessionsMax)
        return;
    const auto connection = m_connections.find(peer);
    const auto foreign = connection == m_connections.end() ? std::nullopt : std::optional(connection->second);
    m_sessions.insert_or_assign(session::normaliseSessionId(sessionId),
                                Session{std::string(sessionId), nameOf(rpc), foreign});
}

void ClientDirectory::disconnected(Endpoint peer)
{
    m_connections.erase(peer);
}

const ClientDirectory::Session *ClientDirectory::find(std::string_view normalisedId) const
{
    const auto it = m_sessions.find(normalisedId);
    return it == m_sessions.end() ? nullptr : &it->second;
}

std::optional<ClientId> ClientDirectory::known(Endpoint peer, std::string_view sessionId) const
{
    if (!sessionId.empty()) {
        const Session *session = find(session::normaliseSessionId(sessionId));
        if (session && session->foreign)
            return session->foreign;
    }
    const auto connection = m_connections.find(peer);
    return connection == m_connections.end() ? std::nullopt : std::optional(connection->second);
}

} // namespace sessionscope::live
