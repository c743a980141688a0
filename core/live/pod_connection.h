// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/cluster/fake_pod.h"
#include "core/live/data_path.h"
#include "core/live/http_codec.h"
#include "core/live/io.h"
#include "core/live/recorder.h"

#include <memory>
#include <optional>
#include <string>

namespace sessionscope::live {

/// One connection to a FakePod: requests in, one after the other, and its answers out.
class PodConnection : public std::enable_shared_from_this<PodConnection>
{
public:
    /// What all connections of a pod have in common. Outlives them.
    struct Shared
    {
        cluster::FakePod pod;
        PodId id;
        Recorder *recorder;
        DataPath *dataPath;
        bool closing = false; ///< the pod is terminating: no further request on any connection
    };

    PodConnection(TcpSocket socket, Endpoint peer, Shared &shared);

    Awaitable<void> run();

    /// Closes unless an answer is under way; that one is finished first.
    void closeIfIdle();
    void reset();

private:
    Awaitable<bool> readRequest();
    Awaitable<bool> readMore();
    Awaitable<bool> refuse(int status);
    Awaitable<bool> answer(const cluster::PodReply &reply);
    Awaitable<bool> sendPieces(const cluster::PodReply &reply, bool chunked);
    Awaitable<void> stayOpen();
    Awaitable<bool> pause(Duration span);
    Awaitable<bool> write(std::string bytes);

    cluster::PodRequest request() const;
    void record(const cluster::PodReply &reply, bool namedSession);

    TcpSocket m_socket;
    Endpoint m_peer;
    Shared &m_shared;
    Timer m_timer;
    RequestParser m_parser;
    std::string m_received;
    bool m_answering = false;
};

} // namespace sessionscope::live
