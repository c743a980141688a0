// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/terminal.h"

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <unistd.h>

namespace sessionscope::cli {

namespace {

bool mayColour(int descriptor)
{
    const char *noColour = std::getenv("NO_COLOR");
    const char *terminal = std::getenv("TERM");
    const bool dumb = !terminal || std::string_view(terminal) == "dumb";
    return (!noColour || *noColour == '\0') && !dumb && ::isatty(descriptor) != 0;
}

const char *codeOf(Tone tone)
{
    switch (tone) {
    case Tone::Plain:
        return "";
    case Tone::Good:
        return "\x1b[32m";
    case Tone::Bad:
        return "\x1b[31m";
    case Tone::Warning:
        return "\x1b[33m";
    case Tone::Quiet:
        return "\x1b[2m";
    case Tone::Strong:
        return "\x1b[1m";
    }
    return "";
}

/// How many bytes of a word fit into that many columns; a long name is cut after a dot, slash or dash if it has one.
std::size_t cutOf(std::string_view word, std::size_t columns)
{
    if (columnsOf(word) <= columns)
        return word.size();
    std::size_t fits = 0;
    while (columnsOf(word.substr(0, fits + 1)) <= columns)
        ++fits;
    const std::size_t joint = word.substr(0, fits).find_last_of("./-");
    return joint == std::string_view::npos || joint == 0 ? fits : joint + 1;
}

void write(std::FILE *file, std::string_view text)
{
    std::fwrite(text.data(), 1, text.size(), file);
    std::fflush(file);
}

} // namespace

bool outputHasColour()
{
    static const bool colour = mayColour(STDOUT_FILENO);
    return colour;
}

std::string toned(std::string_view text, Tone tone)
{
    if (!outputHasColour() || tone == Tone::Plain || text.empty())
        return std::string(text);
    return fmt::format("{}{}\x1b[0m", codeOf(tone), text);
}

std::size_t columnsOf(std::string_view text)
{
    std::size_t columns = 0;
    bool inCode = false;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '\x1b')
            inCode = true;
        else if (inCode)
            inCode = c != 'm';
        else if ((byte & 0xC0U) != 0x80U) // not a continuation of a character
            ++columns;
    }
    return columns;
}

std::string wrapped(std::string_view text, std::size_t columns, std::string_view indent)
{
    std::string lines;
    std::size_t used = 0;
    const auto newLine = [&] {
        lines += '\n';
        lines += indent;
        used = 0;
    };
    while (!text.empty()) {
        const std::size_t space = text.find(' ');
        std::string_view word = text.substr(0, space);
        text.remove_prefix(space == std::string_view::npos ? text.size() : space + 1);
        if (word.empty())
            continue;
        if (used > 0 && used + 1 + columnsOf(word) > columns)
            newLine();
        if (used > 0) {
            lines += ' ';
            ++used;
        }
        for (std::size_t cut = cutOf(word, columns); cut < word.size(); cut = cutOf(word, columns)) {
            lines += word.substr(0, cut);
            word.remove_prefix(cut);
            newLine();
        }
        lines += word;
        used += columnsOf(word);
    }
    return lines;
}

void print(std::string_view text)
{
    write(stdout, text);
}

void printError(const Error &error)
{
    std::string text = "error: " + wrapped(error.what, kColumns - 7, "       ") + "\n";
    if (!error.where.empty())
        text += "where: " + error.where + "\n";
    if (!error.hint.empty())
        text += "hint:  " + wrapped(error.hint, kColumns - 7, "       ") + "\n";
    write(stderr, text);
}

} // namespace sessionscope::cli
