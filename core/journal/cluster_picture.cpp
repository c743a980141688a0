// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/journal/cluster_picture.h"

#include "core/journal/causes.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace sessionscope::journal {

namespace {

constexpr std::string_view kAffinity = "affinity";
constexpr std::string_view kRestartProxy = "restart-proxy"; // the fault that drains
constexpr std::string_view kInitialize = "POST initialize";

template <class Picture>
Picture &numbered(std::vector<Picture> &pictures, std::uint32_t Picture::*number, std::uint32_t index)
{
    while (pictures.size() <= index) {
        const auto next = static_cast<std::uint32_t>(pictures.size());
        pictures.emplace_back().*number = next;
    }
    return pictures[index];
}

void picked(PickerPicture &picker, const Event &event, bool byAffinity)
{
    picker.last = event.number;
    picker.lastClient = event.text;
    picker.lastByAffinity = byAffinity;
    picker.lastAt = event.time;
    ++(byAffinity ? picker.byAffinity : picker.atRandom);
}

} // namespace

void ClusterPicture::apply(const Event &event, const Journal &journal)
{
    m_now = event.time;
    m_sequence = event.sequence;
    m_sessions.apply(event, journal);
    if (event.kind <= EventKind::RunFinished)
        applyToRun(event);
    else if (event.kind <= EventKind::FaultSettled)
        applyToFaults(event, journal);
    else if (event.actor.kind == Actor::Kind::Pod)
        applyToPod(event);
    else if (event.actor.kind == Actor::Kind::Store)
        applyToStore(event);
    else if (event.actor.kind == Actor::Kind::Client)
        applyToClient(event);
    else
        applyToExchange(event, journal);
    if (event.actor.kind == Actor::Kind::Proxy)
        applyToProxy(event);
}

void ClusterPicture::applyToRun(const Event &event)
{
    switch (event.kind) {
    case EventKind::RunStarted:
        m_scenario = event.text;
        m_profile = event.detail;
        m_seed = event.number;
        m_runStarted = true;
        break;
    case EventKind::StepStarted:
        m_steps.push_back({event.number, event.text, event.time, std::nullopt});
        break;
    case EventKind::StepFinished:
        if (!m_steps.empty() && m_steps.back().index == event.number)
            m_steps.back().finishedAt = event.time;
        break;
    default:
        m_runFinished = true;
    }
}

void ClusterPicture::applyToFaults(const Event &event, const Journal &journal)
{
    if (event.kind == EventKind::FaultSettled) {
        const auto asked = std::find_if(m_faults.rbegin(), m_faults.rend(), [&](const FaultPicture &fault) {
            return fault.requested == event.cause;
        });
        if (asked != m_faults.rend())
            asked->settledAt = event.time;
        return;
    }
    if (m_faults.size() == kFaultsKept)
        m_faults.erase(m_faults.begin());
    m_faults.push_back({event.sequence, event.text, event.number, event.detail, event.time, std::nullopt});
    const auto target = static_cast<std::size_t>(event.number);
    if (journal.text(event.text) == kRestartProxy && event.number >= 0 && target < m_proxies.size()
        && m_proxies[target].state == ProxyPicture::State::Running)
        m_proxies[target].state = ProxyPicture::State::Draining;
}

void ClusterPicture::applyToPod(const Event &event)
{
    using State = PodPicture::State;
    PodPicture &at = pod(event.actor.index);
    const auto become = [&](State state) {
        at.state = state;
        at.since = event.time;
    };
    switch (event.kind) {
    case EventKind::PodStarted:
        become(State::Starting);
        at.address = event.text;
        at.incarnation = event.number;
        break;
    case EventKind::PodReady:
        become(State::Ready);
        break;
    case EventKind::PodStopped:
        become(State::Stopped);
        at.how = event.text;
        break;
    case EventKind::PodAnswered:
        if (event.number < 400)
            ++at.answered;
        else
            ++(event.other == 0 ? at.unknown : at.failed);
        break;
    default:
        break;
    }
}

void ClusterPicture::applyToProxy(const Event &event)
{
    using State = ProxyPicture::State;
    ProxyPicture &at = proxy(event.actor.index);
    switch (event.kind) {
    case EventKind::ProxyStarted:
        at.state = State::Running;
        at.address = event.text;
        at.generation = event.number;
        at.inFlight = 0;
        if (event.number > 1)
            at.restartedAt = event.time;
        break;
    case EventKind::ProxyStopped:
        at.state = State::Stopped;
        at.how = event.text;
        at.inFlight = 0;
        break;
    case EventKind::RequestReceived:
        ++at.inFlight;
        break;
    case EventKind::AnswerSent:
        at.inFlight -= at.inFlight > 0 ? 1 : 0;
        ++(event.number < 400 ? at.answered : at.failed);
        break;
    default:
        break;
    }
}

void ClusterPicture::applyToStore(const Event &event)
{
    switch (event.kind) {
    case EventKind::StoreStarted:
        m_store.isUp = true;
        if (event.text != Symbol())
            m_store.kind = event.text;
        if (event.number > 0)
            m_store.timeToLive = Duration::nanoseconds(event.number);
        break;
    case EventKind::StoreStopped:
        m_store.isUp = false;
        break;
    case EventKind::StoreFlushed:
        m_store.flushed += static_cast<std::uint32_t>(event.number);
        break;
    default:
        break;
    }
}

void ClusterPicture::applyToClient(const Event &event)
{
    ClientPicture &at = client(ClientId(event.actor.index));
    at.lastSeen = event.time;
    if (event.session != Symbol())
        at.session = event.session;
    if (event.kind == EventKind::ClientAttached) {
        at.attached = true;
        at.name = event.text;
        at.address = event.detail;
    } else if (event.kind == EventKind::RequestSent)
        ++at.requests;
    else if (event.kind == EventKind::RequestFailed
             || (event.kind == EventKind::AnswerReceived && event.number >= 400))
        ++at.failed;
}

void ClusterPicture::applyToExchange(const Event &event, const Journal &journal)
{
    PickerPicture &picker = event.actor.kind == Actor::Kind::FrontDoor ? m_frontDoor : m_service;
    switch (event.kind) {
    case EventKind::ServicePicked:
        picked(picker, event, journal.text(event.detail) == kAffinity);
        break;
    case EventKind::ServiceRefused:
        ++picker.refused;
        break;
    case EventKind::NameNotFound:
        ++m_dnsMisses;
        m_lastNameNotFound = event.text;
        break;
    case EventKind::RecordLoaded:
        ++m_store.loads;
        break;
    case EventKind::RecordSaved:
        ++m_store.saves;
        break;
    case EventKind::StoreFailed:
        ++m_store.failures;
        break;
    default:
        applyToCallers(event, journal);
    }
}

void ClusterPicture::applyToCallers(const Event &event, const Journal &journal)
{
    const SessionRow *session = m_sessions.find(event.session);
    if (event.kind == EventKind::SessionCreated && session) {
        ClientPicture &at = session->client ? client(*session->client)
                                            : foreignClient(session->clientName, session->clientAddress);
        at.name = session->clientName;
        at.address = session->clientAddress;
        at.session = event.session;
        if (at.isForeign())
            at.lastSeen = event.time;
        if (!at.id)
            ++at.requests; // its initialize, which could not be told from another's
    } else if (event.kind == EventKind::RequestReceived) {
        applyToForeign(event, journal, session);
    } else if (event.kind == EventKind::AnswerSent && event.number >= 400 && session) {
        if (!session->client)
            ++foreignClient(session->clientName, session->clientAddress).failed;
        else if (session->attached)
            ++client(*session->client).failed;
    }
}

void ClusterPicture::applyToForeign(const Event &received, const Journal &journal, const SessionRow *session)
{
    const Event *caller = callerBehind(journal, received);
    if (caller && caller->kind == EventKind::RequestSent)
        return;
    // Who did not attach goes by what it called itself in initialize; without a session only its address is known.
    if (!caller && !session && journal.text(received.text) == kInitialize)
        return;
    ClientPicture &at = caller ? client(ClientId(caller->actor.index))
        : session              ? foreignClient(session->clientName, session->clientAddress)
                               : foreignClient(Symbol(), received.detail);
    if (received.session != Symbol())
        at.session = received.session;
    at.lastSeen = received.time;
    ++at.requests;
}

const StepPicture *ClusterPicture::currentStep() const
{
    return m_steps.empty() || m_steps.back().finishedAt ? nullptr : &m_steps.back();
}

PodPicture &ClusterPicture::pod(std::uint32_t ordinal)
{
    return numbered(m_pods, &PodPicture::ordinal, ordinal);
}

ProxyPicture &ClusterPicture::proxy(std::uint32_t index)
{
    return numbered(m_proxies, &ProxyPicture::index, index);
}

ClientPicture &ClusterPicture::client(ClientId id)
{
    m_clientOfId.growTo(id.value() + 1);
    if (m_clientOfId[id.value()] == 0) {
        ClientPicture fresh;
        fresh.id = id;
        m_clients.push_back(fresh);
        m_clientOfId.edit(id.value()) = static_cast<std::uint32_t>(m_clients.size());
    }
    return m_clients.edit(m_clientOfId[id.value()] - 1);
}

ClientPicture &ClusterPicture::foreignClient(Symbol name, Symbol address)
{
    const auto [known, isNew] = m_foreign.emplace(std::pair(name, address), m_clients.size());
    if (isNew) {
        ClientPicture fresh;
        fresh.name = name;
        fresh.address = address;
        m_clients.push_back(fresh);
    }
    return m_clients.edit(known->second);
}

} // namespace sessionscope::journal
