// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <tl/expected.hpp>

#include <string>
#include <utility>
#include <vector>

namespace sessionscope {

/// What kind of trouble, stable across releases: tests, exit codes and translations hang on it, never on the text.
enum class ErrorCode {
    InvalidInput, ///< a file, option or message is not of its form; `where` is its JSON path, line or option
    Unsupported,  ///< well-formed, but the chosen parts cannot do it
    NotFound,     ///< a named thing does not exist
    AddressInUse, ///< a port or address is taken
    ConnectionRefused, ///< the peer's host answered that nobody listens
    Unreachable,       ///< no answer to a dial within its time
    ConnectionLost,    ///< the peer closed or reset in the middle
    TimedOut,          ///< connected, but no answer in time
    NameNotResolved,   ///< NXDOMAIN
    Protocol,          ///< the peer broke the protocol
    Refused,           ///< the peer understood and said no (NOAUTH, NOPERM, an HTTP status)
    Io,                ///< files, processes, the operating system
    Cancelled,         ///< somebody asked to stop
};

/// An environment or input failure as a value: what, where, and what a person can do about it.
/// Programmer errors assert instead; a peer's misbehaviour is an event and a decision (architecture §9).
struct Error
{
    ErrorCode code = ErrorCode::InvalidInput;
    std::string what;  ///< one sentence without a final stop
    std::string where; ///< JSON path, file:line, option, address; may be empty
    std::string hint;  ///< what to do; may be empty

    /// "where: what (hint)", for logs and standard error.
    std::string text() const;

    bool operator==(const Error &) const = default;
};

template <class T> using Result = tl::expected<T, Error>;

/// The failed side of a Result; `return fail(ErrorCode::InvalidInput, "not a number", "$.seed");`
inline tl::unexpected<Error> fail(ErrorCode code, std::string what, std::string where = {},
                                  std::string hint = {})
{
    return tl::unexpected<Error>(Error{code, std::move(what), std::move(where), std::move(hint)});
}

inline tl::unexpected<Error> fail(Error error)
{
    return tl::unexpected<Error>(std::move(error));
}

/// The stable name of a code, e.g. "connection-refused".
const char *toText(ErrorCode code);

} // namespace sessionscope
