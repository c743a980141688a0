// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/memory_session_store.h"
#include "core/live/proxy_server.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/signal_set.hpp>
#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <csignal>
#include <cstdio>
#include <string>

/// The proxy alone, for proxy_vs_peers: an embedded store with sessions that all live at one backend.
namespace {

using namespace sessionscope;
using namespace sessionscope::live;

struct Settings
{
    std::uint16_t port = 0;
    std::uint16_t backendPort = 0;
    std::uint32_t sessions = 4096;
    std::uint32_t keptPerHost
        = 1024; ///< as much as the peers are given; Go's default of 2 would measure dialling
    bool isJournalled = false;
};

ProxyOptions optionsFor(const Settings &settings)
{
    ProxyOptions options;
    options.policy.pinning = routing::Pinning::Service;
    options.target.url = routing::BackendUrl{"http", "127.0.0.1", settings.backendPort};
    options.idleUpstreams.perKeyMax = options.idleUpstreams.totalMax = settings.keptPerHost;
    return options;
}

Result<Endpoint> resolve(const routing::BackendUrl &url)
{
    if (const auto ip = IpAddress::parse(url.host))
        return Endpoint{*ip, url.port};
    return fail(ErrorCode::NameNotResolved, "not a literal address", url.host);
}

/// Answered at once: the records are written before the loop runs.
void addSessions(asio::io_context &context, SessionStore &store, const Settings &settings)
{
    asio::co_spawn(
        context,
        [&]() -> Awaitable<void> {
            for (std::uint32_t i = 0; i < settings.sessions; ++i) {
                session::Record record;
                record.id = fmt::format("00000000-0000-4000-8000-{:012x}", i); // as the script asks for them
                record.metadata.emplace(
                    session::kBackendUrlKey,
                    routing::BackendUrl{"http", "127.0.0.1", settings.backendPort}.text());
                session::SaveRecord save;
                save.key = std::string(session::kDefaultKeyPrefix) + record.id;
                save.record = std::make_shared<session::Record>(std::move(record));
                // Not as a temporary: GCC 12 destroys an aggregate within a co_await expression twice.
                session::StoreRequest request(std::move(save));
                co_await store.apply(std::move(request));
            }
        },
        asio::detached);
    context.run();
    context.restart();
}

} // namespace

int main(int argc, char **argv)
{
    Settings settings;
    CLI::App app("The proxy alone, for measurements");
    app.add_option("--port", settings.port, "listens on 127.0.0.1 here")->required();
    app.add_option("--backend-port", settings.backendPort, "forwards to 127.0.0.1 there")->required();
    app.add_option("--sessions", settings.sessions, "that the store knows");
    app.add_option("--kept-per-host", settings.keptPerHost, "idle connections to the backend");
    app.add_flag("--journal", settings.isJournalled, "writes every event down, as a run does");
    CLI11_PARSE(app, argc, argv);

    asio::io_context context(kOneThread);
    Recorder recorder;
    if (!settings.isJournalled)
        recorder.limitExchangeEvents(1);
    recorder.append({});
    MemorySessionStore store(Duration::seconds(7200), [&] { return recorder.now(); });
    DataPath dataPath(cluster::PeerAddressSeen::ClusterIp);
    addSessions(context, store, settings);
    ProxyServer proxy(context, optionsFor(settings),
                      ProxyEnvironment{store, recorder, dataPath, resolve, Rng(1), {}});
    const auto listening = proxy.listen(Endpoint{IpAddress(0x7F00'0001), settings.port});
    if (!listening) {
        std::fprintf(stderr, "%s\n", listening.error().text().c_str());
        return 3;
    }
    asio::signal_set signals(context, SIGINT, SIGTERM);
    signals.async_wait([&](const SystemError &, int) {
        const ProxyCounters &counters = proxy.counters();
        std::printf("{\"exchanges\":%llu,\"storeRequests\":%llu,\"dialled\":%llu}\n",
                    static_cast<unsigned long long>(counters.exchanges),
                    static_cast<unsigned long long>(counters.storeRequests),
                    static_cast<unsigned long long>(counters.upstreamsDialled));
        context.stop();
    });
    context.run();
    return 0;
}
