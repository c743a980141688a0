// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace sessionscope::cli {

bool fileExists(const std::string &name);

/// Reads a whole file, of 1 GiB at most. Errors: NotFound for a file that is not there, Io for one that cannot be read or
/// is larger; `where` is the name.
Result<std::string> readFile(const std::string &name);

/// The same for the first `most` bytes alone.
Result<std::string> readStartOfFile(const std::string &name, std::size_t most);

/// Replaces the file. Errors: Io.
Result<void> writeFile(const std::string &name, std::string_view text);

/// The same, and nobody else may read it (mode 0600). Errors: Io.
Result<void> writePrivateFile(const std::string &name, std::string_view text);

} // namespace sessionscope::cli
