// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/inspect/connection_spec.h"
#include "core/inspect/kube_facts.h"
#include "core/live/child_process.h"

#include <memory>
#include <string>
#include <vector>

namespace sessionscope::live {

/// kubectl, run for the person with the person's own rights: it only ever gets.
struct KubectlRequest
{
    KubectlRequest() { } // no aggregate: g++ 12 miscompiles a braced one in a co_await expression

    std::string context;       ///< empty: the current one
    std::string namespaceName; ///< empty: the context's
    Duration limit = Duration::seconds(30);
    std::shared_ptr<CrashGuard> guard; ///< may be null
};

struct KubectlAnswer
{
    std::string json;
    inspect::KubeFacts facts; ///< `missing` has what could not be read, in kubectl's words
};

/// Reads an installation's objects. Kinds that the person may not read, or that the cluster does not know, are left out
/// and named. Errors: NotFound (no kubectl), Refused (denied, no such context), TimedOut, Protocol (no JSON), Io.
Awaitable<Result<KubectlAnswer>> readCluster(asio::io_context &io, KubectlRequest request);

/// `kubectl port-forward` as a child: a port on this machine that leads to the Redis.
class PortForward
{
public:
    /// Starts it and waits until it listens. Errors: NotFound (no kubectl), Refused (no such target, denied), TimedOut.
    static Awaitable<Result<std::unique_ptr<PortForward>>>
    start(asio::io_context &io, inspect::PortForwardSpec spec, std::shared_ptr<CrashGuard> guard);

    std::uint16_t localPort() const { return m_port; }
    bool isRunning() const { return !m_child->ended(); }

    /// What it said last, for errors.
    std::string lastWords() const;

private:
    explicit PortForward(std::unique_ptr<ChildProcess> child)
        : m_child(std::move(child))
    {
    }

    std::unique_ptr<ChildProcess> m_child;
    std::uint16_t m_port = 0;
};

} // namespace sessionscope::live
