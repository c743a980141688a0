// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/pod_process.h"

#include "core/live/sockets.h"

#include <boost/asio/co_spawn.hpp>
#include <fmt/format.h>

#include <atomic>
#include <string_view>
#include <unistd.h>
#include <utility>

namespace sessionscope::live {

namespace {

constexpr Duration kProbeInterval = Duration::milliseconds(25);
constexpr IpAddress kLoopback(0x7F00'0001);
constexpr std::size_t kQuotedOutputBytes = 400;

void replaceAll(std::string &text, std::string_view name, const std::string &value)
{
    for (auto at = text.find(name); at != std::string::npos; at = text.find(name, at + value.size()))
        text.replace(at, name.size(), value);
}

// Ports that the kernel never gives out by itself (Linux: below 32768). An ephemeral one could be taken by any dial,
// our own health probes included, between this look and the server's bind.
constexpr std::uint32_t kFirstPort = 20'000;
constexpr std::uint32_t kPortCount = 12'000;

/// A port that nobody listens on now. Each call starts where the last one ended, so that pods that start together do not
/// look at the same one.
Result<Endpoint> freePort(Executor executor)
{
    static std::atomic<std::uint32_t> next{
        static_cast<std::uint32_t>(::getpid())}; // engines side by side share it
    for (std::uint32_t tried = 0; tried < kPortCount; ++tried) {
        const Endpoint candidate{kLoopback, static_cast<std::uint16_t>(kFirstPort + next++ % kPortCount)};
        if (openListener(executor, candidate))
            return candidate;
    }
    return fail(ErrorCode::AddressInUse, "no free port for a pod", kLoopback.text());
}

} // namespace

std::string substitutePodCommand(std::string command, Endpoint address, std::uint32_t ordinal)
{
    replaceAll(command, "{host}", address.ip.text());
    replaceAll(command, "{port}", std::to_string(address.port));
    replaceAll(command, "{ordinal}", std::to_string(ordinal));
    return command;
}

Result<std::unique_ptr<PodProcess>> PodProcess::start(asio::io_context &io, Options options)
{
    const auto real = freePort(io.get_executor());
    if (!real)
        return fail(real.error());
    std::unique_ptr<PodProcess> pod(new PodProcess(io, std::move(options), *real));

    ChildProcess::Spec spec;
    spec.command
        = {"/bin/sh", "-c", substitutePodCommand(pod->m_options.command, *real, pod->m_options.ordinal)};
    spec.guard = pod->m_options.guard;
    auto process = ChildProcess::start(io, std::move(spec));
    if (!process)
        return fail(process.error());
    pod->m_process = std::move(*process);
    if (const auto listening = pod->m_relay.listen(pod->m_options.listen); !listening)
        return fail(listening.error());
    asio::co_spawn(io.get_executor(), watch(pod->m_process, pod->m_endExpected, pod->m_options.onDeath),
                   Spawned{});
    return pod;
}

PodProcess::PodProcess(asio::io_context &io, Options options, Endpoint real)
    : m_io(io)
    , m_options(std::move(options))
    , m_real(real)
    , m_relay(io.get_executor(),
              {.choose = [real](Endpoint) { return std::optional(real); },
               .dialling = {},
               .ended = {},
               .dialsFrom = kLoopback,
               .dialTimeout = Duration::seconds(5)})
{
}

PodProcess::~PodProcess()
{
    kill();
}

void PodProcess::kill()
{
    *m_endExpected = true;
    m_relay.stopListening();
    m_relay.resetConnections();
    if (m_process)
        m_process->kill();
}

Awaitable<Result<void>> PodProcess::serves()
{
    const auto process = m_process;
    const auto executor = m_io.get_executor();
    const auto deadline = std::chrono::steady_clock::now() + toChrono(m_options.startLimit);
    Timer pause(executor);
    while (!process->ended()) {
        auto probe = openDialler(executor, kLoopback);
        if (probe && co_await connectWithin(*probe, m_real, Duration::seconds(1)))
            co_return Result<void>();
        if (std::chrono::steady_clock::now() > deadline)
            co_return fail(ErrorCode::TimedOut, "the pod's server does not listen", m_real.text(),
                           "the command has to listen on {port}");
        pause.expires_after(toChrono(kProbeInterval));
        co_await pause.async_wait(kAsTuple);
    }
    co_return fail(died());
}

Error PodProcess::died() const
{
    std::string said = m_process->output();
    said.erase(0, said.size() - std::min(said.size(), kQuotedOutputBytes));
    said.erase(said.find_last_not_of(" \r\n") + 1);
    return {ErrorCode::Io,
            fmt::format("the pod's server ended with {}{}{}", m_process->ended()->text(),
                        said.empty() ? "" : ": ", said),
            m_options.command, "run the command by hand to see why"};
}

Awaitable<void> PodProcess::terminate()
{
    const auto process = m_process;
    *m_endExpected = true;
    m_relay.stopListening();
    co_await process->stop(m_options.stopGrace);
}

Awaitable<void> PodProcess::watch(std::shared_ptr<ChildProcess> process, std::shared_ptr<bool> expected,
                                  std::function<void()> onDeath)
{
    co_await process->waitForEnd();
    if (!std::exchange(*expected, true) && onDeath)
        onDeath();
}

} // namespace sessionscope::live
