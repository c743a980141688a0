// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/exit_code.h"
#include "app/sessionscope/arguments.h"
#include "app/sessionscope/program.h"

#include <QDir>

#include <cstdio>

using namespace sessionscope;

int main(int argc, char *argv[])
{
    // Before there is a window: help and mistakes need no screen.
    const std::span words(argv, static_cast<std::size_t>(argc));
    const std::vector<const char *> rest(words.begin() + 1, words.end());
    const auto read = window::readArguments(rest, QDir::currentPath().toStdString(), SESSIONSCOPE_VERSION);
    if (!read) {
        std::fprintf(stderr, "sessionscope: %s\n", read.error().text().c_str());
        return static_cast<int>(cli::exitCodeFor(read.error().code));
    }
    if (const auto *shown = std::get_if<window::Text>(&*read)) {
        std::fputs(shown->text.c_str(), stdout);
        return 0;
    }
    return window::runProgram(argc, argv, std::get<window::Request>(*read));
}
