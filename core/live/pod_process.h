// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/live/child_process.h"
#include "core/live/pod_host.h"
#include "core/live/relay.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace sessionscope::live {

/// A real MCP server as a pod: one child process per ordinal.
///
/// Real servers often ignore the host they are told and bind every interface, so each gets a free port of its own on
/// 127.0.0.1. The pod's own address, where the cluster looks for it, is relayed there.
class PodProcess : public PodHost
{
public:
    struct Options
    {
        std::string command; ///< for the shell; `{host}`, `{port}` and `{ordinal}` are replaced
        std::uint32_t ordinal = 0;
        Endpoint listen; ///< the pod's own address
        std::shared_ptr<CrashGuard> guard;
        Duration startLimit = Duration::seconds(60);
        Duration stopGrace = Duration::seconds(5);
        std::function<void()> onDeath; ///< it ended without being asked to; may be empty
    };

    /// Starts the process. Errors: AddressInUse, NotFound, Io.
    static Result<std::unique_ptr<PodProcess>> start(asio::io_context &io, Options options);
    ~PodProcess() override;

    Awaitable<Result<void>> serves() override;
    Awaitable<void> terminate() override;
    void kill() override;
    std::optional<std::size_t> sessionCount() const override { return std::nullopt; }

    Endpoint realAddress() const { return m_real; } ///< where the server itself listens
    const std::string &output() const { return m_process->output(); }

private:
    PodProcess(asio::io_context &io, Options options, Endpoint real);

    static Awaitable<void> watch(std::shared_ptr<ChildProcess> process, std::shared_ptr<bool> expected,
                                 std::function<void()> onDeath);
    Error died() const;

    asio::io_context &m_io;
    Options m_options;
    Endpoint m_real;
    Relay m_relay;
    std::shared_ptr<ChildProcess> m_process;
    std::shared_ptr<bool> m_endExpected = std::make_shared<bool>(false);
};

/// The command with its placeholders replaced.
std::string substitutePodCommand(std::string command, Endpoint address, std::uint32_t ordinal);

} // namespace sessionscope::live
