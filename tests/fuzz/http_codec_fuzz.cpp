// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/http_codec.h"
#include "tests/fuzz/fuzz_assert.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

using namespace sessionscope::live;

namespace {

struct Read
{
    std::vector<std::string> requests; ///< method and body of each
    int refusal = 0;

    bool operator==(const Read &) const = default;
};

/// Reads requests from bytes that arrive `pieceSize` at a time, as a connection does.
Read readRequests(std::string_view bytes, std::size_t pieceSize)
{
    RequestParser parser({.headBytesMax = 4096, .bodyBytesMax = 4096});
    Read read;
    std::string pending;
    std::string method;
    bool progressed = false;
    bool inBody = false;
    while (read.refusal == 0 && (progressed || !bytes.empty())) {
        if (!progressed) {
            pending += bytes.substr(0, pieceSize);
            bytes.remove_prefix(std::min(pieceSize, bytes.size()));
        }
        const Parsed parsed = parser.feed(pending);
        FUZZ_ASSERT(parsed.used <= pending.size());
        pending.erase(0, parsed.used);
        progressed = (parsed.used > 0 || parsed.done) && !pending.empty();
        read.refusal = parsed.refusal;
        if (parsed.headDone)
            method = parser.head().method;
        if (parsed.done) {
            read.requests.push_back(method + ' ' + parser.body());
            parser.reset();
            inBody = false;
        } else if (parsed.headDone && !std::exchange(inBody, true)) {
            progressed = true; // the body may be there already
        }
    }
    return read;
}

void readResponse(std::string_view bytes)
{
    ResponseParser parser;
    parser.reset(false);
    for (int steps = 0; steps < 64; ++steps) {
        const Parsed parsed = parser.feed(bytes);
        FUZZ_ASSERT(parsed.used <= bytes.size());
        bytes.remove_prefix(parsed.used);
        if (parsed.refusal != 0 || parsed.done || (parsed.used == 0 && !parsed.headDone))
            return;
    }
}

} // namespace

/// However a stream is cut into pieces, it holds the same requests and is refused for the same reason.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char *>(data), size);
    // With an end to what may be half a head: of that, more may be seen to be wrong when it comes at once.
    const std::string ended = std::string(bytes) + "\r\n\r\n";
    FUZZ_ASSERT(readRequests(ended, ended.size()) == readRequests(ended, 1));
    readResponse(bytes);
    return 0;
}
