// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/session/record_codec.h"
#include "tests/fuzz/fuzz_assert.h"

#include <cstddef>
#include <cstdint>

using namespace sessionscope::session;

/// Whatever a store holds is either refused or a record that survives being written and read again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto value = decodeValue(std::string_view(reinterpret_cast<const char *>(data), size));
    if (!value)
        return 0;
    if (const auto *record = std::get_if<Record>(&*value)) {
        const auto again = decodeRecord(encode(*record));
        FUZZ_ASSERT(again.has_value());
        FUZZ_ASSERT(encode(*again) == encode(*record));
    }
    return 0;
}
