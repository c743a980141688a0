// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/journal/explain_sentences.h"

#include "core/base/duration_text.h"
#include "core/base/mask.h"

#include <algorithm>

namespace sessionscope::journal {

namespace {

std::string quoted(const CaseFile &file, Symbol symbol)
{
    return std::string(file.text(symbol));
}

std::string podName(std::int64_t ordinal)
{
    return "pod-" + std::to_string(ordinal);
}

/// What a pin is worth, where that is not plain from its text.
std::string remark(const CaseFile &file, const Event &saved)
{
    const Pin pin = file.pinOf(file.text(saved.text));
    switch (pin.kind) {
    case Pin::Kind::None:
        break;
    case Pin::Kind::Service:
        return " — the pod was not recorded";
    case Pin::Kind::OtherAddress:
        return " — the Service's own address, not the pod's (F-08)";
    case Pin::Kind::PodName:
    case Pin::Kind::PodAddress:
        if (pin.pod != file.home && file.home >= 0 && file.text(saved.detail) == "created")
            return " — but " + podName(file.home) + " answered initialize";
        return " — " + podName(pin.pod);
    }
    return {};
}

std::string aboutForward(const CaseFile &file, const Event &event)
{
    const bool makes = !file.creation.empty() && event.exchange == file.creation.front()->exchange;
    const std::string_view why = file.text(event.detail);
    if (why == "re-initialisation")
        return "initialize sent again, to " + quoted(file, event.text);
    if (why == "redirect")
        return "redirected to " + quoted(file, event.text);
    return (makes ? "initialize sent to " : "request sent to ") + quoted(file, event.text);
}

std::string aboutStart(const CaseFile &file, const Event &event)
{
    const std::string who = toText(event.actor);
    if (event.number <= 1)
        return who + " started at " + quoted(file, event.text);
    std::string before;
    for (const Event &earlier : file.journal->events()) {
        if (earlier.sequence >= event.sequence)
            break;
        if (earlier.kind == event.kind && earlier.actor == event.actor)
            before = quoted(file, earlier.text) + " → ";
    }
    return who + " restarted (" + before + quoted(file, event.text) + ")";
}

std::string aboutRecord(const CaseFile &file, const Event &event)
{
    if (event.kind == EventKind::RecordDeleted)
        return "record deleted from the store";
    if (event.kind == EventKind::RecordLoaded)
        return event.number == 1 ? "session recovered from the store → " + quoted(file, event.text)
                                 : "no record of the session in the store";
    if (event.number != 1)
        return "backend_url not stored: the record was gone or there already";
    return "backend_url stored = " + quoted(file, event.text) + remark(file, event);
}

std::string aboutPod(const CaseFile &file, const Event &event)
{
    const std::string who = toText(event.actor);
    if (event.kind == EventKind::PodReady)
        return who + " became Ready";
    if (event.kind == EventKind::PodStopped)
        return who + " was " + quoted(file, event.text)
            + (event.number < 0 ? "" : ", its " + std::to_string(event.number) + " sessions with it");
    if (event.other == 0 && event.number >= 400)
        return who + (event.actor.index == file.home ? " no longer knows" : " never saw") + " this session";
    return who + " answered " + std::to_string(event.number);
}

std::string aboutFailure(const CaseFile &file, const Event &event)
{
    if (event.kind == EventKind::NameNotFound)
        return "no address for the name " + quoted(file, event.text);
    if (event.kind == EventKind::DialFailed)
        return "dial of " + quoted(file, event.text) + " failed: " + quoted(file, event.detail);
    if (event.kind == EventKind::ForwardFailed)
        return "connection to the pod failed: " + quoted(file, event.text);
    if (event.kind == EventKind::StoreFailed)
        return "store did not "
            + std::string(file.text(event.detail) == "load" ? "answer" : "take the record") + ": "
            + quoted(file, event.text);
    return "no answer for the client: " + quoted(file, event.text);
}

std::string aboutPick(const CaseFile &file, const Event &event)
{
    const bool isFront = event.actor.kind == Actor::Kind::FrontDoor;
    const std::string who = isFront ? "front door" : "Service";
    if (event.kind == EventKind::ServiceRefused)
        return who + " had no ready endpoint for " + quoted(file, event.text);
    return who + " picked " + (isFront ? "proxy-" : "pod-") + std::to_string(event.number) + " ("
        + quoted(file, event.detail) + ' ' + quoted(file, event.text) + ')';
}

std::string aboutSession(const CaseFile &file, const Event &event)
{
    const std::string id = maskedSessionId(file.text(event.session));
    if (event.kind == EventKind::SessionForgotten)
        return "session " + id + " re-initialised: the same id, but an empty state";
    if (event.kind == EventKind::SessionClosed)
        return "session " + id + " closed by its client";
    if (event.kind == EventKind::StateObserved)
        return "state was " + std::to_string(event.other) + " where the client expected "
            + std::to_string(event.number);
    return file.home < 0 ? "session " + id + " created"
                         : "session " + id + " created on " + podName(file.home);
}

std::string aboutStore(const CaseFile &file, const Event &event)
{
    if (event.kind == EventKind::StoreFlushed)
        return "store flushed: " + std::to_string(event.number) + " records lost";
    if (event.kind == EventKind::StoreStopped)
        return "store stopped";
    std::string text = "store started";
    if (event.number > 0)
        text += " (records live " + formatDuration(Duration::nanoseconds(event.number)) + ')';
    return file.text(event.text).empty() ? text : quoted(file, event.text) + ' ' + text;
}

} // namespace

std::string sentence(const CaseFile &file, const Event &event)
{
    using enum EventKind;
    const auto isOneOf = [&event](std::initializer_list<EventKind> kinds) {
        return std::ranges::find(kinds, event.kind) != kinds.end();
    };
    if (event.kind == ForwardStarted)
        return aboutForward(file, event);
    if (isOneOf({PodStarted, ProxyStarted}))
        return aboutStart(file, event);
    if (event.kind == ProxyStopped)
        return toText(event.actor) + " was " + quoted(file, event.text);
    if (isOneOf({RecordLoaded, RecordSaved, RecordDeleted}))
        return aboutRecord(file, event);
    if (isOneOf({PodReady, PodStopped, PodAnswered}))
        return aboutPod(file, event);
    if (isOneOf({NameNotFound, DialFailed, ForwardFailed, StoreFailed, RequestFailed}))
        return aboutFailure(file, event);
    if (isOneOf({ServicePicked, ServiceRefused}))
        return aboutPick(file, event);
    if (isOneOf({SessionCreated, SessionForgotten, SessionClosed, StateObserved}))
        return aboutSession(file, event);
    if (isOneOf({StoreStarted, StoreStopped, StoreFlushed}))
        return aboutStore(file, event);
    if (event.kind == FaultRequested)
        return "asked for: " + quoted(file, event.text) + ' ' + std::to_string(event.number) + " (by "
            + quoted(file, event.detail) + ')';
    if (event.kind == AnswerSent)
        return "client answered " + std::to_string(event.number) + " (" + quoted(file, event.text) + ')';
    return {};
}

} // namespace sessionscope::journal
