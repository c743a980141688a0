// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/scenario/plan.h"
#include "core/scenario/run_spec.h"
#include "tests/fuzz/fuzz_assert.h"

#include <cstddef>
#include <cstdint>

using namespace sessionscope::scenario;

/// Whatever a file holds is either refused with a place, or a plan that survives being written and read again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto plan = parsePlan(std::string_view(reinterpret_cast<const char *>(data), size));
    if (!plan) {
        FUZZ_ASSERT(!plan.error().what.empty());
        return 0;
    }
    const std::string written = toJson(*plan).dump();
    const auto again = parsePlan(written);
    FUZZ_ASSERT(again.has_value());
    FUZZ_ASSERT(toJson(*again).dump() == written);
    (void)resolve(*plan, {});
    return 0;
}
