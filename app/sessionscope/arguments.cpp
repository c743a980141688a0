// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/sessionscope/arguments.h"

#include "app/cli/run_setup.h"
#include "core/routing/profile.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <filesystem>

namespace sessionscope::window {

namespace {

constexpr const char *kPurpose = "Shows what becomes of MCP sessions when a proxy restarts, and why.";
constexpr const char *kFooter
    = "Exit codes: 0 closed, 2 bad usage or input, 3 environment, 130 interrupted.\n\n"
      "Examples:\n"
      "  sessionscope --run restart\n"
      "  sessionscope --open run.journal\n"
      "  sessionscope --run restart --screenshot-tour pictures\n\n"
      "Without a screen, use sessionscope-cli.";

void declare(CLI::App &app, Request &request)
{
    app.add_option("--scenario", request.scenario, "Choose a scenario, or a plan's file")->type_name("ID");
    app.add_option("--run", request.run, "Show its bug and its fix at once; with --profile, run it once")
        ->type_name("ID");
    app.add_option("--profile", request.profile, "How the proxy decides")->type_name("NAME");
    app.add_option("--seed", request.changes.seed, "Seed of every random draw")->type_name("N");
    app.add_option("--engine", request.engine, "live (sockets) or sim (virtual time)")
        ->type_name("NAME")
        ->check(CLI::IsMember({"live", "sim"}).description(""));
    app.add_option("--store", request.changes.store, "local, embedded, redis, or a URL of a Redis")
        ->type_name("STORE");
    app.add_option("--open,files", request.files, "Open journals and plans")->type_name("FILE");
    app.add_option("--connect", request.connect, "Look at the sessions of a Redis")->type_name("URL");
    app.add_option("--screenshot-tour", request.tourFolder, "Write pictures of every view, then quit")
        ->type_name("DIR");
    app.add_option("--language", request.language, "en or de, instead of the settings'")
        ->type_name("CODE")
        ->check(CLI::IsMember({"en", "de"}).description(""));
    app.add_flag("--timings", request.timings, "Print when the first picture and the verdict were there");
    app.add_flag("--new-window", request.newWindow, "Open a window of its own, even if there is one");
}

/// A built-in scenario's name stays; a file's name becomes absolute, as the window may run in another folder.
Result<void> settleScenario(std::string &name, const std::string &folder)
{
    if (name.empty())
        return {};
    if (name.ends_with(".json") || name.find('/') != std::string::npos)
        name = (std::filesystem::path(folder) / name).lexically_normal().string();
    const auto plan = cli::loadPlan(name);
    return plan ? Result<void>() : fail(plan.error());
}

Result<void> settle(Request &request, const std::string &folder)
{
    for (std::string *name : {&request.scenario, &request.run}) {
        if (auto settled = settleScenario(*name, folder); !settled)
            return settled;
    }
    const std::string profile
        = request.profile.empty() ? std::string(routing::kDefaultAfter) : request.profile;
    if (const auto overrides = cli::readOverrides(profile, "--profile", request.changes); !overrides)
        return fail(overrides.error());
    for (std::string &file : request.files)
        file = (std::filesystem::path(folder) / file).lexically_normal().string();
    if (!request.tourFolder.empty())
        request.tourFolder = (std::filesystem::path(folder) / request.tourFolder).lexically_normal().string();
    return {};
}

Error refused(const CLI::ParseError &error)
{
    const std::string text = error.what();
    const std::size_t option = text.find("--");
    std::string where = "sessionscope";
    if (option != std::string::npos)
        where = text.substr(option, text.find_first_of(": ,]", option) - option);
    return {ErrorCode::InvalidInput, text, std::move(where), "see sessionscope --help"};
}

} // namespace

bool Request::asksForNothing() const
{
    return *this == Request{};
}

Result<std::variant<Request, Text>> readArguments(std::span<const char *const> words,
                                                  const std::string &folder, const std::string &version)
{
    CLI::App app(kPurpose, "sessionscope");
    app.footer(kFooter);
    app.get_formatter()->column_width(28);
    app.set_version_flag("--version", "sessionscope " + version);
    Request request;
    declare(app, request);
    std::vector<std::string> reversed(words.rbegin(), words.rend()); // the order that CLI11 wants
    try { // CLI11 reports by exception; nothing of it leaves this function
        app.parse(std::move(reversed));
    } catch (const CLI::CallForHelp &) {
        return Text{app.help()};
    } catch (const CLI::CallForVersion &shown) {
        return Text{std::string(shown.what()) + "\n"};
    } catch (const CLI::ParseError &error) {
        return fail(refused(error));
    }
    if (auto settled = settle(request, folder); !settled)
        return fail(settled.error());
    return request;
}

std::string encode(const Request &request)
{
    nlohmann::json json
        = {{"scenario", request.scenario},  {"run", request.run},     {"profile", request.profile},
           {"engine", request.engine},      {"files", request.files}, {"connect", request.connect},
           {"store", request.changes.store}};
    if (request.changes.seed)
        json["seed"] = *request.changes.seed;
    return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

Result<Request> decode(const std::string &bytes)
{
    Request request;
    try { // whoever may write here is this user, but it may be another version of this program
        const auto json = nlohmann::json::parse(bytes);
        request.scenario = json.value("scenario", "");
        request.run = json.value("run", "");
        request.profile = json.value("profile", "");
        request.engine = json.value("engine", "");
        request.files = json.value("files", std::vector<std::string>());
        request.connect = json.value("connect", "");
        request.changes.store = json.value("store", "");
        if (json.contains("seed"))
            request.changes.seed = json.at("seed").get<std::uint64_t>();
    } catch (const nlohmann::json::exception &error) {
        return fail(ErrorCode::InvalidInput, error.what(), "request");
    }
    return request;
}

} // namespace sessionscope::window
