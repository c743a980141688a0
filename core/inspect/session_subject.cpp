// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/inspect/session_subject.h"

namespace sessionscope::inspect {

using journal::FilterField;

SessionSubject::SessionSubject(const SessionInventory &inventory, SessionInventory::Row row,
                               const ClusterView *cluster, std::string_view modes, WallTime now)
    : m_session(inventory.session(row))
    , m_present(inventory.isPresent(row))
    , m_pin(pinTruth(m_session, cluster))
    , m_modes(modes)
    , m_now(now)
    , m_words{m_session.id(),
              m_session.prefix(),
              view(m_session.backendUrl),
              m_session.backendSid,
              m_session.init ? std::string_view(m_session.init->clientName) : std::string_view(),
              m_session.init ? std::string_view(m_session.init->clientVersion) : std::string_view(),
              m_session.init ? std::string_view(m_session.init->protocolVersion) : std::string_view(),
              toText(m_session.type)}
{
}

std::optional<std::int64_t> SessionSubject::number(FilterField field) const
{
    switch (field) {
    case FilterField::Pod:
        return m_pin.ordinal < 0 ? std::nullopt : std::optional<std::int64_t>(m_pin.ordinal);
    case FilterField::Ttl:
        return m_session.hasTtl() ? std::optional(m_session.ttlLeft(m_now).inNanoseconds()) : std::nullopt;
    case FilterField::Age:
        return m_session.createdAt == WallTime()
            ? std::nullopt
            : std::optional(m_now.unixNanoseconds - m_session.createdAt.unixNanoseconds);
    case FilterField::Session:
    case FilterField::Proxy:
    case FilterField::Client:
    case FilterField::Kind:
    case FilterField::State:
    case FilterField::Status:
    case FilterField::Pin:
    case FilterField::Text:
    case FilterField::Time:
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
        return m_session.id();
    case FilterField::Client:
        return m_session.init ? std::string_view(m_session.init->clientName) : std::string_view();
    case FilterField::State:
        return !m_present ? "gone" : m_session.backendSid.empty() ? "present" : "lost";
    case FilterField::Pin:
        return toText(m_pin.kind);
    case FilterField::Mode:
        return m_modes;
    case FilterField::Era:
    case FilterField::Pod:
    case FilterField::Proxy:
    case FilterField::Kind:
    case FilterField::Status:
    case FilterField::Text:
    case FilterField::Time:
    case FilterField::Ttl:
    case FilterField::Age:
    case FilterField::Exchange:
        break;
    }
    return {};
}

} // namespace sessionscope::inspect
