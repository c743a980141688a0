// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/topology.h"

#include "core/inspect/server_facts.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace sessionscope::live {

using inspect::ConnectionSpec;
using inspect::HostPort;

namespace {

RespLimits seedLimits()
{
    RespLimits limits; // a seed that hangs must not keep the others from being asked
    limits.dial = Duration::seconds(2);
    limits.read = Duration::seconds(2);
    return limits;
}

Awaitable<Result<RedisUrl>> askSentinel(asio::io_context &io, ConnectionSpec spec, HostPort seed,
                                        std::shared_ptr<CommandTally> tally)
{
    ObserverLink link(io, spec.sentinelUrlOf(seed), tally, seedLimits());
    if (auto opened = co_await link.open(); !opened)
        co_return fail(opened.error());
    const auto reply = co_await link.ask(ReadCommand::sentinelMaster(spec.masterName));
    if (!reply)
        co_return fail(reply.error());
    const auto *parts = reply->array();
    if (!parts || parts->size() != 2 || !(*parts)[0].string() || !(*parts)[1].string())
        co_return fail(ErrorCode::NotFound, fmt::format("the sentinel knows no master '{}'", spec.masterName),
                       seed.text(), "see SENTINEL MASTERS");
    HostPort master{*(*parts)[0].string(), 0};
    const std::string &port = *(*parts)[1].string();
    std::from_chars(port.data(), port.data() + port.size(), master.port);
    co_return spec.urlOf(spec.reachable(master));
}

/// Why a node did not tell its cluster's slots.
Error slotsUnknown(Error error, const ConnectionSpec &spec)
{
    if (error.what.find("cluster support disabled") != std::string::npos) {
        error.code = ErrorCode::Unsupported;
        error.hint = "is this a cluster? leave ?cluster out";
    } else if (error.what.find("NOPERM") != std::string::npos) {
        error.hint = "this user needs: " + inspect::aclRule(spec.keyPrefix);
    }
    return error;
}

Awaitable<Result<std::vector<RedisUrl>>> askNode(asio::io_context &io, ConnectionSpec spec, HostPort seed,
                                                 std::shared_ptr<CommandTally> tally)
{
    ObserverLink link(io, spec.urlOf(seed), tally, seedLimits());
    if (auto opened = co_await link.open(); !opened)
        co_return fail(opened.error());
    const auto reply = co_await link.ask(ReadCommand::clusterSlots());
    if (!reply)
        co_return fail(slotsUnknown(reply.error(), spec));
    std::vector<RedisUrl> masters;
    const RespReply::Array none;
    for (const RespReply &range : reply->array() ? *reply->array() : none) {
        const auto *parts
            = range.array(); // first slot, last slot, [host, port, id …] of the master, of replicas …
        const auto *node = parts && parts->size() > 2 ? (*parts)[2].array() : nullptr;
        if (!node || node->size() < 2 || !(*node)[1].integer())
            co_return fail(ErrorCode::Protocol, "not an answer to CLUSTER SLOTS", seed.text());
        const auto *host = (*node)[0].string(); // null or empty: the address that we used
        const HostPort announced{host && !host->empty() ? *host : seed.host,
                                 static_cast<std::uint16_t>(*(*node)[1].integer())};
        RedisUrl url = spec.urlOf(spec.reachable(announced));
        if (std::ranges::find(masters, url) == masters.end())
            masters.push_back(std::move(url));
    }
    if (masters.empty())
        co_return fail(ErrorCode::Unsupported, "the cluster has no slots yet", seed.text());
    co_return masters;
}

} // namespace

Awaitable<Result<std::vector<RedisUrl>>> findServers(asio::io_context &io, ConnectionSpec spec,
                                                     std::shared_ptr<CommandTally> tally)
{
    std::vector<RedisUrl> servers;
    if (spec.topology == ConnectionSpec::Topology::Single) {
        servers.push_back(spec.urlOf(spec.seeds().front()));
        co_return servers;
    }
    std::optional<Error> error;
    for (const HostPort &seed : spec.seeds()) {
        if (spec.topology == ConnectionSpec::Topology::Sentinel) {
            auto master = co_await askSentinel(io, spec, seed, tally);
            if (master) {
                servers.push_back(*std::move(master));
                co_return servers;
            }
            error = master.error();
        } else {
            auto masters = co_await askNode(io, spec, seed, tally);
            if (masters)
                co_return masters;
            error = masters.error();
        }
    }
    co_return fail(*error);
}

bool refusesCommand(std::string_view refusal)
{
    const bool isElsewhere = std::ranges::any_of(
        std::initializer_list<std::string_view>{"MOVED", "ASK", "CLUSTERDOWN", "LOADING", "MASTERDOWN"},
        [refusal](std::string_view word) { return refusal.starts_with(word); });
    // "… permissions to access one of the keys …", since Redis 7.2 "… permissions to access a key"
    const bool isOfKey
        = refusal.starts_with("NOPERM") && refusal.find("permissions to access") != std::string_view::npos;
    return !isElsewhere && !isOfKey;
}

} // namespace sessionscope::live
