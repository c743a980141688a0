// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/redis_inspector.h"
#include "core/live/topology.h"
#include "core/session/store_messages.h"

#include <algorithm>
#include <cassert>
#include <utility>

/// What an inspector finds out about a server before it looks at keys.
namespace sessionscope::live {

using inspect::Ability;
using Topology = inspect::ConnectionSpec::Topology;

/// What the server is, and what this user may do. Nothing of it is fatal.
Awaitable<void> RedisInspector::learn()
{
    m_capabilities.clear();
    m_facts = inspect::ServerFacts();
    m_facts.wantsPassword = !m_spec.redis.password.empty();
    co_await probe(*m_servers.front());
    for (std::size_t i = 1; i < m_servers.size(); ++i) {
        std::vector<ReadCommand> hello{ReadCommand::clientSetName()};
        co_await m_servers[i]->link->askAll(std::move(hello));
    }
}

/// A node of a cluster holds a part of the keys. Where the others cannot be reached, that part is better than nothing.
Awaitable<Result<void>> RedisInspector::widen()
{
    m_othersUnreachable = m_spec.redis.transport == RedisUrl::Transport::UnixSocket;
    if (m_othersUnreachable) // they have sockets of their own
        co_return Result<void>();
    m_spec.topology = Topology::Cluster;
    auto widened = co_await connect();
    if (!widened && !m_closed) {
        m_spec.topology = Topology::Single;
        m_othersUnreachable = true;
        widened = co_await connect();
    }
    if (widened)
        co_await learn();
    co_return widened;
}

bool RedisInspector::isOneNode() const
{
    return m_spec.topology == Topology::Single && m_facts.mode == "cluster";
}

Awaitable<void> RedisInspector::probe(Server &server)
{
    const std::string key
        = scanPrefix() + "sessionscope-probe"; // of nobody: what matters is whether we may ask
    std::vector<ReadCommand> commands{ReadCommand::clientSetName(), ReadCommand::info(),
                                      ReadCommand::configGetSave(), ReadCommand::aclWhoAmI()};
    commands.push_back(ReadCommand::scan("0", matchPattern(key), 1));
    commands.push_back(ReadCommand::strLen(key));
    commands.push_back(ReadCommand::pttl(key));
    commands.push_back(ReadCommand::get(key));
    commands.push_back(ReadCommand::getStart(key, 1));
    commands.push_back(ReadCommand::type(key));
    const auto replies = co_await server.link->askAll(std::move(commands));
    if (!replies)
        co_return;
    constexpr Ability kAsked[]
        = {Ability::SetName, Ability::Info, Ability::Config, Ability::WhoAmI,   Ability::Scan,
           Ability::StrLen,  Ability::Pttl, Ability::Get,    Ability::GetRange, Ability::Type};
    for (std::size_t i = 0; i < replies->size(); ++i)
        addCapability(kAsked[i], (*replies)[i]);
    if (const auto *info = (*replies)[1].string())
        inspect::takeInfo(m_facts, *info);
    const auto *save = (*replies)[2].array();
    if (save && save->size() == 2 && (*save)[1].string())
        inspect::takeConfig(m_facts, "save", *(*save)[1].string());
}

void RedisInspector::addCapability(Ability ability, const RespReply &reply)
{
    const auto *refused = reply.refusal();
    const bool granted = !refused || !refusesCommand(refused->text);
    m_capabilities.push_back({ability, granted, granted ? std::string() : refused->text});
}

bool RedisInspector::may(Ability ability) const
{
    const auto asked = std::ranges::find(m_capabilities, ability, &inspect::Capability::ability);
    return asked != m_capabilities.end() && asked->granted;
}

/// RESP2 has no pushes on the same connection: a second one subscribes, and invalidations are redirected to it.
Awaitable<Result<void>> RedisInspector::track(Server &server)
{
    auto pushes = std::make_unique<ObserverLink>(m_io, server.link->url(), m_tally, m_times.link);
    auto step = co_await pushes->open();
    Result<RespReply> reply;
    if (step)
        reply = co_await pushes->ask(ReadCommand::clientId());
    else
        reply = fail(step.error());
    const std::int64_t id = reply && reply->integer() ? *reply->integer() : 0;
    if (reply)
        reply = co_await pushes->ask(ReadCommand::subscribeToInvalidations());
    if (reply)
        reply = co_await server.link->ask(ReadCommand::clientTracking(id, trackedPrefixes()));
    if (!reply || !may(Ability::Tracking)) { // of a cluster, one node that refuses is enough
        std::erase_if(m_capabilities, [](const auto &one) { return one.ability == Ability::Tracking; });
        m_capabilities.push_back({Ability::Tracking, reply.has_value(), reply ? "" : reply.error().what});
    }
    if (!reply)
        co_return fail(reply.error());
    Server *const target = &server; // it owns the link that calls
    pushes->onInvalidation([target](std::optional<std::vector<std::string>> keys) {
        if (keys)
            target->changed.insert(keys->begin(), keys->end());
        else
            target->flushed = true;
    });
    server.pushes = std::move(pushes);
    co_return Result<void>();
}

Error RedisInspector::scanRefused() const
{
    const auto scan = std::ranges::find(m_capabilities, Ability::Scan, &inspect::Capability::ability);
    assert(scan != m_capabilities.end()); // it was asked for, or the link would be lost
    return {ErrorCode::Refused, scan->refusal, m_spec.address(),
            "this user needs: " + inspect::aclRule(m_spec.keyPrefix)};
}

std::string RedisInspector::scanPrefix() const
{
    return m_spec.keyPrefix.empty() ? "thv:" : m_spec.keyPrefix;
}

std::vector<std::string> RedisInspector::trackedPrefixes() const
{
    if (!m_spec.keyPrefix.empty())
        return {m_spec.keyPrefix};
    return {std::string(session::kDefaultKeyPrefix), "thv:vmcp:session:"};
}

} // namespace sessionscope::live
