// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/ids.h"
#include "core/live/recorder.h"
#include "core/mcp/rpc_peek.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace sessionscope::live {

/// Who talks to a run's proxies: gives clients that are not the plan's their numbers, and remembers whose a session is.
///
/// HTTP has no notion of a client. One is whoever made a session, on whatever connection it comes; before it has made
/// one, it is its connection.
class ClientDirectory
{
public:
    static constexpr std::size_t kSessionsMax = 100'000; ///< further ones are not remembered

    /// `recorder` outlives it. Numbers go on from the plan's.
    ClientDirectory(Recorder &recorder, std::uint32_t planClients);

    /// The ClientAttached of who sent a request that no client of the plan sent, `sessionId` being the one that it named.
    /// Appended if it is new here, or has told its name only now.
    journal::Sequence attached(Endpoint peer, std::string_view sessionId, const mcp::RpcPeek &rpc);
    /// A session was made by a request from `peer`.
    void created(std::string_view sessionId, const mcp::RpcPeek &rpc, Endpoint peer);
    void disconnected(Endpoint peer);

    struct Session
    {
        std::string id;     ///< the client's; records know a normalised one
        std::string client; ///< name and version
        std::optional<ClientId> foreign;
    };

    /// By normalised id; null for what was not seen being made.
    const Session *find(std::string_view normalisedId) const;

private:
    struct Foreign
    {
        std::string name;
        journal::Sequence attached;
    };

    std::optional<ClientId> known(Endpoint peer, std::string_view sessionId) const;

    Recorder &m_recorder;
    std::uint32_t m_next;
    std::map<ClientId, Foreign> m_foreign;
    std::map<Endpoint, ClientId> m_connections;
    std::map<std::string, Session, std::less<>> m_sessions; ///< by normalised id
};

} // namespace sessionscope::live
