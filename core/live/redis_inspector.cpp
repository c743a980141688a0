// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/redis_inspector.h"

#include "core/inspect/masked_value.h"
#include "core/live/time_limit.h"
#include "core/live/topology.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace sessionscope::live {

using inspect::Ability;
using inspect::LinkState;
using inspect::Observation;
using SteadyClock = std::chrono::steady_clock;

namespace {

constexpr auto kProgressEvery = std::chrono::milliseconds(100);
constexpr std::size_t kChangesAtOnce = 1'000;

Error closedError(const inspect::ConnectionSpec &spec)
{
    return {ErrorCode::Cancelled, "the connection was closed", spec.address(), {}};
}

} // namespace

RedisInspector::RedisInspector(asio::io_context &io, inspect::ConnectionSpec spec, InspectorSink sink,
                               std::shared_ptr<CommandTally> tally)
    : m_io(io)
    , m_spec(std::move(spec))
    , m_sink(std::move(sink))
    , m_tally(std::move(tally))
    , m_classifier(m_spec.keyPrefix)
    , m_woken(io.get_executor())
{
}

RedisInspector::~RedisInspector() = default;

Awaitable<void> RedisInspector::run(bool watch, std::function<void(Result<void>)> firstScan)
{
    const auto self = shared_from_this();
    m_firstScan = std::move(firstScan);
    Duration backOff = m_times.firstBackOff;
    tell(LinkState::Connecting);
    while (!m_closed) {
        const Result<void> served = co_await serve(watch);
        m_servers.clear();
        if (m_closed || (served && !watch))
            break;
        const Error error = served ? closedError(m_spec) : served.error();
        if (m_firstScan)
            std::exchange(m_firstScan, nullptr)(fail(error));
        if (!watch) {
            m_status.error = error;
            break;
        }
        if (m_attempt == 0)
            backOff = m_times.firstBackOff;
        ++m_attempt;
        tell(LinkState::Redialling, error);
        co_await rest(backOff);
        backOff = std::min(backOff * 2, m_times.longestBackOff);
    }
    if (m_firstScan)
        std::exchange(m_firstScan, nullptr)(fail(closedError(m_spec)));
    m_forward.reset();
    tell(LinkState::Closed, m_status.error);
}

void RedisInspector::scanAgain()
{
    m_scanWanted = true;
    m_woken.announce();
}

void RedisInspector::close()
{
    m_closed = true;
    m_scanCancelled = true;
    for (const auto &server : m_servers) {
        server->link->close();
        if (server->pushes)
            server->pushes->close();
    }
    m_woken.announce();
}

/// One life of a connection; returns when it is over.
Awaitable<Result<void>> RedisInspector::serve(bool watch)
{
    auto step = co_await connect();
    if (!step)
        co_return step;
    m_othersUnreachable = false;
    co_await learn();
    if (isOneNode()) {
        step = co_await widen();
        if (!step)
            co_return step;
    }
    if (const Error *error = lost()) // nothing was learnt then
        co_return fail(*error);
    if (watch) {
        for (const auto &server : m_servers) {
            const auto tracked = co_await track(*server);
            if (!tracked && server->link->ended())
                co_return tracked;
        }
    }
    m_sink.notice(control::ServerSeen{m_facts, m_capabilities});
    tell(LinkState::Loading);
    step = co_await scan();
    if (!step)
        co_return step;
    m_attempt = 0;
    if (m_firstScan)
        std::exchange(m_firstScan,
                      nullptr)(may(Ability::Scan) ? Result<void>() : Result<void>(fail(scanRefused())));
    if (watch)
        co_return co_await watchOn();
    co_return step;
}

Awaitable<Result<void>> RedisInspector::forwardPort()
{
    if (!m_forward || !m_forward->isRunning()) {
        m_forward.reset();
        auto started = co_await PortForward::start(m_io, *m_spec.portForward, m_guard);
        if (!started)
            co_return fail(started.error());
        m_forward = std::move(*started);
    }
    co_return Result<void>();
}

Awaitable<Result<void>> RedisInspector::connect()
{
    inspect::ConnectionSpec spec = m_spec;
    if (m_spec.portForward) {
        auto forwarded = co_await forwardPort();
        if (!forwarded)
            co_return forwarded;
        spec.redis.host = "127.0.0.1";
        spec.redis.port = m_forward->localPort();
    }
    auto urls = co_await findServers(m_io, spec, m_tally);
    if (!urls)
        co_return fail(urls.error());
    m_urls = *std::move(urls);
    m_servers.clear();
    for (const RedisUrl &url : m_urls) {
        auto server = std::make_unique<Server>();
        server->link = std::make_unique<ObserverLink>(m_io, url, m_tally, m_times.link);
        m_servers.push_back(std::move(server));
        auto opened = co_await m_servers.back()->link->open();
        if (m_closed)
            co_return fail(closedError(m_spec));
        if (!opened) {
            m_forward.reset(); // it may lead to a pod that is gone
            co_return opened;
        }
    }
    co_return Result<void>();
}

Awaitable<Result<void>> RedisInspector::scan()
{
    m_scanCancelled = false;
    m_scanWanted = false;
    m_scanBegan = SteadyClock::now();
    const std::uint64_t expected = m_progress.complete ? m_progress.keys : m_progress.expected;
    m_progress = inspect::ScanProgress{0, expected, true, false, {}};
    m_sink.observe(inspect::ScanStarted{});
    tellProgress(true, false);
    bool complete = may(Ability::Scan) && !m_othersUnreachable;
    Result<void> result;
    for (const auto &server : m_servers) {
        if (!may(Ability::Scan))
            break;
        ScanListener listener;
        listener.onKeys = [this](std::vector<inspect::RawKey> keys) { observe(std::move(keys)); };
        listener.isCancelled = [this] { return m_scanCancelled; };
        const KeyAccess access = KeyAccess::of(m_capabilities);
        std::string match = matchPattern(scanPrefix());
        const auto scanned = co_await scanKeys(*server->link, std::move(match), access, std::move(listener));
        complete = complete && scanned && *scanned;
        if (!scanned) {
            result = fail(scanned.error());
            break;
        }
    }
    m_sink.observe(inspect::ScanFinished{complete, wallTimeNow()});
    tellProgress(false, complete);
    co_return result;
}

Awaitable<Result<void>> RedisInspector::watchOn()
{
    auto lastBeat = SteadyClock::now();
    auto lastScan = lastBeat;
    auto lastLook = lastBeat;
    const auto due = [](SteadyClock::time_point &last, Duration every) {
        const auto now = SteadyClock::now();
        if (now - last < toChrono(every))
            return false;
        last = now;
        return true;
    };
    const LinkState good = isTracked() ? LinkState::Live : LinkState::Polling;
    tell(good);
    while (!m_closed) {
        co_await rest(m_times.tick);
        if (const Error *error = lost())
            co_return fail(*error);
        for (const auto &server : m_servers) {
            if (auto taken = co_await takeChanges(*server); !taken)
                co_return taken;
        }
        const bool polls = !isTracked() && due(lastScan, m_times.pollEvery);
        if (m_scanWanted || polls) {
            if (auto scanned = co_await scan(); !scanned)
                co_return scanned;
        }
        if (due(lastBeat, m_times.heartbeat)) {
            if (auto beaten = co_await beat(); !beaten)
                co_return beaten;
            tell(good);
        }
        if (m_spec.topology == inspect::ConnectionSpec::Topology::Sentinel
            && due(lastLook, m_times.sentinelEvery)) {
            const bool moved = co_await masterMoved();
            if (moved)
                co_return fail(ErrorCode::ConnectionLost, "the sentinels name another master",
                               m_spec.address());
        }
    }
    co_return fail(closedError(m_spec));
}

Awaitable<Result<void>> RedisInspector::takeChanges(Server &server)
{
    if (std::exchange(server.flushed, false)) {
        server.changed.clear();
        if (m_servers.size() == 1)
            m_sink.observe(inspect::EverythingGone{wallTimeNow()});
        m_scanWanted = true;
    }
    while (!server.changed.empty()) {
        std::vector<std::string> keys;
        while (!server.changed.empty() && keys.size() < kChangesAtOnce)
            keys.push_back(std::move(server.changed.extract(server.changed.begin()).value()));
        KeyPage page(std::move(keys), KeyAccess::of(m_capabilities));
        auto read = co_await readKeys(*server.link, std::move(page));
        if (!read)
            co_return fail(read.error());
        observe(std::move(read->found));
        for (std::string &key : read->gone)
            m_sink.observe(inspect::KeyGone{std::move(key), wallTimeNow()});
    }
    co_return Result<void>();
}

/// A PING on every link; Stale shows while one is not answered.
Awaitable<Result<void>> RedisInspector::beat()
{
    const TimeLimit stale(m_io.get_executor(), m_times.staleAfter, [this] { tell(LinkState::Stale); });
    for (const auto &server : m_servers) {
        std::vector<ReadCommand> ping{ReadCommand::ping()};
        auto answered = co_await server->link->askAll(std::move(ping));
        if (answered && server->pushes) {
            std::vector<ReadCommand> pushPing{ReadCommand::ping()};
            answered = co_await server->pushes->askAll(std::move(pushPing));
        }
        if (!answered)
            co_return fail(answered.error());
    }
    co_return Result<void>();
}

Awaitable<bool> RedisInspector::masterMoved()
{
    const auto urls = co_await findServers(m_io, m_spec, m_tally);
    co_return urls && *urls != m_urls; // sentinels that do not answer say nothing about the master
}

Awaitable<void> RedisInspector::rest(Duration span)
{
    const TimeLimit limit(m_io.get_executor(), span, [this] { m_woken.announce(); });
    if (!m_closed)
        co_await m_woken.wait();
}

void RedisInspector::tell(LinkState state, std::optional<Error> error)
{
    inspect::LinkStatus status{state, serverNames(), std::move(error), m_attempt};
    if (status == m_status)
        return;
    m_status = std::move(status);
    m_sink.notice(control::LinkChanged{m_status});
}

void RedisInspector::tellProgress(bool running, bool complete)
{
    m_progress.running = running;
    m_progress.complete = complete;
    m_progressTold = SteadyClock::now();
    m_progress.elapsed
        = Duration::nanoseconds(std::chrono::nanoseconds(m_progressTold - m_scanBegan).count());
    m_sink.notice(control::ScanProgressed{m_progress});
    m_sink.notice(control::CommandsSent{m_tally->counts()});
}

void RedisInspector::observe(std::vector<inspect::RawKey> keys)
{
    m_progress.keys += keys.size();
    for (const inspect::RawKey &key : keys)
        std::visit([this](auto &&what) { m_sink.observe(std::forward<decltype(what)>(what)); },
                   m_classifier.classify(key));
    if (m_progress.running && SteadyClock::now() - m_progressTold > kProgressEvery)
        tellProgress(true, false);
}

Awaitable<Result<inspect::RawKey>> RedisInspector::read(std::string key, bool all)
{
    constexpr std::uint64_t kEverything = 60u << 20; // a reply holds at most 64 MiB
    const auto self = shared_from_this();
    if (m_servers.empty())
        co_return fail(ErrorCode::ConnectionLost, "not connected", m_spec.address(), "try again once it is");
    Error error{ErrorCode::NotFound, "there is no such key", inspect::maskedKey(key, m_spec.keyPrefix), {}};
    for (std::size_t i = 0; i < m_servers.size(); ++i) {
        // A link of its own, so that a value of megabytes delays no heartbeat.
        ObserverLink link(m_io, m_servers[i]->link->url(), m_tally, m_times.link);
        if (auto opened = co_await link.open(); !opened)
            co_return fail(opened.error());
        KeyPage page({key}, KeyAccess::of(m_capabilities), all ? kEverything : KeyPage::kPreviewBytes);
        page.previewLarge();
        auto read = co_await readKeys(link, std::move(page));
        if (!read)
            error = read.error();
        else if (!read->found.empty())
            co_return std::move(read->found.front());
    }
    co_return fail(error);
}

const Error *RedisInspector::lost() const
{
    for (const auto &server : m_servers) {
        if (server->link->ended())
            return &*server->link->ended();
        if (server->pushes && server->pushes->ended())
            return &*server->pushes->ended();
    }
    return nullptr;
}

std::string RedisInspector::serverNames() const
{
    std::string names;
    for (const auto &server : m_servers)
        names += (names.empty() ? "" : ", ") + server->link->url().address();
    return names.empty() ? m_spec.address() : names;
}

bool RedisInspector::isTracked() const
{
    return std::ranges::all_of(m_servers, [](const auto &server) { return server->pushes != nullptr; });
}

} // namespace sessionscope::live
