// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/journal/metrics.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cassert>
#include <cmath>

namespace sessionscope::journal {

namespace {

// A bucket is an eighth of an octave: the three bits below the leading one choose it.
constexpr unsigned kFineBits = 3;
constexpr std::uint64_t kFine = 1U << kFineBits;

std::size_t bucketOf(std::uint64_t value)
{
    if (value < kFine)
        return value;
    const auto octave = static_cast<unsigned>(std::bit_width(value)) - 1 - kFineBits;
    return octave * kFine + (value >> octave);
}

/// The greatest value in a bucket.
std::uint64_t topOf(std::size_t bucket)
{
    if (bucket < 2 * kFine)
        return bucket;
    const auto octave = static_cast<unsigned>(bucket / kFine - 1);
    return ((bucket - octave * kFine + 1) << octave) - 1;
}

void add(MetricsBin &sum, const MetricsBin &part)
{
    for (std::size_t index = 0; index < sum.answers.size(); ++index)
        sum.answers[index] += part.answers[index];
    sum.exchanges += part.exchanges;
    sum.storeTrips += part.storeTrips;
    sum.latency.add(part.latency);
    if (!part.sessionsOnPod.empty())
        sum.sessionsOnPod = part.sessionsOnPod;
}

AnswerClass classOf(std::int64_t status, bool forgot)
{
    if (status >= 500)
        return AnswerClass::ServerError;
    if (status == 404)
        return AnswerClass::NotFound;
    if (status >= 400)
        return AnswerClass::ClientError;
    return forgot ? AnswerClass::Amnesia : AnswerClass::Ok;
}

} // namespace

const char *toText(AnswerClass answer)
{
    switch (answer) {
    case AnswerClass::Ok:
        return "ok";
    case AnswerClass::Amnesia:
        return "amnesia";
    case AnswerClass::NotFound:
        return "not found";
    case AnswerClass::ClientError:
        return "client error";
    case AnswerClass::ServerError:
        return "server error";
    case AnswerClass::NoAnswer:
        return "no answer";
    }
    return "unknown";
}

void LatencyHistogram::add(Duration latency)
{
    const auto value = static_cast<std::uint64_t>(std::max<std::int64_t>(latency.inNanoseconds(), 0));
    ++m_buckets[std::min(bucketOf(value), kBuckets - 1)];
    ++m_count;
}

void LatencyHistogram::add(const LatencyHistogram &other)
{
    for (std::size_t index = 0; index < kBuckets; ++index)
        m_buckets[index] += other.m_buckets[index];
    m_count += other.m_count;
}

std::optional<Duration> LatencyHistogram::quantile(double share) const
{
    if (m_count == 0)
        return std::nullopt;
    const auto wanted = std::max<std::uint64_t>(
        1, static_cast<std::uint64_t>(std::ceil(share * static_cast<double>(m_count))));
    std::uint64_t seen = 0;
    for (std::size_t index = 0; index < kBuckets; ++index) {
        seen += m_buckets[index];
        if (seen >= wanted)
            return Duration::nanoseconds(static_cast<std::int64_t>(topOf(index)));
    }
    return Duration::nanoseconds(static_cast<std::int64_t>(topOf(kBuckets - 1)));
}

Metrics::Metrics(Duration width)
    : m_width(width)
{
    assert(width > Duration());
}

void Metrics::apply(const Event &event, const Journal &journal)
{
    m_sessions.apply(event, journal);
    MetricsBin &bin = binAt(event.time);
    const auto addBoth = [&](std::uint32_t MetricsBin::*counter) {
        ++(bin.*counter);
        ++(m_total.*counter);
    };
    switch (event.kind) {
    case EventKind::AnswerSent:
        answered(event, bin);
        break;
    case EventKind::RequestFailed:
        ++bin.answers[static_cast<std::size_t>(AnswerClass::NoAnswer)];
        ++m_total.answers[static_cast<std::size_t>(AnswerClass::NoAnswer)];
        break;
    case EventKind::RecordLoaded:
    case EventKind::RecordSaved:
    case EventKind::RecordDeleted:
    case EventKind::StoreFailed:
        addBoth(&MetricsBin::storeTrips);
        break;
    case EventKind::PodStarted:
        m_podCount = std::max<std::size_t>(m_podCount, event.actor.index + 1);
        break;
    case EventKind::FaultRequested:
        m_faults.push_back(
            {event.time, event.sequence, fmt::format("{} {}", journal.text(event.text), event.number)});
        break;
    default:
        break;
    }
    // Where sessions live changes with these alone.
    if (event.kind == EventKind::PodStarted || event.kind == EventKind::PodStopped
        || event.kind == EventKind::PodAnswered || event.kind == EventKind::SessionCreated
        || event.kind == EventKind::SessionForgotten || event.kind == EventKind::SessionClosed) {
        bin.sessionsOnPod.resize(m_podCount);
        for (std::size_t pod = 0; pod < m_podCount; ++pod)
            bin.sessionsOnPod[pod] = m_sessions.heldBy(static_cast<std::int64_t>(pod));
        m_total.sessionsOnPod = bin.sessionsOnPod;
    }
}

void Metrics::answered(const Event &event, MetricsBin &bin)
{
    const SessionRow *session = m_sessions.find(event.session);
    const bool forgot = session && session->fate.forgot != Sequence();
    const auto answer = static_cast<std::size_t>(classOf(event.number, forgot));
    for (MetricsBin *each : {&bin, &m_total}) {
        ++each->answers[answer];
        ++each->exchanges;
        each->latency.add(Duration::nanoseconds(event.other));
    }
}

MetricsBin &Metrics::binAt(Instant time)
{
    const auto indexOf = [&] {
        const std::int64_t index = time.elapsed().inNanoseconds() / m_width.inNanoseconds();
        return static_cast<std::size_t>(std::max<std::int64_t>(index, 0));
    };
    while (indexOf() >= kBinsMax)
        halve();
    // An empty bin has the sessions of the one before it.
    while (m_bins.size() <= indexOf()) {
        MetricsBin fresh;
        if (!m_bins.empty())
            fresh.sessionsOnPod = m_bins.back().sessionsOnPod;
        m_bins.push_back(std::move(fresh));
    }
    return m_bins[indexOf()];
}

void Metrics::halve()
{
    m_width = m_width * 2;
    for (std::size_t index = 0; index < m_bins.size(); ++index) {
        if (index % 2 == 1)
            add(m_bins[index / 2], m_bins[index]);
        else if (index > 0)
            m_bins[index / 2] = std::move(m_bins[index]);
    }
    m_bins.resize((m_bins.size() + 1) / 2);
}

Instant Metrics::startOf(std::size_t bin) const
{
    return Instant::sinceStart(m_width * static_cast<std::int64_t>(bin));
}

std::size_t Metrics::binsOfWindow() const
{
    return static_cast<std::size_t>(
        std::max<std::int64_t>(1, kWindow.inNanoseconds() / m_width.inNanoseconds()));
}

std::span<const MetricsBin> Metrics::windowTo(std::size_t bin) const
{
    const std::size_t count = std::min(binsOfWindow(), bin + 1);
    return std::span(m_bins).subspan(bin + 1 - count, count);
}

double Metrics::rate(std::size_t bin, AnswerClass answer) const
{
    std::uint32_t answers = 0;
    for (const MetricsBin &each : windowTo(bin))
        answers += each.answersOf(answer);
    // Before a run's beginning there was nothing, so its first windows are whole ones too.
    const Duration window = m_width * static_cast<std::int64_t>(binsOfWindow());
    return answers / (static_cast<double>(window.inNanoseconds()) / 1e9);
}

std::optional<double> Metrics::storeTripsPerExchange(std::size_t bin) const
{
    std::uint32_t exchanges = 0;
    std::uint32_t trips = 0;
    for (const MetricsBin &each : windowTo(bin)) {
        exchanges += each.exchanges;
        trips += each.storeTrips;
    }
    if (exchanges == 0)
        return std::nullopt;
    return double(trips) / exchanges;
}

} // namespace sessionscope::journal
