// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/journal/failure_modes.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace sessionscope::journal {

namespace {

constexpr std::string_view kPinThePod
    = "Record the pod that holds the session: profile pod-dns (its name) or pod-ip (its address).";
constexpr std::string_view kKeepState
    = "No routing brings memory back: keep the state outside the pod, or let the client start over.";

constexpr std::string_view kPodDns = "pod-dns";
constexpr std::string_view kToday = "toolhive-0.44";

// In the order of Finding.
constexpr std::array<FailureMode, kFindingCount> kModes{{
    {"", "The session works", "", "Its last request reached the pod that holds it.", ""},
    {"", "Closed by its client", "", "The client ended the session with DELETE.", ""},
    {"", "Used after it was closed", "client",
     "The client ended the session with DELETE and used its id again; the guard's 404 is right.",
     "Cancel the connection instead of closing the session, or initialize again."},
    {"F-01", "Service URL pinned, wrong pod after proxy restart", "proxy",
     "The record names the load-balanced Service, so the restarted proxy was sent to another pod.",
     kPinThePod, kPodDns},
    {"F-01", "Service URL pinned, wrong pod through another proxy", "proxy",
     "The record names the load-balanced Service, which sends another proxy's connections to another pod.",
     kPinThePod, kPodDns},
    {"F-28", "Service URL pinned, a new connection reached another pod", "proxy",
     "The record names the load-balanced Service, which chooses a pod per connection, not per session.",
     kPinThePod, kPodDns},
    {"F-02", "No shared store", "proxy",
     "The record was only in the memory of the proxy process that made it.",
     "Share a store among the proxies: profile pod-dns does, as any but memory.", kPodDns},
    {"F-04", "Pod DNS never published (serviceName mismatch)", "platform",
     "The pod is Ready, yet no pod name resolves: the StatefulSet's serviceName is not the headless Service.",
     "Recreate the StatefulSet with the headless Service as its serviceName, or use profile pod-ip.",
     "pod-ip"},
    {"F-05", "Random ordinal is not the serving pod", "proxy",
     "The pinned pod was drawn at random after another pod had answered initialize.",
     "Send initialize to the drawn pod: profile pod-dns; or record the pod that answered: profile pod-ip.",
     kPodDns},
    {"", "Pin moved on purpose", "", "Somebody made the record name a pod that does not hold the session.",
     "Move the pin back: nothing of the session is lost while its pod lives."},
    {"F-06", "Pin beyond the replica count", "platform",
     "The pinned pod was scaled away, and its name with it.",
     "Drop the pin on a dial error and initialize again: profile toolhive-0.44 does, with an empty state.",
     kToday},
    {"P-4", "Pinned pod has no name while it is not Ready", "platform",
     "The headless Service publishes Ready pods only, and the pinned one was not Ready.",
     "Retry once the pod is Ready, or publish not-ready addresses."},
    {"F-12", "Pod replaced, connection refused", "platform",
     "The pod that had the pinned address is gone, and nobody listens there now.",
     "Initialize again on a dial error (profile toolhive-0.44), or pin the pod's name (profile pod-dns).",
     kToday},
    {"F-13", "Pod IP black-holed", "platform",
     "Nothing answers at the pinned address: the dial ran out of time.",
     "Use a dial limit shorter than the client's patience and recover after it."},
    {"F-15", "Connection died mid-request", "platform",
     "The connection to the pod ended in the middle of a request that may have been processed.",
     "Retry calls that may be repeated; shut pods down gracefully."},
    {"", "No pod was ready behind the Service", "platform",
     "The Service had no ready endpoint for the proxy's connection.", "Retry once a pod is Ready."},
    {"", "The backend could not be reached", "platform", "The proxy's dial to the backend failed.",
     "Retry once the pod listens; give the pods a readiness probe."},
    {"F-30", "Misroute accepted silently", "pod",
     "A pod that had never seen the session answered as if it had, with an empty state.", kPinThePod,
     kPodDns},
    {"F-11", "Silent state loss after re-initialisation", "proxy",
     "The request reached another pod, and the proxy made a new, empty session there behind the old id.",
     kPinThePod, kPodDns},
    {"F-10", "Re-initialisation ping-pong between proxies", "proxy",
     "Proxies that reach different pods take turns replacing the session by an empty one.", kPinThePod,
     kPodDns},
    {"P-8", "Pod name still true, its memory gone", "pod",
     "The name follows the pod, but the pod has restarted since and its memory is new.", kKeepState},
    {"", "Backend pod stopped, its memory is gone", "pod",
     "The pod that held the session stopped, and the session with it.", kKeepState},
    {"F-11", "Silent state loss after re-initialisation", "pod",
     "The pod that held the session stopped, and the proxy made a new, empty one behind the old id.",
     kKeepState},
    {"", "The pod forgot the session by itself", "pod",
     "The pod that held the session did not restart, yet no longer knows it.",
     "Look at the server's own session limits."},
    {"F-20", "A 404 that is not about the session", "pod",
     "The pod knew the session and answered 404 all the same.",
     "Read the pod's answer: the path or method may be unknown to it."},
    {"F-19", "Backend answers 400 for unknown sessions", "pod",
     "The pod did not know the session and said 400 where the protocol wants 404.",
     "Upgrade the server's SDK; only a 404 starts a recovery."},
    {"F-25", "Host header flip", "proxy",
     "The session was made under another Host than the one of its requests, and the pod refuses that one.",
     "Let the server allow it, or send a Host that it allows: --set cluster.podHostHeader=HOST:PORT."},
    {"", "The pod refused the request; the session is untouched", "client",
     "The pod that holds the session did not accept this request.",
     "Read the pod's answer: it is about the request, and another one may succeed."},
    {"", "The pod failed; the session is untouched", "pod",
     "The pod that holds the session answered with an error of its own.",
     "Look at the server's log; calls that may be repeated can be retried."},
    {"F-31", "Store unreachable", "store", "The proxy could not ask the store, so it answered 503.",
     "Bring the store back: the session itself is not lost."},
    {"F-33", "Ghost session: write failed on initialize", "store",
     "The store refused the new record, but the client was given its id all the same.",
     "Repair the store; the client must initialize again."},
    {"F-34", "Flush, eviction or failover lost the records", "store",
     "The store forgot the record, while the pod still holds the session.",
     "Give the store persistence and no eviction; clients must initialize again."},
    {"F-35", "Idle expiry", "client", "Nobody used the session for the record's time to live.",
     "Raise the session's time to live, or let the client initialize again."},
    {"", "Record deleted on purpose", "", "Somebody deleted the session's record from the store.",
     "The client must initialize again."},
    {"", "The record vanished", "store",
     "The record was saved, but the store no longer has it; no event says why.",
     "Look at the store's evictions, expiry and other writers."},
    {"F-52", "Looks like loss, is classification", "client",
     "The proxy refused the request's protocol version or _meta; the session is untouched.",
     "Upgrade the client, or repair its _meta."},
    {"F-53", "Looks like loss, is a batch refusal", "client",
     "The proxy refuses JSON-RPC batches; the session is untouched.", "Send single messages."},
    {"F-54", "Redirect that the proxy does not follow", "pod",
     "The backend sends requests to another host, or in circles; the proxy passed its answer on.",
     "Point the target at the URL where the redirects end."},
    {"", "The proxy stopped mid-request", "platform", "The proxy ended before it had answered.",
     "Drain proxies before they stop; the client may retry."},
    {"", "No proxy took the request", "platform", "The client reached no proxy that answered it.",
     "Retry once a proxy is Ready."},
    {"", "Lost for a reason that the journal does not tell", "",
     "No known failure mode fits what was recorded.", ""},
}};

static_assert(std::ranges::none_of(kModes, [](const FailureMode &mode) { return mode.title.empty(); }));

} // namespace

const FailureMode &failureMode(Finding finding)
{
    return kModes[static_cast<std::size_t>(finding)];
}

const FailureMode *findFailureMode(std::string_view code)
{
    const auto found = std::ranges::find(kModes, code, &FailureMode::code);
    return code.empty() || found == kModes.end() ? nullptr : &*found;
}

} // namespace sessionscope::journal
