// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/journal/causes.h"

namespace sessionscope::journal {

namespace {

// From a proxy's RequestReceived back to the client there is the front door at most.
constexpr int kHopsMax = 4;

} // namespace

const Event *requestBehind(const Journal &journal, const Event &event)
{
    const Event *caller = callerBehind(journal, event);
    return caller && caller->kind == EventKind::RequestSent ? caller : nullptr;
}

const Event *callerBehind(const Journal &journal, const Event &event)
{
    const Event *at = &event;
    for (int hop = 0; at && hop < kHopsMax; ++hop) {
        if (at->kind == EventKind::RequestSent || at->kind == EventKind::ClientAttached)
            return at;
        at = journal.find(at->cause);
    }
    return nullptr;
}

} // namespace sessionscope::journal
