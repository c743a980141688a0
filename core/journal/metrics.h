// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/journal/journal.h"
#include "core/journal/session_table.h"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace sessionscope::journal {

/// How an answer is counted.
enum class AnswerClass : std::uint8_t {
    Ok,          ///< below 400, and nobody has seen its session forget
    Amnesia,     ///< below 400, but the session's state had been rebuilt empty by then
    NotFound,    ///< 404
    ClientError, ///< any other 4xx
    ServerError, ///< 5xx
    NoAnswer,    ///< RequestFailed
};

inline constexpr int kAnswerClassCount = static_cast<int>(AnswerClass::NoAnswer) + 1;

const char *toText(AnswerClass answer);

/// How long answers took, in buckets that grow by an eighth of an octave: a quantile is at most 9 % too high.
class LatencyHistogram
{
public:
    void add(Duration latency);
    void add(const LatencyHistogram &other);
    std::uint64_t count() const { return m_count; }
    /// The latency that the given share (0 … 1) of all answers did not exceed; nothing without an answer.
    std::optional<Duration> quantile(double share) const;

private:
    static constexpr std::size_t kBuckets = 280; ///< up to 34 s (2^35 ns); slower ones are in the last

    std::array<std::uint32_t, kBuckets> m_buckets{};
    std::uint64_t m_count = 0;
};

struct MetricsBin
{
    std::array<std::uint32_t, kAnswerClassCount> answers{};
    std::uint32_t exchanges = 0;  ///< answered by a proxy
    std::uint32_t storeTrips = 0; ///< loads, saves, deletes, failed ones too
    LatencyHistogram
        latency{}; ///< AnswerSent's duration: from the request at the proxy to the head of its answer
    std::vector<std::uint32_t> sessionsOnPod{}; ///< by ordinal, at the end of the bin

    std::uint32_t answersOf(AnswerClass answer) const { return answers[static_cast<std::size_t>(answer)]; }
};

/// A run's figures over time: a fold over its journal. Bins are of one width, from the run's beginning; when there are
/// too many of them, each two become one and the width doubles.
class Metrics
{
public:
    static constexpr std::size_t kBinsMax = 600;
    static constexpr Duration kWindow = Duration::milliseconds(200); ///< or a bin, if that is longer

    explicit Metrics(Duration width = Duration::milliseconds(10));

    void apply(const Event &event, const Journal &journal);

    Duration binWidth() const { return m_width; }
    const std::vector<MetricsBin> &bins() const { return m_bins; }
    Instant startOf(std::size_t bin) const;
    // A bin alone holds few answers in a short run: what follows is over the kWindow that ends with it.

    /// Answers of that class per second.
    double rate(std::size_t bin, AnswerClass answer) const;
    /// Nothing: no request was answered.
    std::optional<double> storeTripsPerExchange(std::size_t bin) const;
    std::size_t podCount() const { return m_podCount; } ///< ordinals ever seen

    struct FaultMark
    {
        Instant at{};
        Sequence event{};
        std::string text{}; ///< "restart-proxy 0"
    };
    const std::vector<FaultMark> &faults() const { return m_faults; }

    const MetricsBin &total() const { return m_total; } ///< over the whole run

private:
    MetricsBin &binAt(Instant time);
    std::size_t binsOfWindow() const;
    std::span<const MetricsBin> windowTo(std::size_t bin) const;
    void halve();
    void answered(const Event &event, MetricsBin &bin);

    Duration m_width;
    std::vector<MetricsBin> m_bins;
    MetricsBin m_total;
    std::vector<FaultMark> m_faults;
    std::size_t m_podCount = 0;
    SessionTable m_sessions;
};

} // namespace sessionscope::journal
