// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/journal/event_text.h"

#include "core/base/duration_text.h"
#include "core/base/mask.h"

#include <fmt/format.h>

namespace sessionscope::journal {

namespace {

/// The sentences; each function about one part of the field, so that no switch grows over a page.
class Teller
{
public:
    Teller(const Event &event, const Journal &journal, bool showsSessionIds)
        : m_event(event)
        , m_journal(journal)
        , m_showsSessionIds(showsSessionIds)
    {
    }

    std::string tell() const
    {
        if (m_event.kind <= EventKind::FaultSettled)
            return aboutRun();
        if (m_event.kind <= EventKind::ServiceRefused)
            return aboutCluster();
        if (m_event.kind <= EventKind::SessionReplaced)
            return aboutClient();
        if (m_event.kind <= EventKind::AnswerSent)
            return aboutProxy();
        return aboutSession();
    }

private:
    std::string aboutRun() const
    {
        switch (m_event.kind) {
        case EventKind::RunStarted:
            return fmt::format("run of {} under {} started, seed {}", text(), detail(), m_event.number);
        case EventKind::StepStarted:
            return fmt::format("step {} started: {}", m_event.number + 1, text());
        case EventKind::StepFinished:
            return fmt::format("step {} done", m_event.number + 1);
        case EventKind::RunFinished:
            return "run finished";
        case EventKind::FaultRequested:
            return fmt::format("{} asked for: {}", detail().empty() ? "somebody" : detail(), fault());
        default:
            return fault() + " is done";
        }
    }

    std::string aboutCluster() const
    {
        switch (m_event.kind) {
        case EventKind::PodStarted:
        case EventKind::ProxyStarted:
            if (m_event.number <= 1)
                return fmt::format("{} started at {}", who(), text());
            return fmt::format("{} started again at {}, {} {}", who(), text(),
                               m_event.kind == EventKind::PodStarted ? "incarnation" : "generation",
                               m_event.number);
        case EventKind::PodReady:
            return who() + " became Ready";
        case EventKind::PodStopped:
            return fmt::format("{} was {}{}", who(), text(),
                               m_event.number > 0 ? fmt::format(", {} with it", counted("session"))
                                                  : std::string());
        case EventKind::ProxyStopped:
            return fmt::format("{} was {}", who(), text());
        case EventKind::ServicePicked:
            return fmt::format("{} picked {}-{} for {} ({})", picker(), isFront() ? "proxy" : "pod",
                               m_event.number, text(), detail());
        case EventKind::ServiceRefused:
            return fmt::format("{} had no ready endpoint for {}", picker(), text());
        default:
            return aboutStore();
        }
    }

    std::string aboutStore() const
    {
        if (m_event.kind == EventKind::StoreStopped)
            return "store stopped answering";
        if (m_event.kind == EventKind::StoreFlushed)
            return fmt::format("store flushed: {} lost", counted("record"));
        const std::string kind = text().empty() ? "store started" : fmt::format("{} store started", text());
        if (m_event.number <= 0)
            return kind;
        return fmt::format("{}, records live {}", kind,
                           formatDuration(Duration::nanoseconds(m_event.number)));
    }

    std::string aboutClient() const
    {
        switch (m_event.kind) {
        case EventKind::ClientAttached:
            return fmt::format("{} attached: {} from {}", who(), text().empty() ? "a client" : text(),
                               detail());
        case EventKind::RequestSent:
            return fmt::format("{} sent {}{}", who(), text(), ofSession());
        case EventKind::AnswerReceived:
            if (m_event.other != 0)
                return fmt::format("{} got {} with error {} for {}{}", who(), m_event.number, m_event.other,
                                   text(), ofSession());
            return fmt::format("{} got {} for {}{}", who(), m_event.number, text(), ofSession());
        case EventKind::RequestFailed:
            return fmt::format("{} got no answer{}: {}", who(), ofSession(), text());
        case EventKind::StateObserved:
            if (m_event.other >= m_event.number)
                return fmt::format("{} found its state{} as expected: {}", who(), ofSession(), m_event.other);
            return fmt::format("{} found its state{} lost: {} where it expected {}", who(), ofSession(),
                               m_event.other, m_event.number);
        default:
            return fmt::format("{} started over: session {} replaces {}", who(), id(m_event.session),
                               id(m_event.text));
        }
    }

    std::string aboutProxy() const
    {
        switch (m_event.kind) {
        case EventKind::RequestReceived:
            return fmt::format("{} received {}{}{}", who(), text(), ofSession(),
                               detail().empty() ? "" : fmt::format(" from {}", detail()));
        case EventKind::ForwardStarted:
            return fmt::format("{} forwards to {} ({})", who(), text(), detail());
        case EventKind::ConnectionOpened:
            return fmt::format("{} opened connection {} to {}", who(), m_event.number, text());
        case EventKind::ConnectionReused:
            return fmt::format("{} reused connection {} to {}", who(), m_event.number, text());
        case EventKind::NameNotFound:
            return fmt::format("no address for the name {}", text());
        case EventKind::DialFailed:
            return fmt::format("{} could not dial {}: {}", who(), text(), detail());
        case EventKind::ForwardFailed:
            return fmt::format("{} lost the connection to the pod: {}", who(), text());
        case EventKind::ResponseReceived:
            if (m_event.number == 0)
                return fmt::format("{} got a new backend session from {}", who(), text());
            return fmt::format("{} got {} from {}", who(), m_event.number, text());
        case EventKind::AnswerSent:
            return fmt::format("{} answered {}{} ({}) after {}", who(), m_event.number, ofSession(), text(),
                               formatRounded(Duration::nanoseconds(m_event.other)));
        default:
            return aboutRecord();
        }
    }

    std::string aboutRecord() const
    {
        switch (m_event.kind) {
        case EventKind::RecordLoaded:
            if (m_event.number != 1)
                return fmt::format("{} found no record{}", who(), ofSession());
            return fmt::format("{} loaded the record{}: {}", who(), ofSession(), text());
        case EventKind::RecordSaved:
            if (m_event.number != 1)
                return fmt::format("{} did not save the record{} ({}): it was gone or there already", who(),
                                   ofSession(), detail());
            return fmt::format("{} saved the record{} ({}): {}", who(), ofSession(), detail(), text());
        case EventKind::RecordDeleted:
            return fmt::format("{} deleted the record{}{}", who(), ofSession(),
                               m_event.number == 1 ? "" : ", which was gone already");
        default:
            return fmt::format("the store failed {} ({}): {}", who(), detail(), text());
        }
    }

    std::string aboutSession() const
    {
        switch (m_event.kind) {
        case EventKind::SessionCreated:
            return fmt::format("session {} created{}{}", id(m_event.session),
                               m_event.number >= 0 ? fmt::format(" on pod-{}", m_event.number) : "",
                               text().empty() ? "" : fmt::format(" for {}", text()));
        case EventKind::SessionForgotten:
            return fmt::format("session {} re-initialised: the same id, but an empty state",
                               id(m_event.session));
        case EventKind::SessionClosed:
            return fmt::format("session {} closed by its client", id(m_event.session));
        case EventKind::PodAnswered:
            if (m_event.other == 0)
                return fmt::format("{} answered {} to {}: it does not know session {}", who(), m_event.number,
                                   text(), id(m_event.session));
            return fmt::format("{} answered {} to {}{}", who(), m_event.number, text(), ofSession());
        default:
            return fmt::format("limit reached: {} ({})", text(), m_event.number);
        }
    }

    std::string who() const { return toText(m_event.actor); }
    std::string_view text() const { return m_journal.text(m_event.text); }
    std::string_view detail() const { return m_journal.text(m_event.detail); }
    bool isFront() const { return m_event.actor.kind == Actor::Kind::FrontDoor; }
    const char *picker() const { return isFront() ? "front door" : "Service"; }

    std::string fault() const
    {
        // Kinds that act on the store or on all take no target.
        const bool takesTarget = text().find("store") == std::string_view::npos && text() != "rolling-update";
        return takesTarget ? fmt::format("{} {}", text(), m_event.number) : std::string(text());
    }

    std::string counted(std::string_view thing) const
    {
        return fmt::format("{} {}{}", m_event.number, thing, m_event.number == 1 ? "" : "s");
    }

    std::string id(Symbol session) const
    {
        const std::string_view whole = m_journal.text(session);
        return m_showsSessionIds ? std::string(whole) : maskedSessionId(whole);
    }

    std::string ofSession() const
    {
        return m_event.session == Symbol() ? std::string() : " of session " + id(m_event.session);
    }

    const Event &m_event;
    const Journal &m_journal;
    bool m_showsSessionIds;
};

Severity severityOfStatus(std::int64_t status)
{
    if (status == 0)
        return Severity::Info;
    if (status < 400)
        return Severity::Good;
    return status == 400 || status == 404 || status >= 500 ? Severity::Bad : Severity::Warning;
}

} // namespace

const char *toText(Severity severity)
{
    switch (severity) {
    case Severity::Info:
        return "info";
    case Severity::Good:
        return "good";
    case Severity::Warning:
        return "warning";
    case Severity::Bad:
        return "bad";
    }
    return "unknown";
}

Severity severityOf(const Event &event)
{
    using enum EventKind;
    switch (event.kind) {
    case RunStarted:
    case StepStarted:
    case StepFinished:
    case RunFinished:
    case FaultSettled:
    case PodStarted:
    case ProxyStarted:
    case StoreStarted:
    case ServicePicked:
    case RequestSent:
    case RequestReceived:
    case ForwardStarted:
    case ConnectionOpened:
    case ConnectionReused:
    case RecordSaved:
    case RecordDeleted:
    case SessionClosed:
        return Severity::Info;
    case PodReady:
    case ClientAttached:
    case SessionCreated:
        return Severity::Good;
    case FaultRequested:
    case PodStopped:
    case ProxyStopped:
    case StoreStopped:
    case SessionReplaced:
        return Severity::Warning;
    case StoreFlushed:
    case ServiceRefused:
    case RequestFailed:
    case StoreFailed:
    case NameNotFound:
    case DialFailed:
    case ForwardFailed:
    case SessionForgotten:
    case LimitReached:
        return Severity::Bad;
    case AnswerReceived:
        return event.other != 0 ? Severity::Bad : severityOfStatus(event.number);
    case AnswerSent:
    case ResponseReceived:
    case PodAnswered:
        return severityOfStatus(event.number);
    case RecordLoaded:
        return event.number == 1 ? Severity::Info : Severity::Warning;
    case StateObserved:
        return event.other < event.number ? Severity::Bad : Severity::Good;
    }
    return Severity::Info;
}

std::string eventText(const Event &event, const Journal &journal, bool showsSessionIds)
{
    return Teller(event, journal, showsSessionIds).tell();
}

} // namespace sessionscope::journal
