// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

// How long it takes to list, read, decode and classify all sessions of a Redis, against the floor: the same keys through
// SCAN, GET and PTTL over the same link with nothing done to them. And how much memory a session takes.

#include "core/inspect/diagnoses.h"
#include "core/live/key_pages.h"
#include "core/live/redis_inspector.h"
#include "core/live/redis_server.h"

#include <boost/asio/co_spawn.hpp>
#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <malloc.h>
#include <memory>
#include <optional>

using namespace sessionscope;
using namespace sessionscope::live;
using SteadyClock = std::chrono::steady_clock;

namespace {

constexpr int kBatch = 2'000;
constexpr int kRounds = 3;

/// Turns the loop until a coroutine has ended, however long that takes.
template <class T> T run(asio::io_context &io, Awaitable<T> work)
{
    std::optional<T> result;
    asio::co_spawn(io.get_executor(), std::move(work), [&result](std::exception_ptr trouble, T value) {
        if (trouble)
            std::rethrow_exception(trouble);
        result = std::move(value);
    });
    io.restart();
    while (!result)
        io.run_one();
    return std::move(*result);
}

Awaitable<bool> look(std::shared_ptr<RedisInspector> inspector)
{
    co_await inspector->run(false, [](Result<void>) { });
    co_return true;
}

double secondsSince(SteadyClock::time_point began)
{
    return std::chrono::duration<double>(SteadyClock::now() - began).count();
}

/// A record of 400 to 900 bytes, as since ToolHive v0.18.
std::string record(const std::string &id, int number)
{
    const std::string padding(static_cast<std::size_t>(number % 500), 'x');
    return fmt::format(
        R"({{"id":"{0}","type":"mcp","created_at":"2026-08-21T10:26:05.{1:09}Z",)"
        R"("updated_at":"2026-08-21T10:26:05.{1:09}Z","metadata":{{"backend_url":"http://10.244.1.{2}:8080",)"
        R"("init_body":"{{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{{)"
        R"(\"protocolVersion\":\"2025-06-18\",\"capabilities\":{{\"x\":\"{3}\"}},\"clientInfo\":{{)"
        R"(\"name\":\"client-{4}\",\"version\":\"1.0.0\"}}}}}}"}}}})",
        id, number % 1'000'000'000 + 1, number % 16, padding, number % 20);
}

Awaitable<Result<void>> fill(RespClient &client, int records)
{
    for (int number = 0; number < records; number += kBatch) {
        std::vector<std::string> words{"MSET"};
        for (int i = number; i < std::min(records, number + kBatch); ++i) {
            const std::string id = fmt::format("3f1c2f0a-7d0e-4b43-9c1e-{:012x}", i);
            words.push_back("thv:proxy:session:" + id);
            words.push_back(record(id, i));
        }
        auto reply = co_await client.command(std::move(words));
        if (!reply)
            co_return fail(reply.error());
    }
    std::vector<std::string> expire{
        "EVAL", "for _,k in ipairs(redis.call('keys','*')) do redis.call('expire',k,7200) end return 1", "0"};
    auto reply = co_await client.command(std::move(expire));
    co_return reply ? Result<void>() : Result<void>(fail(reply.error()));
}

/// GET and PTTL of one page together with the SCAN of the next.
Awaitable<std::size_t> floorScan(ObserverLink &link)
{
    std::string cursor = "0";
    std::vector<std::string> keys;
    std::size_t bytes = 0;
    bool listing = true;
    while (listing || !keys.empty()) {
        std::vector<ReadCommand> commands;
        for (const std::string &key : keys) {
            commands.push_back(ReadCommand::get(key));
            commands.push_back(ReadCommand::pttl(key));
        }
        if (listing)
            commands.push_back(ReadCommand::scan(cursor, "thv:*", kBatch));
        auto replies = co_await link.askAll(std::move(commands));
        if (!replies)
            co_return 0;
        for (std::size_t i = 0; i < keys.size(); ++i)
            bytes += (*replies)[2 * i].string() ? (*replies)[2 * i].string()->size() : 0;
        keys.clear();
        if (listing) {
            auto &parts = std::get<RespReply::Array>(replies->back().value);
            cursor = *parts[0].string();
            listing = cursor != "0";
            for (RespReply &key : std::get<RespReply::Array>(parts[1].value))
                keys.push_back(std::move(std::get<std::string>(key.value)));
        }
    }
    co_return bytes;
}

/// What is measured, each figure the best of all rounds but for slow commands.
struct Figures
{
    double floor = 1e9;            ///< seconds
    double scan = 1e9;             ///< seconds
    double firstRows = 1e9;        ///< seconds
    double bytesASession = 1e9;    ///< of memory
    std::int64_t slowCommands = 0; ///< over 10 ms, in the worst round
    std::size_t bytes = 0;         ///< of all records
};

std::size_t memoryInUse()
{
    return mallinfo2().uordblks + mallinfo2().hblkhd;
}

void measureFloor(asio::io_context &io, const RedisUrl &url, Figures &figures)
{
    ObserverLink link(io, url, std::make_shared<CommandTally>());
    run(io, link.open());
    const auto began = SteadyClock::now();
    figures.bytes = run(io, floorScan(link));
    figures.floor = std::min(figures.floor, secondsSince(began));
}

/// A whole scan, as an inspector makes it.
inspect::SessionInventory measureScan(asio::io_context &io, const RedisUrl &url, Figures &figures)
{
    malloc_trim(0);
    const std::size_t before = memoryInUse();
    inspect::ConnectionSpec spec;
    spec.redis = url;
    inspect::SessionInventory inventory;
    const auto began = SteadyClock::now();
    double first = 0;
    InspectorSink sink;
    sink.observe = [&](inspect::Observation observation) {
        if (first == 0 && std::holds_alternative<inspect::Session>(observation))
            first = secondsSince(began);
        inventory.apply(std::move(observation));
    };
    sink.notice = [](const control::InspectorNotice &) { };
    run(io,
        look(std::make_shared<RedisInspector>(io, spec, std::move(sink), std::make_shared<CommandTally>())));
    figures.scan = std::min(figures.scan, secondsSince(began));
    figures.firstRows = std::min(figures.firstRows, first);
    const auto grown = static_cast<double>(memoryInUse() - before);
    figures.bytesASession = std::min(figures.bytesASession, grown / static_cast<double>(inventory.size()));
    return inventory;
}

double secondsToDiagnose(const inspect::SessionInventory &inventory)
{
    inspect::Evidence evidence;
    evidence.inventory = &inventory;
    const auto began = SteadyClock::now();
    inspect::diagnose(evidence);
    return secondsSince(began);
}

/// Prints the figures; 1 if one is beyond its bound.
int judge(const Figures &figures, int records)
{
    const double ratio = figures.scan / figures.floor;
    fmt::print("records              {} ({} bytes on average)\n", records,
               figures.bytes / static_cast<std::size_t>(records));
    fmt::print("floor                {:.2f} s\n", figures.floor);
    fmt::print("scan and classify    {:.2f} s, {:.2f} x the floor (at most 1.5)\n", figures.scan, ratio);
    fmt::print("memory               {:.0f} bytes a session (at most 700)\n", figures.bytesASession);
    fmt::print("first rows after     {:.0f} ms (at most 300)\n", figures.firstRows * 1'000);
    fmt::print("slow commands        {} (at most 0)\n", figures.slowCommands);
    const bool isQuick = ratio <= 1.5 && figures.firstRows <= 0.3;
    return isQuick && figures.bytesASession <= 700 && figures.slowCommands == 0 ? 0 : 1;
}

} // namespace

int main(int argc, char **argv)
{
    int records = 1'000'000;
    if (argc > 1)
        std::from_chars(argv[1], argv[1] + std::strlen(argv[1]), records);
    asio::io_context io(sessionscope::live::kOneThread);
    auto server = run(io, RedisServer::start(io, {}));
    if (!server) {
        std::fputs(server.error().text().c_str(), stderr);
        return 3;
    }
    const RedisUrl url = (*server)->url();
    RespLimits patient;
    patient.read = Duration::seconds(120);
    RespClient client(io, url, patient);
    if (const auto filled = run(io, fill(client, records)); !filled) {
        std::fputs(filled.error().text().c_str(), stderr);
        return 3;
    }
    run(io, client.command("CONFIG", "SET", "slowlog-log-slower-than", "10000"));

    Figures figures;
    for (int round = 0; round < kRounds; ++round) {
        measureFloor(io, url, figures);
        run(io, client.command("SLOWLOG", "RESET")); // of what the floor, with its larger pages, made slow
        const inspect::SessionInventory inventory = measureScan(io, url, figures);
        const auto slow = run(io, client.command("SLOWLOG", "LEN"));
        figures.slowCommands = std::max(figures.slowCommands, slow && slow->integer() ? *slow->integer() : 1);
        if (inventory.counts().sessions != static_cast<std::size_t>(records)) {
            fmt::print(stderr, "{} sessions instead of {}\n", inventory.counts().sessions, records);
            return 1;
        }
        if (round == kRounds - 1)
            fmt::print("all diagnoses        {:.2f} s\n", secondsToDiagnose(inventory));
    }
    return judge(figures, records);
}
