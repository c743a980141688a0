// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/inspect/snapshot.h"

#include <fmt/format.h>

namespace sessionscope::inspect {

namespace {

constexpr std::int64_t kJitterMs = 1'500;

std::string orNothing(std::string_view text)
{
    return text.empty() ? std::string("nothing") : std::string(text);
}

/// What changed of a session; empty: nothing that a restart would care about.
std::string changeOf(const Session &before, const Session &after)
{
    std::string what;
    const auto say = [&what](std::string text) { what += (what.empty() ? "" : ", ") + std::move(text); };
    if (before.createdAt != after.createdAt)
        say("made anew");
    if (view(before.backendUrl) != view(after.backendUrl))
        say(fmt::format("pin {} to {}", orNothing(view(before.backendUrl)),
                        orNothing(view(after.backendUrl))));
    if (before.backendSid != after.backendSid)
        say(before.backendSid.empty() ? "lost and re-initialised" : "lost and re-initialised again");
    return what;
}

} // namespace

SnapshotDiff diff(const SessionInventory &before, const SessionInventory &after)
{
    SnapshotDiff result;
    before.forEachPresent([&](auto, const Session &was) {
        const auto row = after.find(was.key);
        if (!row || !after.isPresent(*row)) {
            result.vanished.push_back(was.key);
            return;
        }
        const Session &is = after.session(*row);
        std::string what = changeOf(was, is);
        const bool slid = is.hasTtl() && is.expiresAt() > was.expiresAt() + Duration::milliseconds(kJitterMs);
        if (!what.empty())
            result.changed.push_back({was.key, std::move(what)});
        else
            ++(slid ? result.used : result.idle);
    });
    after.forEachPresent([&](auto, const Session &is) {
        const auto row = before.find(is.key);
        if (!row || !before.isPresent(*row))
            result.appeared.push_back(is.key);
    });
    return result;
}

} // namespace sessionscope::inspect
