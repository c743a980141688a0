// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/live/recorder.h"

#include <string_view>

namespace sessionscope::live {

inline journal::Event storeEvent(journal::EventKind kind)
{
    journal::Event event;
    event.kind = kind;
    event.actor = {journal::Actor::Kind::Store, 0};
    return event;
}

inline journal::Event startedEvent(Recorder &recorder, std::string_view kindOfStore, Duration timeToLive)
{
    auto event = storeEvent(journal::EventKind::StoreStarted);
    event.text = recorder.intern(kindOfStore);
    event.number = timeToLive.inNanoseconds();
    return event;
}

} // namespace sessionscope::live
