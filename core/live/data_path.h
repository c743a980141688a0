// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/ids.h"
#include "core/cluster/cluster_spec.h"
#include "core/journal/event.h"

#include <map>
#include <optional>

namespace sessionscope::live {

/// What the network between clients, proxies and pods knows beyond what a socket tells: which pod a relayed connection
/// reached, and which request is under way on a connection.
///
/// The second is for the journal alone. Every end that opens a connection says, before it dials, which event made it do
/// so; the accepting end asks by its peer's endpoint and writes that event down as the cause. No decision hangs on it.
class DataPath
{
public:
    /// Which request a connection carries now.
    struct Origin
    {
        ExchangeId exchange;
        journal::Sequence cause; ///< a client's RequestSent, a proxy's ForwardStarted
        journal::Symbol session; ///< as in Event::session
    };

    explicit DataPath(cluster::PeerAddressSeen seen);

    /// From now on the connection whose own end is `local` carries that request. Call it after bind() and before
    /// connect(), and again before each further request on the same connection.
    void carries(Endpoint local, Origin origin);

    /// The connection is closed: its endpoint means nothing any more.
    void closed(Endpoint local);

    /// A relay passes what arrives from `from` on through its own connection `own`, which reaches `pod`.
    void relays(Endpoint from, Endpoint own, Endpoint pod);

    /// The request under way on the connection that comes from `peer`, seen through relays.
    std::optional<Origin> origin(Endpoint peer) const;

    /// The address that the owner of a connection from `local` to `dialled` sees as its peer: `dialled` behind DNAT, the
    /// pod that the relay chose on a data path without a virtual address (digest 5.4).
    Endpoint peerSeen(Endpoint local, Endpoint dialled) const;

    /// Where that connection really ends: at the pod that a relay chose, or where it was dialled to. For the journal alone.
    Endpoint reached(Endpoint local, Endpoint dialled) const;

private:
    struct Relayed
    {
        Endpoint own;
        Endpoint pod;
    };

    cluster::PeerAddressSeen m_seen;
    std::map<Endpoint, Origin> m_origins;
    std::map<Endpoint, Relayed> m_relayed; ///< by the endpoint where the relayed connection comes from
    std::map<Endpoint, Endpoint> m_from;   ///< a relay's own endpoint to the one that it speaks for
};

} // namespace sessionscope::live
