// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/cluster/fake_pod.h"
#include "core/live/data_path.h"
#include "core/live/pod_host.h"
#include "core/live/recorder.h"

#include <memory>

namespace sessionscope::live {

/// A FakePod behind a real listener.
class PodServer : public PodHost
{
public:
    struct Options
    {
        PodId id;
        Endpoint listen;
        Recorder *recorder; ///< outlives the server, as does the data path
        DataPath *dataPath;
    };

    PodServer(Executor executor, Options options, cluster::FakePod pod);
    ~PodServer() override;

    /// AddressInUse and Io name the address.
    Result<void> listen();
    Endpoint address() const; ///< with the port that was found for port 0

    Awaitable<Result<void>> serves() override;
    Awaitable<void> terminate() override;
    void kill() override;
    void setIdStyle(session::IdStyle style) override;
    std::optional<std::size_t> sessionCount() const override;
    bool knowsSession(std::string_view sessionId) const override;

private:
    class Core;
    std::shared_ptr<Core> m_core;
};

} // namespace sessionscope::live
