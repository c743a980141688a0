// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/journal/filter_subject.h"

#include <algorithm>
#include <charconv>

namespace sessionscope::journal {

ActorName::ActorName(Actor actor)
{
    const std::string_view name = toText(actor.kind);
    m_size = std::min(name.size(), m_text.size());
    std::ranges::copy(name.substr(0, m_size), m_text.begin());
    if (!isNumbered(actor.kind))
        return;
    m_text[m_size++] = '-';
    const auto written = std::to_chars(m_text.data() + m_size, m_text.data() + m_text.size(), actor.index);
    m_size = static_cast<std::size_t>(written.ptr - m_text.data());
}

EventSubject::EventSubject(const Event &event, const Journal &journal, const SessionTable *sessions)
    : m_event(event)
    , m_journal(journal)
    , m_sessions(sessions)
    , m_row(sessions ? sessions->find(event.session) : nullptr)
    , m_actor(event.actor)
    , m_words{m_actor.text(), kindFields(event.kind).name, journal.text(event.text),
              journal.text(event.detail), journal.text(event.session)}
{
}

std::optional<std::int64_t> EventSubject::number(FilterField field) const
{
    switch (field) {
    case FilterField::Pod:
        return pod();
    case FilterField::Proxy:
        return proxy();
    case FilterField::Client:
        if (m_event.actor.kind == Actor::Kind::Client)
            return m_event.actor.index;
        return m_row && m_row->client ? std::optional<std::int64_t>(m_row->client->value()) : std::nullopt;
    case FilterField::Kind:
        return static_cast<std::int64_t>(m_event.kind);
    case FilterField::Status:
        return status();
    case FilterField::Time:
        return m_event.time.elapsed().inNanoseconds();
    case FilterField::Ttl:
        if (m_row && m_row->expiry)
            return (*m_row->expiry - m_event.time).inNanoseconds();
        return std::nullopt;
    case FilterField::Age:
        return m_row ? std::optional((m_event.time - m_row->createdAt).inNanoseconds()) : std::nullopt;
    case FilterField::Exchange:
        if (m_event.exchange != ExchangeId())
            return static_cast<std::int64_t>(m_event.exchange.value());
        return std::nullopt;
    case FilterField::Session:
    case FilterField::State:
    case FilterField::Pin:
    case FilterField::Text:
    case FilterField::Mode:
    case FilterField::Era:
        break;
    }
    return std::nullopt;
}

std::optional<std::int64_t> EventSubject::pod() const
{
    if (m_event.actor.kind == Actor::Kind::Pod)
        return m_event.actor.index;
    if (m_event.kind == EventKind::SessionCreated && m_event.number >= 0)
        return m_event.number;
    if (m_event.kind == EventKind::ServicePicked && m_event.actor.kind == Actor::Kind::Service)
        return m_event.number;
    const bool namesPod = m_event.kind == EventKind::ConnectionOpened
        || m_event.kind == EventKind::ConnectionReused || m_event.kind == EventKind::ResponseReceived
        || m_event.kind == EventKind::ForwardStarted || m_event.kind == EventKind::RecordLoaded
        || m_event.kind == EventKind::RecordSaved || m_event.kind == EventKind::DialFailed;
    if (!namesPod || !m_sessions)
        return std::nullopt;
    const std::int64_t ordinal = m_sessions->addresses().pinOf(m_journal.text(m_event.text)).pod;
    return ordinal >= 0 ? std::optional(ordinal) : std::nullopt;
}

std::optional<std::int64_t> EventSubject::proxy() const
{
    if (m_event.actor.kind == Actor::Kind::Proxy)
        return m_event.actor.index;
    if (m_event.kind == EventKind::ServicePicked && m_event.actor.kind == Actor::Kind::FrontDoor)
        return m_event.number;
    return std::nullopt;
}

std::optional<std::int64_t> EventSubject::status() const
{
    const bool hasStatus = m_event.kind == EventKind::AnswerReceived || m_event.kind == EventKind::AnswerSent
        || m_event.kind == EventKind::ResponseReceived || m_event.kind == EventKind::PodAnswered;
    return hasStatus && m_event.number > 0 ? std::optional(m_event.number) : std::nullopt;
}

std::string_view EventSubject::pin() const
{
    const bool namesRecord = (m_event.kind == EventKind::RecordLoaded && m_event.number == 1)
        || m_event.kind == EventKind::RecordSaved;
    if (namesRecord && m_sessions)
        return toText(m_sessions->addresses().pinOf(m_journal.text(m_event.text)).kind);
    return m_row ? toText(m_row->pin.kind) : std::string_view();
}

std::string_view EventSubject::text(FilterField field) const
{
    switch (field) {
    case FilterField::Session:
        return m_journal.text(m_event.session);
    case FilterField::Client:
        return m_row ? m_journal.text(m_row->clientName) : std::string_view();
    case FilterField::State:
        return m_row ? toText(m_row->state()) : std::string_view();
    case FilterField::Pin:
        return pin();
    case FilterField::Era:
        return m_row ? m_journal.text(m_row->era) : std::string_view();
    case FilterField::Pod:
    case FilterField::Proxy:
    case FilterField::Kind:
    case FilterField::Status:
    case FilterField::Text:
    case FilterField::Time:
    case FilterField::Ttl:
    case FilterField::Age:
    case FilterField::Exchange:
    case FilterField::Mode:
        break;
    }
    return {};
}

SessionSubject::SessionSubject(const SessionRow &row, const Journal &journal, Instant now)
    : m_row(row)
    , m_journal(journal)
    , m_now(now)
    , m_words{journal.text(row.session),    journal.text(row.clientName), journal.text(row.clientAddress),
              journal.text(row.backendUrl), toText(row.state()),          journal.text(row.era)}
{
}

std::optional<std::int64_t> SessionSubject::number(FilterField field) const
{
    switch (field) {
    case FilterField::Pod:
        return m_row.home >= 0 ? std::optional(m_row.home) : std::nullopt;
    case FilterField::Client:
        return m_row.client ? std::optional<std::int64_t>(m_row.client->value()) : std::nullopt;
    case FilterField::Status:
        return m_row.lastStatus > 0 ? std::optional(m_row.lastStatus) : std::nullopt;
    case FilterField::Time:
        return m_row.lastActivity.elapsed().inNanoseconds();
    case FilterField::Ttl:
        return m_row.expiry ? std::optional((*m_row.expiry - m_now).inNanoseconds()) : std::nullopt;
    case FilterField::Age:
        return (m_now - m_row.createdAt).inNanoseconds();
    case FilterField::Session:
    case FilterField::Proxy:
    case FilterField::Kind:
    case FilterField::State:
    case FilterField::Pin:
    case FilterField::Text:
    case FilterField::Exchange:
    case FilterField::Mode:
    case FilterField::Era:
        break;
    }
    return std::nullopt;
}

std::string_view SessionSubject::text(FilterField field) const
{
    switch (field) {
    case FilterField::Session:
        return m_journal.text(m_row.session);
    case FilterField::Client:
        return m_journal.text(m_row.clientName);
    case FilterField::State:
        return toText(m_row.state());
    case FilterField::Pin:
        return toText(m_row.pin.kind);
    case FilterField::Era:
        return m_journal.text(m_row.era);
    case FilterField::Pod:
    case FilterField::Proxy:
    case FilterField::Kind:
    case FilterField::Status:
    case FilterField::Text:
    case FilterField::Time:
    case FilterField::Ttl:
    case FilterField::Age:
    case FilterField::Exchange:
    case FilterField::Mode:
        break;
    }
    return {};
}

} // namespace sessionscope::journal
