// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/routing/backend_url.h"
#include "core/scenario/check_list.h"
#include "core/scenario/run_index.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace sessionscope::scenario {

using journal::Event;
using journal::EventKind;
using journal::Journal;
using journal::Sequence;
using journal::Symbol;

namespace {

constexpr std::size_t kLoadsPerExchange = 1;
constexpr std::int64_t kServiceUnavailable = 503;
constexpr std::int64_t kNotFound = 404;

/// The pod whose initialize a saved record is about.
std::optional<std::uint32_t> podBehind(const Journal &journal, const ExchangeTrace &exchange)
{
    // The initialize that made the session is the exchange's own, or the one that the proxy repeated in it.
    std::optional<std::uint32_t> pod;
    for (const Event *event : exchange.events) {
        const bool initialized = event->kind == EventKind::PodAnswered && event->number == 200
            && journal.text(event->text).find("initialize") != std::string_view::npos
            && journal.text(event->text).find("notifications/") == std::string_view::npos;
        if (initialized)
            pod = event->actor.index;
        if (event->kind == EventKind::SessionCreated && event->number >= 0)
            pod = static_cast<std::uint32_t>(event->number);
    }
    return pod;
}

/// Whether the URL names that pod and no other.
bool names(std::string_view url, std::uint32_t pod, Symbol podAddress, const RunSpec &run,
           const Journal &journal)
{
    const auto backend = routing::BackendUrl::parse(url);
    if (!backend)
        return false;
    const std::string name = run.cluster.podName(pod);
    if (backend->host == name || backend->host.starts_with(name + "."))
        return true;
    const std::string_view address = journal.text(podAddress);
    return !address.empty() && backend->host == address.substr(0, address.find(':'));
}

bool madeOrMoved(std::string_view why)
{
    return why == "created" || why == "re-initialised";
}

/// Whether the store is known to be down, event by event.
bool downAfter(bool down, EventKind kind)
{
    if (kind == EventKind::StoreStopped)
        return true;
    return kind == EventKind::StoreStarted ? false : down;
}

} // namespace

CheckResult pinIsTrue(const Journal &journal, const RunSpec &run)
{
    const RunIndex index(journal);
    Judgement judgement;
    std::string first;
    std::size_t pins = 0;
    for (const Event &saved : journal.events()) {
        if (saved.kind != EventKind::RecordSaved || !madeOrMoved(journal.text(saved.detail)))
            continue;
        ++pins;
        const ExchangeTrace *exchange = index.exchangeOf(saved);
        const auto pod = exchange ? podBehind(journal, *exchange) : std::nullopt;
        const bool nothingToChoose
            = run.cluster.plainTarget || index.podCountAt(saved.sequence, run.cluster.backendReplicas) <= 1;
        if (!pod || nothingToChoose)
            continue;
        const Symbol address = index.addressAt(*pod, saved.sequence);
        if (names(journal.text(saved.text), *pod, address, run, journal))
            continue;
        judgement.blame("proxy", saved.sequence);
        if (first.empty()) {
            first = fmt::format("{} is on pod-{}, its record says {}", maskedId(journal.text(saved.session)),
                                *pod, journal.text(saved.text));
        }
    }
    return judgement.passedOrFailed(
        fmt::format("{} of {} records name the pod that made the session", pins, pins),
        fmt::format("{} of {} records do not name the pod; the first: {}", judgement.count(), pins, first));
}

CheckResult storeRoundTrips(const Journal &journal, const RunSpec &)
{
    const RunIndex index(journal);
    Judgement judgement;
    std::size_t most = 0;
    for (const auto &[id, exchange] : index.exchanges()) {
        std::size_t loads = 0;
        Sequence last;
        for (const Event *event : exchange.events) {
            const bool failedLoad
                = event->kind == EventKind::StoreFailed && journal.text(event->detail) == "load";
            if (event->kind != EventKind::RecordLoaded && !failedLoad)
                continue;
            ++loads;
            last = event->sequence;
        }
        most = std::max(most, loads);
        if (loads > kLoadsPerExchange)
            judgement.blame("proxy", last);
    }
    const std::string figures
        = fmt::format("at most {} loads in each of {} exchanges", most, index.exchanges().size());
    return judgement.passedOrFailed(
        figures, fmt::format("{} exchanges asked more than once: {}", judgement.count(), figures));
}

CheckResult storeOutageIs503(const Journal &journal, const RunSpec &)
{
    const RunIndex index(journal);
    Judgement judgement;
    bool down = false;
    std::size_t asked = 0;
    std::string first;
    for (const Event &event : journal.events()) {
        down = downAfter(down, event.kind);
        if (event.kind != EventKind::AnswerSent || event.session == Symbol())
            continue;
        // An initialize has no session to look up; it is answered 200 and its record is missing (F-33).
        const ExchangeTrace *exchange = index.exchangeOf(event);
        const Event *received = exchange ? exchange->first(EventKind::RequestReceived) : nullptr;
        const Event *failed = exchange ? exchange->first(EventKind::StoreFailed) : nullptr;
        const bool lookupFailed = failed && journal.text(failed->detail) == "load";
        if (!received || received->session == Symbol() || !(down || lookupFailed))
            continue;
        ++asked;
        const bool wrong = lookupFailed ? event.number != kServiceUnavailable : event.number == kNotFound;
        if (!wrong)
            continue;
        judgement.blame("proxy", event.sequence);
        if (first.empty())
            first = fmt::format("{} was answered {}", maskedId(journal.text(event.session)), event.number);
    }
    return judgement.passedOrFailed(
        fmt::format("{} requests met a store that was down, none was told 404", asked),
        fmt::format("{} of {} requests that met a store that was down were not told "
                    "503; {}",
                    judgement.count(), asked, first));
}

} // namespace sessionscope::scenario
