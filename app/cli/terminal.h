// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

/// How the program talks to a person: 80 columns, colour on a terminal only, words beside every colour.
namespace sessionscope::cli {

inline constexpr std::size_t kColumns = 80;

enum class Tone { Plain, Good, Bad, Warning, Quiet, Strong };

/// Whether standard output shows colours: a terminal that is not dumb, and no NO_COLOR (https://no-color.org).
bool outputHasColour();

/// The text in that tone, if standard output shows colours.
std::string toned(std::string_view text, Tone tone);

/// How many columns the text takes, colours not counted. Every character of ours is one column wide.
std::size_t columnsOf(std::string_view text);

/// Breaks a text at spaces into lines of at most `columns` (at least one); only a word that is longer is cut.
std::string wrapped(std::string_view text, std::size_t columns, std::string_view indent);

/// A paragraph of at most 80 columns with its line break; every line but the first begins with `indent`.
std::string paragraph(std::string_view text, std::string_view indent, Tone tone = Tone::Plain);

/// Words of somebody else as a terminal may show them: what is not printable stands as '?', so that nobody but us
/// steers the terminal.
std::string printable(std::string_view text);

/// The same in at most `columns` (at least three): the middle is left out, since names and addresses differ at their
/// ends.
std::string shortened(std::string_view text, std::size_t columns);

/// A command to be copied into a shell, indented by two: what does not fit goes on behind a backslash.
std::string shellCommand(std::span<const std::string> words);

/// To standard output. Once that has failed, nothing more is written.
void print(std::string_view text);

/// Why standard output could not be written, an Io error; nothing as long as it could.
const std::optional<Error> &outputFailure();

/// Once, before anything is opened or written: a pipe without a reader is an error of print(), not the end of the
/// program, and no file or socket of ours takes the place of a standard stream that was closed.
void prepareStandardStreams();

/// What went wrong, where, and what to do, to standard error.
void printError(const Error &error);

} // namespace sessionscope::cli
