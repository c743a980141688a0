// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/journal/journal_file.h"

#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>

// How quickly a journal is written and read, and what an event costs in memory.

using namespace sessionscope;
using namespace sessionscope::journal;

namespace {

constexpr std::uint64_t kEvents = 1'000'000;
constexpr std::size_t kPieceBytes = 256U << 10U;

/// Exchanges as a proxy journals them: six events each, of 1000 sessions.
Journal manyExchanges()
{
    constexpr EventKind kKinds[]{EventKind::RequestReceived,  EventKind::RecordLoaded,
                                 EventKind::ForwardStarted,   EventKind::ConnectionReused,
                                 EventKind::ResponseReceived, EventKind::AnswerSent};
    Writer writer;
    Journal journal;
    journal.reserve(kEvents);
    for (std::uint64_t number = 0; number < kEvents; ++number) {
        const std::uint64_t exchange = number / std::size(kKinds) + 1;
        const KindFields &fields = kindFields(kKinds[number % std::size(kKinds)]);
        Event event{.time
                    = Instant::sinceStart(Duration::microseconds(static_cast<std::int64_t>(number) * 200)),
                    .cause = Sequence(number),
                    .exchange = ExchangeId(exchange),
                    .number = fields.number ? 200 : 0,
                    .other = fields.other ? 1'234'567 : 0,
                    .session = writer.intern(fmt::format("6f2c9a34-0000-4000-8000-{:012}", exchange % 1000)),
                    .actor = proxyActor(ProxyId(0)),
                    .kind = kKinds[number % std::size(kKinds)]};
        if (fields.text)
            event.text
                = writer.intern("http://myserver-0.mcp-myserver-headless.default.svc.cluster.local:8080");
        if (fields.detail)
            event.detail = writer.intern("pin");
        writer.append(event);
        if (writer.pending() == 1000)
            journal.append(writer.take());
    }
    journal.append(writer.take());
    return journal;
}

template <class Work> void measure(const char *what, Work work)
{
    const auto begin = std::chrono::steady_clock::now();
    work();
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    fmt::print("{:<28} {:6.0f} ms {:10.0f} events/s\n", what, took.count() * 1e3,
               static_cast<double>(kEvents) / took.count());
}

[[noreturn]] void giveUp(const Error &error)
{
    fmt::print(stderr, "{}\n", error.text());
    std::exit(1);
}

} // namespace

int main()
{
    const Journal journal = manyExchanges();
    std::string text;
    measure("encodeJournal", [&] { text = encodeJournal({}, journal); });
    fmt::print("{:<28} {:6.0f} MB\n", "file", static_cast<double>(text.size()) / 1e6);

    measure("JournalDecoder, append", [&] {
        JournalDecoder decoder;
        Journal read;
        for (std::string_view rest = text; !rest.empty();
             rest.remove_prefix(std::min(kPieceBytes, rest.size()))) {
            if (const auto fed = decoder.feed(rest.substr(0, kPieceBytes)); !fed)
                giveUp(fed.error());
            read.append(decoder.take());
        }
        if (const auto finished = decoder.finish(); !finished)
            giveUp(finished.error());
        if (read.digest() != journal.digest())
            giveUp({ErrorCode::Io, "what was read is not what was written", {}, {}});
    });
    measure("decodeJournal", [&] {
        if (const auto file = decodeJournal(text); !file)
            giveUp(file.error());
    });
    std::uint64_t found = 0;
    measure("find", [&] {
        for (std::uint64_t number = 1; number <= kEvents; ++number)
            found += journal.find(Sequence(number))->exchange.value() % 2;
    });
    fmt::print("{:<28} {:6} bytes\n", "sizeof(Event)", sizeof(Event));
    return found > 0 ? 0 : 1;
}
