// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/inspect/inspected_session_model.h"

#include "ui/edit_actions.h"
#include "ui/inspect/inspect_text.h"
#include "ui/inspect/session_order.h"
#include "ui/workspace.h"

#include <QAction>
#include <QPointer>

#include <algorithm>
#include <utility>

namespace sessionscope::ui {

InspectedSessionModel::InspectedSessionModel(Workspace &workspace, QObject *parent)
    : QAbstractTableModel(parent)
    , m_workspace(workspace)
    , m_inspection(workspace.inspection())
{
    m_regrouping.setSingleShot(true);
    connect(&m_regrouping, &QTimer::timeout, this, &InspectedSessionModel::regroup);
    connect(&m_inspection, &Inspection::reset, this, &InspectedSessionModel::restart);
    connect(&m_inspection, &Inspection::advanced, this, &InspectedSessionModel::advance);
    connect(&m_inspection, &Inspection::judged, this, [this] {
        touch(Findings);
        touch(Pin); // after Kubernetes' word it may be another
        if (!isPlain())
            regroupSoon();
    });
    connect(&workspace.theme(), &Theme::changed, this, [this] { touch(Pin); });
    if (const QAction *reveal = revealAction(workspace))
        connect(reveal, &QAction::toggled, this, [this] {
            touch(Session);
            touch(BackendSid);
        });
    restart();
}

int InspectedSessionModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int InspectedSessionModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant InspectedSessionModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Row row = session(index.row());
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole)
        return text(row, index.column());
    if (role == Qt::ForegroundRole)
        return color(row, index.column());
    return {};
}

QVariant InspectedSessionModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0 || section >= ColumnCount)
        return {};
    const QString titles[]
        = {tr("Session"),  tr("Client"), tr("Pin"),         tr("backend_url"), tr("Age"), tr("TTL"),
           tr("Findings"), tr("Pod"),    tr("backend_sid"), tr("Protocol"),    tr("Type")};
    return titles[section];
}

QString InspectedSessionModel::text(Row row, int column) const
{
    const inspect::Session &session = m_inspection.inventory().session(row);
    const bool revealed = revealsIds(m_workspace);
    const auto pin = [&] { return inspect::pinTruth(session, m_inspection.sight().cluster()); };
    switch (static_cast<Column>(column)) {
    case Session:
        return (m_inspection.inventory().isPresent(row) ? QString() : tr("gone · "))
            + shownId(session.id(), revealed);
    case Client:
        return clientText(session);
    case Pin: {
        const inspect::PinKind kind = pin().kind;
        const bool risky = kind == inspect::PinKind::Service || kind == inspect::PinKind::ClusterIp;
        return (risky ? QStringLiteral("▲ ") : QString()) + QLatin1String(toText(kind));
    }
    case PointsAt:
        return toQString(inspect::view(session.backendUrl));
    case Ordinal: {
        const std::int32_t ordinal = pin().ordinal;
        return ordinal < 0 ? QStringLiteral("–") : QString::number(ordinal);
    }
    case Age:
        return ageText(session, m_inspection.now());
    case Ttl:
        return ttlText(session, m_inspection.now());
    case BackendSid:
        return session.backendSid.empty() ? QString() : shownId(session.backendSid, revealed);
    case Findings:
        return toQString(m_inspection.judgement().modesOf(row));
    case Protocol:
        return session.init ? toQString(session.init->protocolVersion) : QString();
    case Type:
        return QLatin1String(toText(session.type));
    case ColumnCount:
        break;
    }
    return {};
}

QVariant InspectedSessionModel::color(Row row, int column) const
{
    const Theme &theme = m_workspace.theme();
    if (!m_inspection.inventory().isPresent(row))
        return theme.color(Tone::MutedText);
    const inspect::Session &session = m_inspection.inventory().session(row);
    if (column == Pin) {
        const inspect::PinKind kind = inspect::pinTruth(session, m_inspection.sight().cluster()).kind;
        if (kind == inspect::PinKind::Service || kind == inspect::PinKind::ClusterIp)
            return theme.color(Tone::Bad);
    }
    if (column == BackendSid)
        return theme.color(Tone::Warning);
    return {};
}

void InspectedSessionModel::sort(int column, Qt::SortOrder order)
{
    m_sortColumn = column;
    m_sortOrder = order;
    regroup();
}

void InspectedSessionModel::setFilter(const journal::Filter &filter)
{
    m_filter = filter;
    regroup();
}

int InspectedSessionModel::positionOf(Row session) const
{
    if (isPlain() && session < m_rows.size() && m_rows[session] == session)
        return static_cast<int>(session);
    const auto it = std::find(m_rows.begin(), m_rows.end(), session);
    return it == m_rows.end() ? -1 : static_cast<int>(it - m_rows.begin());
}

qsizetype InspectedSessionModel::total() const
{
    return static_cast<qsizetype>(m_inspection.inventory().size());
}

void InspectedSessionModel::tick()
{
    touch(Age);
    touch(Ttl);
    // Sessions pass the bounds of a filter as time goes by, whether or not anything changes.
    if (++m_ticks % kTicksPerRegroup == 0 && !isPlain())
        regroupSoon();
}

void InspectedSessionModel::touch(int column)
{
    if (!m_rows.empty())
        emit dataChanged(index(0, column), index(rowCount() - 1, column));
}

void InspectedSessionModel::restart()
{
    beginResetModel();
    m_rows.clear();
    m_known = 0;
    endResetModel();
    regroup();
}

void InspectedSessionModel::advance(const Inspection::Changes &changes)
{
    const int before = rowCount();
    const bool changed = changes.any || !changes.rows.empty();
    if (m_sortColumn < 0) {
        const SessionOrder order{m_filter, -1, m_sortOrder, m_inspection.sharedJudgement(),
                                 m_inspection.now()};
        std::vector<Row> fresh;
        for (auto row = static_cast<Row>(m_known); row < m_inspection.inventory().size(); ++row) {
            if (order.wants(m_inspection.sight(), row))
                fresh.push_back(row);
        }
        m_known = m_inspection.inventory().size();
        if (!fresh.empty()) {
            beginInsertRows({}, before, before + static_cast<int>(fresh.size()) - 1);
            m_rows.insert(m_rows.end(), fresh.begin(), fresh.end());
            endInsertRows();
        }
    }
    if (before > 0 && changed) {
        const bool known = isPlain() && !changes.any;
        const int first = known ? static_cast<int>(changes.rows.front()) : 0;
        const int last = known ? static_cast<int>(changes.rows.back()) : before - 1;
        emit dataChanged(index(first, 0), index(std::min(last, before - 1), ColumnCount - 1));
    }
    if (m_sortColumn >= 0 || (!isPlain() && changed))
        regroupSoon();
}

void InspectedSessionModel::regroupSoon()
{
    if (!m_regrouping.isActive())
        m_regrouping.start(kRegroupMs);
}

void InspectedSessionModel::regroup()
{
    const quint64 wish = ++m_wish;
    m_inspection.readAside(
        [self = QPointer(this), wish,
         order = SessionOrder{m_filter, m_sortColumn, m_sortOrder, m_inspection.sharedJudgement(),
                              m_inspection.now()}](const inspect::Sight &sight) -> Inspection::Taking {
            auto rows = std::make_shared<std::vector<Row>>(order.applyTo(sight));
            return [self, wish, rows, known = sight.sessions().size()] {
                if (self && wish == self->m_wish)
                    self->take(std::move(*rows), known);
            };
        });
}

void InspectedSessionModel::take(std::vector<Row> rows, std::size_t known)
{
    m_known = known;
    if (rows == m_rows)
        return;
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

} // namespace sessionscope::ui
