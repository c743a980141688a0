// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/serve_command_line.h"

#include "core/base/closest_name.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <string>
#include <vector>

namespace sessionscope::cli {

using scenario::Fault;
using scenario::FaultKind;

namespace {

constexpr const char *kAsker = "serve";

constexpr std::array<std::string_view, 17> kKnown{
    "status",     "restart-proxy",  "kill-proxy",    "restart-pod",
    "kill-pod",   "reschedule-pod", "scale-backend", "scale-proxy",
    "stop-store", "rolling-update", "start-store",   "flush-store",
    "repin",      "delete-record",  "reset",         "set",
    "quit"};

std::vector<std::string> wordsOf(std::string_view line)
{
    std::vector<std::string> words;
    constexpr std::string_view kBlank = " \t\r";
    while (true) {
        const std::size_t begin = line.find_first_not_of(kBlank);
        if (begin == std::string_view::npos)
            return words;
        line.remove_prefix(begin);
        const std::size_t end = std::min(line.find_first_of(kBlank), line.size());
        words.emplace_back(line.substr(0, end));
        line.remove_prefix(end);
    }
}

tl::unexpected<Error> wrong(std::string what, const std::string &command, std::string hint)
{
    return fail(ErrorCode::InvalidInput, std::move(what), command, std::move(hint));
}

Result<ServeOrder> readSet(std::string_view line, const std::vector<std::string> &words)
{
    if (words.size() < 3)
        return wrong("a path and a value are needed", "set", "set cluster.backendReplicas 2");
    // The value is the rest of the line: it may hold blanks.
    const std::size_t path = line.find(words[1], line.find(words[0]) + words[0].size());
    const std::size_t value = line.find_first_not_of(" \t", path + words[1].size());
    const std::size_t end = line.find_last_not_of(" \t\r") + 1;
    return control::SetOption{words[1], std::string(line.substr(value, end - value)), kAsker};
}

Result<std::uint32_t> readNumber(const std::string &word, const std::string &command, const char *usage)
{
    std::uint32_t number = 0;
    const char *end = word.data() + word.size();
    const auto [stop, error] = std::from_chars(word.data(), end, number);
    if (error != std::errc() || stop != end)
        return wrong(fmt::format("not a number: '{}'", word), command, fmt::format("{} {}", command, usage));
    return number;
}

Result<ServeOrder> readRecordCommand(const std::vector<std::string> &words)
{
    const bool repins = words[0] == "repin";
    const char *usage = repins ? "SESSION N" : "SESSION";
    if (words.size() != (repins ? 3U : 2U))
        return wrong("a session is needed, as status lists them", words[0],
                     fmt::format("{} {}", words[0], usage));
    if (!repins)
        return control::DeleteSessionRecord{words[1], kAsker};
    const auto ordinal = readNumber(words[2], words[0], usage);
    if (!ordinal)
        return fail(ordinal.error());
    return control::RepinSession{words[1], *ordinal, kAsker};
}

Result<ServeOrder> readFault(const std::vector<std::string> &words)
{
    const auto kind = scenario::parseFaultKind(words[0]);
    if (!kind)
        return fail(ErrorCode::NotFound, fmt::format("no such command: '{}'", words[0]), words[0],
                    closestNameHint(words[0], kKnown));
    const char *meaning = scenario::targetMeaning(*kind);
    const std::size_t most = meaning ? 2 : 1;
    if (words.size() > most)
        return wrong(fmt::format("one word too many: '{}'", words[most]), words[0],
                     meaning ? fmt::format("{} N", words[0]) : words[0]);
    Fault fault{*kind, 0};
    if (words.size() == 2) {
        const auto target = readNumber(words[1], words[0], "N");
        if (!target)
            return fail(target.error());
        fault.target = *target;
    } else if (meaning && std::string_view(meaning) != "proxy") {
        return wrong(fmt::format("which {}?", meaning), words[0], fmt::format("{} N", words[0]));
    }
    return control::InflictFault{fault, kAsker};
}

} // namespace

Result<ServeOrder> readServeOrder(std::string_view line)
{
    const std::vector<std::string> words = wordsOf(line);
    if (words.empty())
        return wrong("an empty line is no command", "", "status, or quit to end");
    if (words[0] == "set")
        return readSet(line, words);
    if (words[0] == "repin" || words[0] == "delete-record")
        return readRecordCommand(words);
    if (words[0] != "status" && words[0] != "reset" && words[0] != "quit")
        return readFault(words);
    if (words.size() > 1)
        return wrong(fmt::format("one word too many: '{}'", words[1]), words[0], words[0]);
    if (words[0] == "status")
        return control::QueryStatus{};
    if (words[0] == "reset")
        return control::ResetCluster{kAsker};
    return control::Shutdown{};
}

} // namespace sessionscope::cli
