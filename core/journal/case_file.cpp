// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/journal/case_file.h"

#include <algorithm>
#include <set>

namespace sessionscope::journal {

namespace {

constexpr std::string_view kShadow = "shadow"; // a record for another id than the session's (F-16)

const Event *lastIn(const std::vector<const Event *> &events, EventKind kind)
{
    const auto found = std::find_if(events.rbegin(), events.rend(),
                                    [kind](const Event *event) { return event->kind == kind; });
    return found == events.rend() ? nullptr : *found;
}

/// The exchange that an event belongs to. A client's own events do not name it: the proxy's RequestReceived leads back
/// to the same RequestSent.
ExchangeId exchangeOf(const Journal &journal, const Event &event)
{
    const Event *request = &event;
    while (request->exchange == ExchangeId() && request->kind != EventKind::RequestSent) {
        request = journal.find(request->cause);
        if (!request)
            return {};
    }
    if (request->exchange != ExchangeId())
        return request->exchange;
    const auto received = std::ranges::find_if(journal.events(), [request](const Event &candidate) {
        return candidate.kind == EventKind::RequestReceived && candidate.cause == request->sequence;
    });
    return received == journal.events().end() ? ExchangeId() : received->exchange;
}

const Event *findDecider(const Journal &journal, const SessionFate &fate)
{
    // What a closed session was told afterwards is of more interest than the closing itself.
    if (fate.outcome() == Outcome::Closed && fate.toldGone != Sequence())
        return journal.find(fate.toldGone);
    if (fate.outcome() != Outcome::Intact)
        return journal.find(fate.decidedBy());
    const auto events = journal.events();
    const auto answer = std::find_if(events.rbegin(), events.rend(), [&fate](const Event &event) {
        return event.kind == EventKind::AnswerSent && event.session == fate.session;
    });
    return answer == events.rend() ? nullptr : &*answer;
}

/// The fold that fills a case file.
class Gatherer
{
public:
    Gatherer(CaseFile &file, const SessionFate &fate)
        : m_file(file)
        , m_session(fate.session)
        , m_created(file.journal->find(fate.created))
        , m_making(m_created ? m_created->exchange : ExchangeId())
        , m_deciding(file.decider ? exchangeOf(*file.journal, *file.decider) : ExchangeId())
    {
        m_file.home = fate.createdOn;
        m_file.homeSince = fate.created;
    }

    void take(const Event &event)
    {
        if (event.exchange != ExchangeId() && event.exchange == m_making)
            m_file.creation.push_back(&event);
        if (event.exchange != ExchangeId() && event.exchange == m_deciding)
            m_file.last.push_back(&event);
        takeOfCluster(event);
        takeOfNames(event);
        if (m_session != Symbol() && event.session == m_session)
            takeOfSession(event);
    }

private:
    void takeOfCluster(const Event &event)
    {
        if (event.kind == EventKind::PodStarted || event.kind == EventKind::PodReady
            || event.kind == EventKind::PodStopped)
            takeOfPod(event);
        else if (event.kind == EventKind::StoreStarted) {
            m_file.storeStarted = &event;
            if (!m_file.storeKind && !m_file.text(event.text).empty())
                m_file.storeKind = &event;
        } else if (event.kind == EventKind::StoreStopped)
            m_file.storeStopped = &event;
        else if (event.kind == EventKind::StoreFlushed)
            m_file.flushed = &event;
        else if (event.kind == EventKind::FaultRequested && m_file.text(event.text) == "scale-backend")
            m_file.scaled = &event;
    }

    void takeOfPod(const Event &event)
    {
        CaseFile::PodHistory &pod = m_file.pods[event.actor.index];
        pod.changed = &event;
        pod.isRunning = event.kind != EventKind::PodStopped;
        pod.isReady = event.kind == EventKind::PodReady;
        if (event.kind == EventKind::PodStarted) {
            pod.address = hostOf(m_file.text(event.text));
            m_file.addresses.note(pod.address, event.actor.index);
        }
    }

    void takeOfNames(const Event &event)
    {
        if (event.kind == EventKind::ForwardStarted) {
            if (ordinalOfPodName(hostOf(m_file.text(event.text))))
                m_toPodNames.insert(event.exchange);
            else
                m_toPodNames.erase(event.exchange);
        } else if (event.kind == EventKind::ConnectionOpened && m_toPodNames.contains(event.exchange)) {
            m_file.podNameWasReached = true;
        } else if (event.kind == EventKind::AnswerSent) {
            m_toPodNames.erase(event.exchange);
        }
    }

    void takeOfSession(const Event &event)
    {
        const bool isShadow = m_file.text(event.detail) == kShadow;
        const bool isFromOutside = event.actor.kind != Actor::Kind::Proxy;
        if (event.kind == EventKind::RecordSaved && event.number == 1 && event.exchange != m_deciding)
            m_file.repinned = isFromOutside ? &event : nullptr;
        if (event.kind == EventKind::RecordSaved && event.number == 1 && isFromOutside)
            m_file.saved = &event; // its time to live goes on as it was
        else if (event.kind == EventKind::RecordDeleted && event.number == 1 && isFromOutside)
            m_file.deleted = &event;
        else if (event.kind == EventKind::RecordSaved && event.number == 1 && !isShadow)
            m_file.saved = m_file.lastSeen = &event;
        else if (event.kind == EventKind::RecordLoaded && event.number == 1)
            m_file.lastSeen = &event;
        else if (event.kind == EventKind::SessionClosed)
            m_file.closed = &event;
        else if (event.kind == EventKind::PodAnswered && event.number == 200)
            m_answered = event.actor.index;
        else if (event.kind == EventKind::SessionForgotten) {
            m_file.forgotten.push_back(&event);
            if (&event != m_file.decider) {
                m_file.home = m_answered;
                m_file.homeSince = event.sequence;
            }
        }
    }

    CaseFile &m_file;
    Symbol m_session;
    const Event *m_created;
    ExchangeId m_making;
    ExchangeId m_deciding;
    std::set<ExchangeId> m_toPodNames; ///< the open exchanges that forward to a pod's name
    std::int64_t m_answered = -1;      ///< the pod that answered the session's latest request
};

} // namespace

const Event *CaseFile::firstAfter(Sequence since, EventKind kind, Actor actor) const
{
    const Sequence end = decider ? decider->sequence : Sequence();
    for (const Event &event : journal->events()) {
        if (event.sequence > end)
            break;
        if (event.sequence > since && event.kind == kind && event.actor == actor)
            return &event;
    }
    return nullptr;
}

const Event *CaseFile::lastOf(EventKind kind) const
{
    return lastIn(last, kind);
}

const Event *CaseFile::creationOf(EventKind kind) const
{
    return lastIn(creation, kind);
}

Pin CaseFile::pinAtTheEnd() const
{
    if (const Event *loaded = lastOf(EventKind::RecordLoaded); loaded && loaded->number == 1)
        return pinOf(text(loaded->text));
    return saved ? pinOf(text(saved->text)) : Pin();
}

std::int64_t CaseFile::podThatAnswered(const std::vector<const Event *> &exchange) const
{
    if (const Event *answered = lastIn(exchange, EventKind::PodAnswered))
        return answered->actor.index;
    if (const Event *picked = lastIn(exchange, EventKind::ServicePicked);
        picked && picked->actor.kind == Actor::Kind::Service)
        return picked->number;
    for (const EventKind kind : {EventKind::ConnectionOpened, EventKind::ConnectionReused}) {
        const Event *connection = lastIn(exchange, kind);
        const std::int64_t pod = connection ? addresses.podAt(text(connection->text)) : -1;
        if (pod >= 0)
            return pod;
    }
    return -1;
}

const Event *CaseFile::homeStopped() const
{
    if (home < 0)
        return nullptr;
    return firstAfter(homeSince, EventKind::PodStopped, podActor(PodId(static_cast<std::uint32_t>(home))));
}

CaseFile openCase(const Journal &journal, const SessionFate &fate)
{
    CaseFile file;
    file.journal = &journal;
    file.outcome = fate.outcome();
    file.decider = findDecider(journal, fate);
    if (!file.decider)
        return file;
    Gatherer gatherer(file, fate);
    for (const Event &event : journal.events()) {
        if (event.sequence <= file.decider->sequence)
            gatherer.take(event);
        else if (event.kind == EventKind::SessionForgotten && event.session == fate.session)
            file.forgotten.push_back(&event);
    }
    if (file.home < 0 && file.forgotten.empty())
        file.home = file.podThatAnswered(file.creation);
    return file;
}

} // namespace sessionscope::journal
