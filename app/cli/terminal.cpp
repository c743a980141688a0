// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/terminal.h"

#include "core/base/shell_word.h"
#include "core/base/utf8.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>
#include <vector>

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

/// Each character of the text; '?' stands for one that is not printable.
std::vector<std::string_view> charactersOf(std::string_view text)
{
    std::vector<std::string_view> characters;
    while (!text.empty()) {
        const std::size_t length = std::max<std::size_t>(utf8SequenceLength(text), 1);
        const auto first = static_cast<unsigned char>(text[0]);
        const bool ascii = first >= 0x20 && first < 0x7F;
        const bool control = first == 0xC2 && length == 2 && static_cast<unsigned char>(text[1]) < 0xA0;
        characters.push_back(ascii || (length > 1 && !control) ? text.substr(0, length) : "?");
        text.remove_prefix(length);
    }
    return characters;
}

/// The word as it may stand in a shell's command, quoted only if it must be.
std::string inShell(std::string_view word)
{
    const bool plain = !word.empty() && std::ranges::all_of(word, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || std::string_view("_-./:=,@%+").find(c) != std::string_view::npos;
    });
    return plain ? std::string(word) : shellWord(word);
}

/// All of it; else the number of the error.
int write(int descriptor, std::string_view text)
{
    while (!text.empty()) {
        const auto written = ::write(descriptor, text.data(), text.size());
        if (written >= 0) {
            text.remove_prefix(static_cast<std::size_t>(written));
        } else if (errno == EAGAIN) { // somebody made it non-blocking
            pollfd full{descriptor, POLLOUT, 0};
            ::poll(&full, 1, -1);
        } else if (errno != EINTR) {
            return errno;
        }
    }
    return 0;
}

std::optional<Error> g_outputFailure; // like ferror(stdout): of the process, and it stays

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
    assert(columns > 0 || text.empty()); // a column of a table may be empty
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

std::string paragraph(std::string_view text, std::string_view indent, Tone tone)
{
    return toned(wrapped(text, kColumns - columnsOf(indent), indent), tone) + "\n";
}

std::string printable(std::string_view text)
{
    std::string shown;
    for (const std::string_view character : charactersOf(text))
        shown += character;
    return shown;
}

std::string shortened(std::string_view text, std::size_t columns)
{
    auto characters = charactersOf(text);
    if (characters.size() > columns) {
        const auto head = static_cast<std::ptrdiff_t>(columns / 2);
        const auto tail = static_cast<std::ptrdiff_t>(columns - 1) - head;
        characters.erase(characters.begin() + head, characters.end() - tail);
        characters.insert(characters.begin() + head, "…");
    }
    std::string shown;
    for (const std::string_view character : characters)
        shown += character;
    return shown;
}

std::string shellCommand(std::span<const std::string> words)
{
    constexpr std::size_t kMost = kColumns - 2; // a blank and the backslash
    std::string text = " ";
    std::size_t used = 1;
    for (std::size_t i = 0; i < words.size(); ++i) {
        std::string_view word = words[i];
        std::string whole = inShell(word);
        std::size_t needed = 1 + columnsOf(whole);
        if (word.starts_with("--") && i + 1 < words.size()) // stays beside its value
            needed += 1 + columnsOf(inShell(words[i + 1]));
        if (used > 1 && used + needed > kMost) {
            text += " \\\n   ";
            used = 3;
        }
        text += ' ';
        ++used;
        // A word that fits into no line goes on at the very beginning of the next one: the shell puts it together.
        while (used + columnsOf(whole) > kMost) {
            std::size_t fits = 1;
            while (used + columnsOf(inShell(word.substr(0, fits + 1))) <= kMost)
                ++fits;
            text += inShell(word.substr(0, fits)) + "\\\n";
            used = 0;
            word.remove_prefix(fits);
            whole = inShell(word);
        }
        text += whole;
        used += columnsOf(whole);
    }
    return text + "\n";
}

void print(std::string_view text)
{
    if (g_outputFailure)
        return;
    if (const int number = write(STDOUT_FILENO, text); number != 0) {
        g_outputFailure = Error{
            ErrorCode::Io, std::string("cannot write the output: ") + std::strerror(number),
            "standard output", number == EPIPE ? "who reads it ended first" : "check where the output goes"};
    }
}

const std::optional<Error> &outputFailure()
{
    return g_outputFailure;
}

void prepareStandardStreams()
{
    std::signal(SIGPIPE, SIG_IGN);
    for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (::fcntl(descriptor, F_GETFD) < 0)
            ::open("/dev/null", O_RDONLY); // takes the lowest free number; writing to it still fails
    }
}

void printError(const Error &error)
{
    std::string text = "error: " + wrapped(printable(error.what), kColumns - 7, "       ") + "\n";
    if (!error.where.empty())
        text += "where: " + wrapped(printable(error.where), kColumns - 7, "       ") + "\n";
    if (!error.hint.empty())
        text += "hint:  " + wrapped(printable(error.hint), kColumns - 7, "       ") + "\n";
    write(STDERR_FILENO, text);
}

} // namespace sessionscope::cli
