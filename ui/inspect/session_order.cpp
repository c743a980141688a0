// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/inspect/session_order.h"

#include "core/inspect/session_subject.h"
#include "ui/inspect/inspected_session_model.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace sessionscope::ui {

namespace {

using inspect::Session;

auto clientOf(const Session &session)
{
    return session.init ? std::tuple(std::string_view(session.init->clientName),
                                     std::string_view(session.init->clientVersion))
                        : std::tuple<std::string_view, std::string_view>();
}

std::int64_t expiryOf(const Session &session)
{
    return session.hasTtl() ? session.expiresAt().unixNanoseconds : INT64_MAX;
}

/// Sorts by what `key` says of a session. Stable: equal ones stay in the order in which they were found.
template <class Key>
void sortBy(std::vector<SessionOrder::Row> &rows, const inspect::SessionInventory &sessions,
            Qt::SortOrder order, Key key)
{
    std::stable_sort(rows.begin(), rows.end(), [&](auto left, auto right) {
        const Session &a = sessions.session(order == Qt::AscendingOrder ? left : right);
        const Session &b = sessions.session(order == Qt::AscendingOrder ? right : left);
        return key(a) < key(b);
    });
}

} // namespace

bool SessionOrder::wants(const inspect::Sight &sight, Row row) const
{
    return filter.matchesAll()
        || filter.matches(
            inspect::SessionSubject(sight.sessions(), row, sight.cluster(), judgement->namesOf(row), now));
}

std::vector<SessionOrder::Row> SessionOrder::applyTo(const inspect::Sight &sight) const
{
    const inspect::SessionInventory &sessions = sight.sessions();
    std::vector<Row> rows;
    for (Row row = 0; row < sessions.size(); ++row) {
        if (wants(sight, row))
            rows.push_back(row);
    }
    using Model = InspectedSessionModel;
    switch (column) {
    case Model::Session:
        sortBy(rows, sessions, order, [](const Session &session) { return session.id(); });
        break;
    case Model::Client:
        sortBy(rows, sessions, order, clientOf);
        break;
    case Model::Pin:
        sortBy(rows, sessions, order,
               [&sight](const Session &session) { return inspect::pinTruth(session, sight.cluster()).kind; });
        break;
    case Model::PointsAt:
        sortBy(rows, sessions, order,
               [](const Session &session) { return inspect::view(session.backendUrl); });
        break;
    case Model::Ordinal:
        sortBy(rows, sessions, order, [&sight](const Session &session) {
            return inspect::pinTruth(session, sight.cluster()).ordinal;
        });
        break;
    case Model::Age: // the younger, the later it was made
        sortBy(rows, sessions, order,
               [](const Session &session) { return -session.createdAt.unixNanoseconds; });
        break;
    case Model::Ttl:
        sortBy(rows, sessions, order, expiryOf);
        break;
    case Model::BackendSid:
        sortBy(rows, sessions, order,
               [](const Session &session) { return std::string_view(session.backendSid); });
        break;
    case Model::Protocol:
        sortBy(rows, sessions, order, [](const Session &session) {
            return session.init ? std::string_view(session.init->protocolVersion) : std::string_view();
        });
        break;
    case Model::Type:
        sortBy(rows, sessions, order, [](const Session &session) { return session.type; });
        break;
    case Model::Findings:
        std::stable_sort(rows.begin(), rows.end(), [this](Row left, Row right) {
            const bool up = order == Qt::AscendingOrder;
            return judgement->modesOf(up ? left : right) < judgement->modesOf(up ? right : left);
        });
        break;
    default:
        break;
    }
    return rows;
}

} // namespace sessionscope::ui
