// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

// What the folds over a journal cost: nanoseconds per event with a million events and ten thousand sessions.

#include "core/journal/checkpoints.h"
#include "core/journal/cluster_picture.h"
#include "core/journal/exchange_spans.h"
#include "core/journal/filter.h"
#include "core/journal/metrics.h"
#include "core/journal/run_comparison.h"
#include "tests/support/journal_builder.h"

#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <string>

using namespace sessionscope;
using namespace sessionscope::journal;

namespace {

constexpr std::uint32_t kSessions = 10'000;
constexpr std::uint32_t kPods = 100;
constexpr std::size_t kEvents = 1'000'000;

void fill(testing::JournalBuilder &builder)
{
    builder.startPods(kPods);
    builder.startProxy(0, 1);
    std::vector<std::string> ids;
    for (std::uint32_t session = 0; session < kSessions; ++session) {
        ids.push_back(fmt::format("{:08x}-0000-4000-8000-{:012x}", session * 2'654'435'761U, session));
        builder.initialize(ids.back(), session % kPods, "http://mcp-myserver:8080", session);
    }
    std::size_t events = 10 * std::size_t{kSessions};
    for (std::uint32_t call = 0; events < kEvents; ++call, events += 9) {
        const std::uint32_t session = call * 7'919 % kSessions;
        builder.call({.session = ids[session], .client = session, .pod = session % kPods});
    }
}

template <class Work> double secondsOf(Work work)
{
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

void print(const char *what, double seconds, std::size_t count)
{
    fmt::print("{:36} {:9.1f} ms {:8.1f} ns each\n", what, seconds * 1e3,
               seconds * 1e9 / static_cast<double>(count));
}

template <class Fold> void measureFold(const char *what, const Journal &journal, Fold fold)
{
    const double seconds = secondsOf([&] {
        for (const Event &event : journal.events())
            fold.apply(event, journal);
    });
    print(what, seconds, journal.events().size());
}

void measureSeeks(const Journal &journal)
{
    Checkpoints<ClusterPicture> checkpoints;
    print("cluster picture with checkpoints", secondsOf([&] { checkpoints.grow(journal); }),
          journal.events().size());
    constexpr std::size_t kSeeks = 200;
    print("seek", secondsOf([&] {
              for (std::size_t seek = 1; seek <= kSeeks; ++seek)
                  (void)checkpoints.at(Sequence(seek * journal.events().size() / kSeeks - 1), journal);
          }),
          kSeeks);
}

void measureFilter(const Journal &journal, const SessionTable &sessions, const char *text)
{
    const auto filter = parseFilter(text);
    std::size_t matches = 0;
    const double seconds = secondsOf([&] {
        for (const Event &event : journal.events())
            matches += filter->matches(EventSubject(event, journal, &sessions)) ? 1 : 0;
    });
    print(fmt::format("filter {} ({})", text, matches).c_str(), seconds, journal.events().size());
}

} // namespace

int main()
{
    testing::JournalBuilder builder;
    fill(builder);
    const Journal &journal = builder.journal();
    fmt::print("{} events, {} sessions, {} pods\n", journal.events().size(), kSessions, kPods);
    measureFold("session table", journal, SessionTable());
    measureFold("cluster picture", journal, ClusterPicture());
    measureFold("metrics", journal, Metrics());
    measureFold("exchange index", journal, ExchangeIndex());
    measureSeeks(journal);
    SessionTable sessions;
    for (const Event &event : journal.events())
        sessions.apply(event, journal);
    for (const char *filter :
         {"kind:error", "status>=400", "pod:2", "session:ab*", "state:lost", "counter", "/mcp-.*:8080/"})
        measureFilter(journal, sessions, filter);
    print("comparison of the run with itself", secondsOf([&] { (void)compareRuns(journal, journal); }),
          journal.events().size());
    return 0;
}
