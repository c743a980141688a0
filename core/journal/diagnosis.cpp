// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/journal/diagnosis.h"

#include "core/base/time.h"

namespace sessionscope::journal {

namespace {

/// Idle for longer than this is expiry even where the journal does not know the time to live: no released default is
/// longer (digest §0).
constexpr Duration kLongestDefaultTtl = Duration::seconds(7200);

bool isRecordPrivate(const CaseFile &file)
{
    return !file.storeKind || file.text(file.storeKind->text) == "local";
}

/// The record lives in one proxy process, and another one was asked.
bool isOtherProcess(const CaseFile &file)
{
    if (!isRecordPrivate(file) || !file.lastSeen)
        return false;
    const Actor asked = file.decider->actor;
    return asked != file.lastSeen->actor
        || file.firstAfter(file.lastSeen->sequence, EventKind::ProxyStarted, asked) != nullptr;
}

Duration timeToLive(const CaseFile &file)
{
    const bool isTold = file.storeKind && file.storeKind->number > 0;
    return isTold ? Duration::nanoseconds(file.storeKind->number) : kLongestDefaultTtl;
}

Diagnosis diagnoseUnavailableStore(const CaseFile &file)
{
    const Event *stopped = file.storeStopped;
    const bool isDown = stopped && (!file.storeStarted || file.storeStarted->sequence < stopped->sequence);
    return {Finding::StoreUnreachable, isDown ? stopped : file.lastOf(EventKind::StoreFailed), {}};
}

/// The client got no answer at all.
Diagnosis diagnoseSilence(const CaseFile &file)
{
    if (file.last.empty())
        return {Finding::NoProxy, file.decider, {}};
    const Event &received = *file.last.front();
    if (const Event *stopped = file.firstAfter(received.sequence, EventKind::ProxyStopped, received.actor))
        return {Finding::ProxyStopped, stopped, {}};
    const Event &latest = *file.last.back();
    const bool gaveUpDialling = latest.kind == EventKind::ForwardStarted
        && file.pinOf(file.text(latest.text)).kind == Pin::Kind::PodAddress;
    if (gaveUpDialling && file.text(file.decider->text) == "timed-out")
        return {Finding::PinnedAddressSilent, &latest, {}};
    return diagnoseBadGateway(file);
}

Diagnosis diagnoseAnswer(const CaseFile &file)
{
    const std::string_view reason = file.text(file.decider->text);
    if (reason == "guard")
        return diagnoseAbsentRecord(file);
    if (reason == "store unavailable")
        return diagnoseUnavailableStore(file);
    if (reason == "bad gateway")
        return diagnoseBadGateway(file);
    if (reason == "relayed")
        return diagnosePodAnswer(file);
    if (reason == "classification")
        return {Finding::ClassificationRefused, file.decider, {}};
    if (reason == "batch")
        return {Finding::BatchRefused, file.decider, {}};
    return {Finding::Unknown, nullptr, {}};
}

/// The session is there; its last request may have been refused all the same.
Diagnosis diagnoseIntact(const CaseFile &file)
{
    constexpr Diagnosis kWorks{Finding::Nothing, nullptr, {}};
    const bool isRefusal
        = file.decider && file.decider->number >= 400 && file.text(file.decider->text) == "relayed";
    if (!isRefusal)
        return kWorks;
    Diagnosis refused = diagnosePodAnswer(file);
    return refused.finding == Finding::Unknown ? kWorks : refused;
}

} // namespace

Diagnosis diagnose(const CaseFile &file)
{
    switch (file.outcome) {
    case Outcome::Intact:
        return diagnoseIntact(file);
    case Outcome::Closed:
        if (file.decider && file.decider->kind == EventKind::AnswerSent)
            return {Finding::UsedAfterClose, file.closed, {}};
        return {Finding::Closed, nullptr, {}};
    case Outcome::Amnesia:
        return diagnoseAmnesia(file);
    case Outcome::Lost:
        break;
    }
    if (!file.decider)
        return {};
    return file.decider->kind == EventKind::AnswerSent ? diagnoseAnswer(file) : diagnoseSilence(file);
}

Diagnosis diagnoseAbsentRecord(const CaseFile &file)
{
    if (!file.lastSeen) {
        const Event *failed = file.creationOf(EventKind::StoreFailed);
        return {failed ? Finding::RecordNeverSaved : Finding::Unknown, failed, {}};
    }
    if (file.deleted && file.deleted->sequence > file.lastSeen->sequence)
        return {Finding::RecordDeleted, file.deleted, {file.journal->find(file.deleted->cause)}};
    if (isOtherProcess(file)) {
        const Event *saved = file.saved ? file.saved : file.lastSeen;
        const Event *restarted = proxyRestarted(file); // with it went the memory that the record was in
        return {Finding::NoSharedStore, restarted ? restarted : saved, {saved}};
    }
    if (file.flushed && file.flushed->sequence > file.lastSeen->sequence)
        return {Finding::StoreLostRecords, file.flushed, {}};
    if (file.decider->time - file.lastSeen->time >= timeToLive(file))
        return {Finding::IdleTooLong, file.lastSeen, {}};
    const bool wasStopped = file.storeStopped && file.storeStopped->sequence > file.lastSeen->sequence;
    if (wasStopped && file.storeStarted && file.storeStarted->sequence > file.storeStopped->sequence)
        return {Finding::StoreLostRecords, file.storeStopped, {file.storeStarted}};
    return {Finding::RecordVanished, file.lastSeen, {}};
}

const Event *proxyRestarted(const CaseFile &file)
{
    const Actor proxy = file.last.empty() ? file.decider->actor : file.last.front()->actor;
    const Event *started = file.firstAfter(file.homeSince, EventKind::ProxyStarted, proxy);
    return started && started->number > 1 ? started : nullptr;
}

} // namespace sessionscope::journal
