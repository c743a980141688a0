// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/command_line.h"

#include "app/cli/command_options.h"
#include "app/cli/results.h"
#include "core/base/closest_name.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <vector>

namespace sessionscope::cli {

namespace {

constexpr const char *kProgram = "sessionscope-cli";
constexpr const char *kPurpose
    = "Shows why MCP sessions are lost when a proxy restarts, with real HTTP and a real\n"
      "Redis on this machine, and verifies what keeps them.";
constexpr const char *kExitCodes
    = "Exit codes: 0 all checks passed, 1 a check failed, 2 bad usage or input,\n"
      "3 environment (port taken, Redis unreachable), 130 interrupted.\n\n"
      "Examples:\n"
      "  sessionscope-cli verify restart\n"
      "  sessionscope-cli run restart --profile toolhive-0.17 --repeat 60\n"
      "  sessionscope-cli serve --profile pod-dns";

/// The parsed subcommand, or the program itself if there is none.
const CLI::App &chosen(const CLI::App &app)
{
    const auto commands = app.get_subcommands();
    return commands.empty() ? app : *commands.front();
}

std::string helpHint(const CLI::App &app)
{
    const CLI::App &command = chosen(app);
    return &command == &app ? fmt::format("see {} --help", kProgram)
                            : fmt::format("see {} {} --help", kProgram, command.get_name());
}

/// The names of the options of the command that was given, or of the commands if none was.
std::vector<std::string> knownNames(const CLI::App &app)
{
    std::vector<std::string> names;
    const CLI::App &command = chosen(app);
    for (const CLI::Option *option : command.get_options()) {
        for (const std::string &name : option->get_lnames())
            names.push_back("--" + name);
    }
    for (const CLI::App *subcommand : command.get_subcommands({}))
        names.push_back(subcommand->get_name());
    return names;
}

/// What was not expected, with what it may have been meant to be.
Error unexpected(const CLI::App &app)
{
    const std::vector<std::string> extra = app.remaining(true);
    const std::string word = extra.empty() ? std::string() : extra.front();
    const std::vector<std::string> names = knownNames(app);
    const std::vector<std::string_view> views(names.begin(), names.end());
    std::string hint = closestNameHint(word, views);
    if (hint.starts_with("known are") && &chosen(app) != &app)
        hint.clear();
    hint += hint.empty() ? helpHint(app) : "; " + helpHint(app);
    const char *what = word.starts_with('-') ? "no such option"
        : &chosen(app) == &app               ? "no such command"
                                             : "one word too many";
    return {ErrorCode::InvalidInput, fmt::format("{}: '{}'", what, word), word, std::move(hint)};
}

/// CLI11 begins its messages with the option that they are about ("--seed: …").
Error refused(const CLI::App &app, const CLI::ParseError &error)
{
    const bool noCommand = &chosen(app) == &app && app.remaining_size(true) > 0;
    if (noCommand || dynamic_cast<const CLI::ExtrasError *>(&error))
        return unexpected(app);
    const std::string text = error.what();
    const std::size_t option = text.find("--");
    std::string where = chosen(app).get_name();
    if (option != std::string::npos)
        where = text.substr(option, text.find_first_of(": ,", option) - option);
    return {ErrorCode::InvalidInput, text, std::move(where), helpHint(app)};
}

/// What is empty was forgotten: an unset variable of a shell, as a rule.
void refuseEmptyValues(CLI::App &app)
{
    const auto check
        = [](const std::string &text) { return std::string(text.empty() ? "the value is empty" : ""); };
    for (CLI::App *command : app.get_subcommands({})) {
        for (CLI::Option *option : command->get_options()) {
            if (option->get_items_expected_max() > 0)
                option->check(check);
        }
    }
}

} // namespace

Result<Request> readCommandLine(std::span<const char *const> words)
{
    CLI::App app(kPurpose, kProgram);
    app.footer(kExitCodes);
    app.require_subcommand(1);
    app.get_formatter()->column_width(24);
    app.set_version_flag("--version", fmt::format("{} {}", kProgram, programVersion()));
    CommandOptions options;
    options.declare(app);
    refuseEmptyValues(app);

    if (words.empty())
        return fail(ErrorCode::InvalidInput, "a command is missing", kProgram, helpHint(app));
    std::vector<std::string> reversed; // the order that CLI11 wants
    for (const char *word : words)
        reversed.insert(reversed.begin(), word);
    try { // CLI11 reports by exception; nothing of it leaves this function
        app.parse(std::move(reversed));
    } catch (const CLI::CallForHelp &) {
        return TextRequest{app.help()};
    } catch (const CLI::CallForVersion &version) {
        return TextRequest{std::string(version.what()) + "\n"};
    } catch (const CLI::ParseError &error) {
        return fail(refused(app, error));
    }
    return options.request(chosen(app).get_name());
}

} // namespace sessionscope::cli
