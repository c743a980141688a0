// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/journal/explain.h"
#include "tests/support/journal_builder.h"

#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>

namespace sessionscope::testing {

inline constexpr std::string_view kSession = "3f1c2f0a-7d0e-4b43-9c1e-1f0a6f2f9f10";
inline constexpr std::string_view kService = "http://mcp-myserver:8080";
inline constexpr std::string_view kClusterIp = "http://127.77.64.1:8080";
inline constexpr journal::Actor kStore{journal::Actor::Kind::Store, 0};
inline constexpr journal::Actor kProxy0 = journal::proxyActor(ProxyId(0));

inline std::string hostName(std::uint32_t ordinal)
{
    return "myserver-" + std::to_string(ordinal) + ".mcp-myserver-headless.default.svc.cluster.local";
}

inline std::string nameOf(std::uint32_t ordinal)
{
    return "http://" + hostName(ordinal) + ":8080";
}

inline std::string addressOf(std::uint32_t ordinal)
{
    return "http://" + JournalBuilder::podAddress(ordinal) + ":8080";
}

/// A run of three pods, one proxy and one session on pod 0; every part of a story returns the event it is told by.
struct Story : JournalBuilder
{
    using EventKind = sessionscope::journal::EventKind;
    using Sequence = sessionscope::journal::Sequence;
    using Actor = sessionscope::journal::Actor;

    explicit Story(std::string_view store = "redis", std::int64_t ttlNanoseconds = 0)
    {
        if (!store.empty())
            add(EventKind::StoreStarted, {.actor = kStore, .text = store, .number = ttlNanoseconds});
        startPods(3);
        startProxy(0, 1);
    }

    Sequence made(std::string_view pin)
    {
        initialize(kSession, 0, pin);
        return lastOf(EventKind::RecordSaved);
    }

    Sequence lastOf(EventKind kind)
    {
        const auto events = journal().events();
        const auto found
            = std::find_if(events.rbegin(), events.rend(),
                           [kind](const sessionscope::journal::Event &event) { return event.kind == kind; });
        return found == events.rend() ? Sequence() : found->sequence;
    }

    /// Somebody makes the record name another pod.
    Sequence repinned(std::string_view pin)
    {
        const auto asked = add(EventKind::FaultRequested,
                               {.session = kSession, .text = "repin-session", .detail = "window"});
        return add(EventKind::RecordSaved,
                   {.actor = kStore,
                    .session = kSession,
                    .text = pin,
                    .detail = "re-pinned",
                    .number = 1,
                    .cause = asked});
    }

    Sequence lostOn(std::uint32_t pod, std::string_view pin, std::uint32_t proxy = 0)
    {
        return call({.session = kSession,
                     .proxy = proxy,
                     .pod = pod,
                     .pin = pin,
                     .status = 404,
                     .podKnowsSession = false});
    }

    Sequence guarded(std::uint32_t proxy = 0)
    {
        return call({.session = kSession, .proxy = proxy, .pin = {}, .status = 404});
    }

    Sequence stop(std::uint32_t pod)
    {
        return add(EventKind::PodStopped,
                   {.actor = sessionscope::journal::podActor(PodId(pod)), .text = "terminated", .number = 1});
    }

    Sequence start(std::uint32_t pod, std::string_view address, bool isReady = true)
    {
        const auto started
            = add(EventKind::PodStarted,
                  {.actor = sessionscope::journal::podActor(PodId(pod)), .text = address, .number = 2});
        if (isReady)
            add(EventKind::PodReady, {.actor = sessionscope::journal::podActor(PodId(pod)), .text = address});
        return started;
    }

    /// One exchange of the session that never reaches a pod: what it met, then the proxy's own answer.
    struct Met
    {
        EventKind kind;
        std::string_view text = {};
        std::string_view detail = {};
    };
    Sequence failed(std::string_view pin, std::initializer_list<Met> met, int status = 502,
                    std::string_view reason = "bad gateway")
    {
        constexpr std::uint64_t kExchange = 900;
        const auto note
            = [&](EventKind kind, std::string_view text, std::string_view detail, std::int64_t number) {
                  return add(kind,
                             {.actor = kProxy0,
                              .session = kSession,
                              .exchange = kExchange,
                              .text = text,
                              .detail = detail,
                              .number = number});
              };
        note(EventKind::RequestReceived, "POST tools/call counter", "127.0.0.1", 0);
        if (!pin.empty()) {
            note(EventKind::RecordLoaded, pin, {}, 1);
            note(EventKind::ForwardStarted, pin, "pin", 0);
        }
        Sequence last;
        for (const Met &event : met)
            last = note(event.kind, event.text, event.detail, 0);
        note(EventKind::AnswerSent, reason, {}, status);
        return last;
    }

    /// The proxy gives the session a new, empty backend session on `pod`.
    Sequence reinitialised(std::uint32_t proxy, std::uint32_t pod, std::string_view oldPin,
                           std::string_view newPin, bool podKnewSession = false)
    {
        const std::uint64_t exchange = 700 + journal().events().size();
        const Actor actor = sessionscope::journal::proxyActor(ProxyId(proxy));
        const auto note = [&](EventKind kind, Actor who, std::string_view text, std::string_view detail,
                              std::int64_t number, std::int64_t other = 0) {
            return add(kind,
                       {.actor = who,
                        .session = kSession,
                        .exchange = exchange,
                        .text = text,
                        .detail = detail,
                        .number = number,
                        .other = other});
        };
        note(EventKind::RequestReceived, actor, "POST tools/call counter", "127.0.0.1", 0);
        note(EventKind::RecordLoaded, actor, oldPin, {}, 1);
        note(EventKind::ForwardStarted, actor, oldPin, "pin", 0);
        note(EventKind::PodAnswered, sessionscope::journal::podActor(PodId(pod)), "tools/call", {}, 404,
             podKnewSession ? 1 : 0);
        note(EventKind::ForwardStarted, actor, kService, "re-initialisation", 0);
        note(EventKind::PodAnswered, sessionscope::journal::podActor(PodId(pod)), "initialize", {}, 200, -1);
        note(EventKind::RecordSaved, actor, newPin, "re-initialised", 1);
        const auto forgotten = note(EventKind::SessionForgotten, actor, "backend-2", {}, 0);
        note(EventKind::AnswerSent, actor, "relayed", {}, 200);
        return forgotten;
    }
};

/// What is said of the story's session.
inline journal::Explanation explained(Story &story)
{
    const journal::Journal &journal = story.journal();
    const journal::SessionOutcomes outcomes = journal::outcomesOf(journal);
    const journal::SessionFate *fate = outcomes.find(*journal.symbol(kSession));
    return fate ? journal::explain(journal, *fate) : journal::Explanation();
}

} // namespace sessionscope::testing
