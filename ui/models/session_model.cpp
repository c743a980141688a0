// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/models/session_model.h"

#include "core/base/duration_text.h"
#include "core/base/mask.h"
#include "core/journal/event_text.h"
#include "ui/core_words.h"
#include "ui/edit_actions.h"
#include "ui/to_qstring.h"
#include "ui/workspace.h"

#include <QAction>

#include <algorithm>
#include <utility>

namespace sessionscope::ui {

namespace {

QString podName(std::int64_t ordinal)
{
    return ordinal < 0 ? QStringLiteral("–") : QStringLiteral("pod-%1").arg(ordinal);
}

const char *glyphOf(journal::SessionState state)
{
    switch (state) {
    case journal::SessionState::Waiting:
        return "●";
    case journal::SessionState::Intact:
        return "✓";
    case journal::SessionState::Amnesia:
        return "▲";
    case journal::SessionState::Lost:
        return "✗";
    case journal::SessionState::Closed:
        return "■";
    }
    return "";
}

Tone toneOf(journal::SessionState state)
{
    switch (state) {
    case journal::SessionState::Waiting:
        return Tone::Info;
    case journal::SessionState::Intact:
        return Tone::Good;
    case journal::SessionState::Amnesia:
        return Tone::Warning;
    case journal::SessionState::Lost:
        return Tone::Bad;
    case journal::SessionState::Closed:
        return Tone::MutedText;
    }
    return Tone::Text;
}

} // namespace

SessionModel::SessionModel(Workspace &workspace, QObject *parent)
    : QAbstractTableModel(parent)
    , m_workspace(workspace)
    , m_follow([this] { follow(); }, nullptr, this)
{
    connect(&workspace.state(), &RunState::reset, this, &SessionModel::rebuild);
    connect(&workspace.state(), &RunState::advanced, this, &SessionModel::advance);
    connect(&workspace.theme(), &Theme::changed, this, &SessionModel::rebuild);
    if (const QAction *reveal = revealAction(workspace))
        connect(reveal, &QAction::toggled, this, &SessionModel::rebuild);
    rebuild();
}

int SessionModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int SessionModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant SessionModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const journal::SessionRow &row = session(index.row());
    if (role == Qt::DisplayRole)
        return text(row, index.column());
    if (role == Qt::ForegroundRole)
        return color(row, index.column());
    if (role == Qt::ToolTipRole)
        return explained(row, index.column());
    return {};
}

QVariant SessionModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0 || section >= ColumnCount)
        return {};
    const QString titles[] = {tr("Session"),
                              tr("State"),
                              tr("Client"),
                              tr("Created on"),
                              tr("Stored backend_url"),
                              tr("Last served by"),
                              tr("Requests ok / failed"),
                              tr("TTL"),
                              tr("Pin"),
                              tr("Era"),
                              tr("Last error")};
    return titles[section];
}

void SessionModel::sort(int column, Qt::SortOrder order)
{
    m_sortColumn = column;
    m_sortOrder = order;
    rebuild();
}

void SessionModel::setFilter(const journal::Filter &filter)
{
    m_filter = filter;
    rebuild();
}

const journal::SessionRow &SessionModel::session(int row) const
{
    return table().row(m_rows[static_cast<std::size_t>(row)]);
}

int SessionModel::rowOf(journal::Symbol session) const
{
    const std::optional<std::size_t> index = table().indexOf(session);
    const auto it = index ? std::find(m_rows.begin(), m_rows.end(), *index) : m_rows.end();
    return it == m_rows.end() ? -1 : static_cast<int>(it - m_rows.begin());
}

qsizetype SessionModel::total() const
{
    return static_cast<qsizetype>(table().size());
}

Instant SessionModel::now() const
{
    const Instant last = m_workspace.state().picture().now();
    const Run *run = m_workspace.run();
    const bool goesOn = run && run->isUp() && run->header().engine == "live" && m_workspace.cursor().isLive();
    return goesOn && m_sinceAdvance.isValid() ? last + Duration::nanoseconds(m_sinceAdvance.nsecsElapsed())
                                              : last;
}

void SessionModel::tick()
{
    if (!m_rows.empty())
        emit dataChanged(index(0, Ttl), index(rowCount() - 1, Ttl));
}

const journal::SessionTable &SessionModel::table() const
{
    return m_workspace.state().picture().sessions();
}

std::string_view SessionModel::bytes(journal::Symbol symbol) const
{
    const Run *run = m_workspace.run();
    return run ? run->journal().text(symbol) : std::string_view();
}

QString SessionModel::name(journal::Symbol symbol) const
{
    return toQString(bytes(symbol));
}

QString SessionModel::text(const journal::SessionRow &row, int column) const
{
    const journal::Journal &journal = m_workspace.run()->journal();
    switch (static_cast<Column>(column)) {
    case Session:
        return revealsIds(m_workspace) ? name(row.session)
                                       : QString::fromStdString(maskedSessionId(journal.text(row.session)));
    case State:
        return QStringLiteral("%1 %2").arg(QString::fromUtf8(glyphOf(row.state())),
                                           spoken(journal::toText(row.state())));
    case Client:
        return row.client && !row.attached
            ? QStringLiteral("client-%1  %2").arg(row.client->value()).arg(name(row.clientName))
            : name(row.clientName);
    case Era:
        return name(row.era);
    case CreatedOn:
        return podName(row.fate.createdOn);
    case BackendUrl:
        return (row.mismatch() ? QStringLiteral("≠ ") : QString()) + name(row.backendUrl);
    case Pin:
        return QLatin1String(journal::toText(row.pin.kind));
    case ServedBy:
        return podName(row.servedBy);
    case Requests:
        return QStringLiteral("%1 / %2").arg(row.fate.answered).arg(row.fate.failed);
    case Ttl: {
        if (!row.recorded || !row.expiry)
            return QStringLiteral("–");
        const std::int64_t seconds = (*row.expiry - now()).inSeconds();
        return seconds <= 0 ? tr("expired")
                            : QString::fromStdString(formatDuration(Duration::seconds(seconds)));
    }
    case LastError: {
        const journal::Event *event = journal.find(row.lastError);
        return event ? QString::fromStdString(journal::eventText(*event, journal, revealsIds(m_workspace)))
                     : QString();
    }
    case ColumnCount:
        break;
    }
    return {};
}

QVariant SessionModel::color(const journal::SessionRow &row, int column) const
{
    const Theme &theme = m_workspace.theme();
    if (column == State)
        return theme.color(toneOf(row.state()));
    if (column == BackendUrl && row.mismatch())
        return theme.color(Tone::Bad);
    if (column == LastError)
        return theme.color(Tone::MutedText);
    return {};
}

QString SessionModel::explained(const journal::SessionRow &row, int column) const
{
    if (column != BackendUrl || !row.mismatch())
        return text(row, column);
    const QString record = row.pin.pod < 0 ? tr("no pod in particular") : podName(row.pin.pod);
    return row.home < 0
        ? tr("The record names %1; no pod holds the session's state").arg(record)
        : tr("The record names %1; the session's state is on %2").arg(record, podName(row.home));
}

bool SessionModel::less(std::size_t left, std::size_t right) const
{
    const journal::SessionRow &a = table().row(left);
    const journal::SessionRow &b = table().row(right);
    switch (static_cast<Column>(m_sortColumn)) {
    case State:
        return a.state() < b.state();
    case CreatedOn:
        return a.fate.createdOn < b.fate.createdOn;
    case ServedBy:
        return a.servedBy < b.servedBy;
    case Requests:
        return std::pair(a.fate.failed, a.fate.answered) < std::pair(b.fate.failed, b.fate.answered);
    case Ttl:
        return a.expiry < b.expiry;
    case LastError:
        return a.lastError < b.lastError;
    case Pin:
        return std::pair(a.pin.kind, a.pin.pod) < std::pair(b.pin.kind, b.pin.pod);
    case Client:
        if (a.client && b.client)
            return *a.client < *b.client;
        return bytes(a.clientName) < bytes(b.clientName);
    case Era:
        return bytes(a.era) < bytes(b.era);
    case BackendUrl:
        return bytes(a.backendUrl) < bytes(b.backendUrl);
    case Session:
        return bytes(a.session) < bytes(b.session);
    case ColumnCount:
        break;
    }
    return false;
}

std::vector<std::size_t> SessionModel::wanted() const
{
    std::vector<std::size_t> rows;
    const Run *run = m_workspace.run();
    if (!run)
        return rows;
    const Instant instant = m_workspace.state().picture().now();
    for (std::size_t index = 0; index < table().size(); ++index) {
        if (m_filter.matchesAll()
            || m_filter.matches(journal::SessionSubject(table().row(index), run->journal(), instant)))
            rows.push_back(index);
    }
    if (m_sortColumn < 0)
        return rows;
    std::stable_sort(rows.begin(), rows.end(), [this](std::size_t left, std::size_t right) {
        return m_sortOrder == Qt::AscendingOrder ? less(left, right) : less(right, left);
    });
    return rows;
}

void SessionModel::rebuild()
{
    beginResetModel();
    m_sinceAdvance.start();
    m_changed.reset();
    m_rows = wanted();
    endResetModel();
}

void SessionModel::advance(const std::optional<journal::SessionTable::Range> &changed)
{
    m_sinceAdvance.start();
    if (m_changed && changed)
        m_changed->include(*changed);
    else if (changed)
        m_changed = changed;
    if (m_filter.matchesAll() && m_sortColumn < 0)
        follow();
    else
        m_follow.ask();
}

void SessionModel::follow()
{
    const std::optional<journal::SessionTable::Range> changed = std::exchange(m_changed, std::nullopt);
    if (!changed)
        return;
    std::vector<std::size_t> rows = wanted();
    const bool grew = rows.size() >= m_rows.size() && std::equal(m_rows.begin(), m_rows.end(), rows.begin());
    if (!grew) {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
        return;
    }
    const int before = rowCount();
    if (rows.size() > m_rows.size()) {
        beginInsertRows({}, before, static_cast<int>(rows.size()) - 1);
        m_rows = std::move(rows);
        endInsertRows();
    }
    if (before == 0)
        return;
    const bool inOrder = m_filter.matchesAll() && m_sortColumn < 0;
    const int first = inOrder ? static_cast<int>(changed->first) : 0;
    const int last = inOrder ? static_cast<int>(changed->last) : before - 1;
    if (first < before)
        emit dataChanged(index(first, 0), index(std::min(last, before - 1), ColumnCount - 1));
}

} // namespace sessionscope::ui
