// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/program.h"

#include <cstddef>

int main(int count, char *words[])
{
    const std::span<const char *const> all(words, static_cast<std::size_t>(count));
    return static_cast<int>(sessionscope::cli::runProgram(all.subspan(all.empty() ? 0 : 1)));
}
