// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/cli/options.h"
#include "core/base/result.h"

#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

/// The program with the window.
namespace sessionscope::window {

/// What a start of the program asks for. A second start hands it to the window that is open.
struct Request
{
    std::string scenario;           ///< a scenario's name or a plan's file: chosen, not run
    std::string run;                ///< the same, and shown before and after the fix at once
    std::string profile;            ///< empty: as it is
    std::string engine;             ///< "live", "sim" or empty
    cli::RunChanges changes;        ///< store and seed
    std::vector<std::string> files; ///< journals and plans to open
    std::string connect;            ///< a Redis to look at
    std::string language;           ///< "en", "de"; empty: the settings'
    std::string tourFolder;         ///< pictures of every view go there, then the program ends
    bool newWindow = false;         ///< even if one is open
    bool timings = false;           ///< print what a person had to wait for

    bool asksForNothing() const;
    bool operator==(const Request &) const = default;
};

/// Help or version: nothing but to print it.
struct Text
{
    std::string text;
};

/// The words of the command line, without the program's name. Names of files are made absolute against `folder`. Words
/// that are no scenario, profile, engine or store are refused here, so that a script learns at once.
Result<std::variant<Request, Text>> readArguments(std::span<const char *const> words,
                                                  const std::string &folder, const std::string &version);

/// A request as it travels from a second start to the first.
std::string encode(const Request &request);
Result<Request> decode(const std::string &bytes);

} // namespace sessionscope::window
