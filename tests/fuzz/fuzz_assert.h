// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdio>
#include <cstdlib>

/// Ends the program where a property does not hold, so that the fuzzer keeps the input.
#define FUZZ_ASSERT(condition)                                                                               \
    do {                                                                                                     \
        if (!(condition)) {                                                                                  \
            std::fprintf(stderr, "does not hold: %s (line %d)\n", #condition, __LINE__);                     \
            std::abort();                                                                                    \
        }                                                                                                    \
    } while (false)
