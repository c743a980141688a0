// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/resp_reply.h"
#include "tests/fuzz/fuzz_assert.h"

#include <cstddef>
#include <cstdint>
#include <vector>

using namespace sessionscope;
using namespace sessionscope::live;

namespace {

constexpr std::size_t kReplyBytesMax = 1U << 20U;

struct Read
{
    std::vector<RespReply> replies;
    bool failed = false;

    bool operator==(const Read &) const = default;
};

Read read(std::string_view bytes, std::size_t pieceSize)
{
    RespDecoder decoder(kReplyBytesMax);
    Read read;
    while (!bytes.empty() && !read.failed) {
        const std::string_view piece = bytes.substr(0, pieceSize);
        bytes.remove_prefix(piece.size());
        decoder.feed(piece);
        for (;;) {
            auto reply = decoder.next();
            read.failed = !reply;
            if (!reply || !*reply)
                break;
            read.replies.push_back(std::move(**reply));
        }
    }
    return read;
}

} // namespace

/// However a stream is cut into pieces, it holds the same replies.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char *>(data), size);
    FUZZ_ASSERT(read(bytes, size + 1) == read(bytes, 1));
    return 0;
}
