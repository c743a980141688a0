// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/waiting.h"

#include <poll.h>
#include <vector>

namespace sessionscope::cli {

namespace {

constexpr int kProgressIntervalMs = 200;

} // namespace

void waitForAny(std::initializer_list<int> descriptors, Progress &progress)
{
    std::vector<pollfd> waiting;
    for (const int descriptor : descriptors)
        waiting.push_back({descriptor, POLLIN, 0});
    const int timeout = progress.refresh() ? kProgressIntervalMs : -1;
    ::poll(waiting.data(), waiting.size(), timeout);
}

bool isReadable(int descriptor)
{
    pollfd look{descriptor, POLLIN, 0};
    return ::poll(&look, 1, 0) > 0;
}

} // namespace sessionscope::cli
