// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/picked_event.h"

namespace sessionscope::live {

journal::Event pickedEvent(Recorder &recorder, Endpoint client,
                           const std::optional<cluster::Service::Pick> &pick,
                           const std::optional<DataPath::Origin> &origin)
{
    journal::Event event;
    event.kind = pick ? journal::EventKind::ServicePicked : journal::EventKind::ServiceRefused;
    event.text = recorder.intern(client.ip.text());
    if (pick) {
        event.number = pick->endpoint;
        event.detail = recorder.intern(pick->byAffinity ? "affinity" : "random");
    }
    if (origin) {
        event.exchange = origin->exchange;
        event.cause = origin->cause;
        event.session = origin->session;
    }
    return event;
}

} // namespace sessionscope::live
