// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/base/ids.h"
#include "core/journal/diagnosis.h"

#include <algorithm>
#include <iterator>
#include <optional>

/// The part of the diagnosis that is about pins, names, dials and pods.
namespace sessionscope::journal {

namespace {

/// Nothing could have been remembered: the pod stopped, so its memory is gone whatever the pin says.
Diagnosis podMemoryLost(const CaseFile &file, const Pin &pin)
{
    const bool isNamed = pin.kind == Pin::Kind::PodName && pin.pod == file.home;
    return {isNamed ? Finding::PodRestartedBehindName : Finding::PodRestarted, file.homeStopped(), {}};
}

Diagnosis pinMoved(const CaseFile &file)
{
    return {Finding::PinMoved, file.repinned, {file.journal->find(file.repinned->cause)}};
}

/// The request reached another pod than the one that holds the session.
Diagnosis misrouted(const CaseFile &file, const Pin &pin)
{
    if (file.repinned)
        return pinMoved(file);
    if (pin.kind == Pin::Kind::PodName && pin.pod != file.home)
        return {Finding::DrawnPodDiffers, file.saved, {}};
    if (pin.kind != Pin::Kind::Service && pin.kind != Pin::Kind::OtherAddress)
        return {};
    if (const Event *restarted = proxyRestarted(file))
        return {Finding::ServicePinAfterRestart, file.saved, {restarted}};
    if (file.saved && !file.last.empty() && file.last.front()->actor != file.saved->actor)
        return {Finding::ServicePinOnOtherProxy, file.saved, {}};
    return {Finding::ServicePinOnNewConnection, file.saved, {}};
}

/// How many pods the StatefulSet is to have, as far as the journal tells: pods that were never started are not wanted.
std::int64_t wantedPods(const CaseFile &file)
{
    if (file.scaled)
        return file.scaled->number;
    return file.pods.empty() ? 0 : file.pods.rbegin()->first + 1;
}

Diagnosis diagnoseMissingName(const CaseFile &file, const Event &missing)
{
    const auto ordinal = ordinalOfPodName(hostOf(file.text(missing.text)));
    if (!ordinal)
        return {Finding::BackendUnreachable, &missing, {}};
    const auto pod = file.pods.find(*ordinal);
    const Event *changed = pod == file.pods.end() ? nullptr : pod->second.changed;
    if (*ordinal >= wantedPods(file))
        return {Finding::PinBeyondReplicas, file.scaled ? file.scaled : file.saved, {changed}};
    if (changed && pod->second.isReady && !file.podNameWasReached)
        return {Finding::PodNamesUnpublished, &missing, {}};
    if (changed && !pod->second.isReady)
        return {Finding::PinnedPodNotReady, changed, {}};
    return {Finding::BackendUnreachable, &missing, {}};
}

Diagnosis diagnoseDial(const CaseFile &file, const Event &failed)
{
    const Event *refused = file.lastOf(EventKind::ServiceRefused);
    if (refused && refused->sequence < failed.sequence)
        return {Finding::NoReadyPod, refused, {}};
    const std::string_view host = hostOf(file.text(failed.text));
    const Pin pin = file.pinOf(host);
    if (pin.kind != Pin::Kind::PodAddress)
        return {Finding::BackendUnreachable, &failed, {}};
    const std::string_view code = file.text(failed.detail);
    if (code == "unreachable" || code == "timed-out")
        return {Finding::PinnedAddressSilent, &failed, {}};
    const auto pod = file.pods.find(pin.pod);
    const bool isReplaced = pod != file.pods.end() && (!pod->second.isRunning || pod->second.address != host);
    const Event *stopped = file.firstAfter(file.homeSince, EventKind::PodStopped,
                                           podActor(PodId(static_cast<std::uint32_t>(pin.pod))));
    if (code == "connection-refused" && isReplaced && stopped)
        return {Finding::PinnedAddressGone, stopped, {pod->second.changed}};
    return {Finding::BackendUnreachable, &failed, {}};
}

bool podStoppedBetween(const Journal &journal, const Event &first, const Event &second)
{
    return std::ranges::any_of(journal.events(), [&](const Event &event) {
        return event.kind == EventKind::PodStopped && event.sequence > first.sequence
            && event.sequence < second.sequence;
    });
}

/// The re-initialisation by which a proxy took the session from another one, with no pod stopping to explain it.
const Event *takenOver(const CaseFile &file)
{
    const auto &events = file.forgotten;
    const auto first = std::ranges::adjacent_find(events, [&](const Event *one, const Event *other) {
        return one->actor != other->actor && !podStoppedBetween(*file.journal, *one, *other);
    });
    return first == events.end() ? nullptr : *std::next(first);
}

/// The RecordSaved with the pin that led the deciding exchange; a re-initialisation itself saves the next one.
const Event *madeBy(const CaseFile &file)
{
    const Event *created = file.creationOf(EventKind::RecordSaved);
    return created ? created : file.saved;
}

/// The pod's 404 in the deciding exchange that was not about the session, which the pod knew.
const Event *otherNotFound(const CaseFile &file)
{
    const auto found = std::ranges::find_if(file.last, [](const Event *event) {
        return event->kind == EventKind::PodAnswered && event->number == 404 && event->other == 1;
    });
    return found == file.last.end() ? nullptr : *found;
}

Diagnosis diagnoseReinitialisation(const CaseFile &file)
{
    if (const Event *answered = otherNotFound(file))
        return {Finding::OtherNotFound, answered, {}};
    if (const Event *stopped = file.homeStopped())
        return {Finding::ReinitialisedAfterRestart, stopped, {}};
    if (const Event *again = takenOver(file))
        return {Finding::PingPong, madeBy(file), {again}};
    if (file.repinned)
        return pinMoved(file);
    const Pin pin = file.pinAtTheEnd();
    if (pin.kind != Pin::Kind::PodAddress)
        return {Finding::ReinitialisedElsewhere, madeBy(file), {proxyRestarted(file)}};
    return {Finding::ReinitialisedElsewhere, file.decider, {}};
}

/// The pod's answer; of a server with a process of its own the journal has what was passed on.
const Event *podAnswer(const CaseFile &file)
{
    const Event *answered = file.lastOf(EventKind::PodAnswered);
    return answered ? answered : file.decider;
}

/// Whether the pod that answered holds the session: by its own word, else by where the session lives; none if neither
/// tells.
std::optional<bool> podHoldsSession(const CaseFile &file)
{
    if (const Event *answered = file.lastOf(EventKind::PodAnswered))
        return answered->other < 0 ? std::nullopt : std::optional(answered->other == 1);
    const std::int64_t server = file.podThatAnswered(file.last);
    if (file.home < 0 || server < 0)
        return std::nullopt;
    return server == file.home && !file.homeStopped();
}

/// Host is the address that a request goes to: initialize and what follows differ in it if they went to different ones.
bool hostFlipped(const CaseFile &file)
{
    const Event *made = file.creationOf(EventKind::ForwardStarted);
    const Event *sent = file.lastOf(EventKind::ForwardStarted);
    return made && sent && hostOf(file.text(made->text)) != hostOf(file.text(sent->text));
}

/// A 404 of a pod that does not say whether it knows the session, or says that it does not.
Diagnosis diagnoseUnknownSession(const CaseFile &file)
{
    const Pin pin = file.pinAtTheEnd();
    if (file.homeStopped())
        return podMemoryLost(file, pin);
    const std::int64_t server = file.podThatAnswered(file.last);
    if (file.home < 0 || server < 0)
        return {};
    if (server == file.home)
        return {Finding::PodForgot, podAnswer(file), {}};
    return misrouted(file, pin);
}

} // namespace

Diagnosis diagnosePodAnswer(const CaseFile &file)
{
    const std::int64_t status = file.decider->number;
    if (status >= 300 && status < 400) {
        const Event *answered = file.lastOf(EventKind::PodAnswered);
        return {Finding::RedirectPassedOn, answered ? answered : file.lastOf(EventKind::ForwardStarted), {}};
    }
    if (status == 404) {
        const Event *other = otherNotFound(file);
        return other ? Diagnosis{Finding::OtherNotFound, other, {}} : diagnoseUnknownSession(file);
    }
    if ((status == 403 || status == 421) && hostFlipped(file))
        return {Finding::HostRefused, podAnswer(file), {}};
    const std::optional<bool> holds = podHoldsSession(file);
    if (holds == true)
        return {status < 500 ? Finding::RequestRefused : Finding::PodFailed, podAnswer(file), {}};
    if (holds == false && status == 400)
        return {Finding::UnknownAnsweredBadRequest, podAnswer(file), {}};
    return {};
}

Diagnosis diagnoseBadGateway(const CaseFile &file)
{
    const Event *lost = file.lastOf(EventKind::ForwardFailed);
    const Event *dial = file.lastOf(EventKind::DialFailed);
    if (lost && (!dial || lost->sequence > dial->sequence))
        return {Finding::ConnectionDied, lost, {file.homeStopped()}};
    const Event *missing = file.lastOf(EventKind::NameNotFound);
    const Event *forward = file.lastOf(EventKind::ForwardStarted);
    if (missing && forward && missing->sequence > forward->sequence)
        return diagnoseMissingName(file, *missing);
    return dial ? diagnoseDial(file, *dial) : Diagnosis();
}

Diagnosis diagnoseAmnesia(const CaseFile &file)
{
    if (!file.decider)
        return {};
    if (file.decider->kind == EventKind::SessionForgotten)
        return diagnoseReinitialisation(file);
    if (file.homeStopped())
        return podMemoryLost(file, file.pinAtTheEnd());
    const std::int64_t server = file.podThatAnswered(file.last);
    if (file.home < 0 || server < 0)
        return {};
    if (server == file.home)
        return {Finding::PodForgot, file.lastOf(EventKind::PodAnswered), {}};
    if (file.repinned)
        return pinMoved(file);
    return {Finding::MisrouteAccepted, file.saved, {proxyRestarted(file)}};
}

} // namespace sessionscope::journal
