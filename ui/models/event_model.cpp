// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/models/event_model.h"

#include "core/base/mask.h"
#include "core/journal/event_text.h"
#include "ui/edit_actions.h"
#include "ui/workspace.h"

#include <QAction>
#include <QElapsedTimer>

#include <algorithm>

namespace sessionscope::ui {

namespace {

const char *glyphOf(journal::Severity severity)
{
    switch (severity) {
    case journal::Severity::Info:
        return "·";
    case journal::Severity::Good:
        return "✓";
    case journal::Severity::Warning:
        return "▲";
    case journal::Severity::Bad:
        return "✗";
    }
    return "";
}

Tone toneOf(journal::Severity severity)
{
    switch (severity) {
    case journal::Severity::Info:
        return Tone::Text;
    case journal::Severity::Good:
        return Tone::Good;
    case journal::Severity::Warning:
        return Tone::Warning;
    case journal::Severity::Bad:
        return Tone::Bad;
    }
    return Tone::Text;
}

QString timeText(Instant time)
{
    return QString::number(static_cast<double>(time.elapsed().inMicroseconds()) / 1e6, 'f', 3)
        + QStringLiteral(" s");
}

} // namespace

EventModel::EventModel(Workspace &workspace, QObject *parent)
    : QAbstractTableModel(parent)
    , m_workspace(workspace)
{
    m_slices.setInterval(0);
    connect(&m_slices, &QTimer::timeout, this, &EventModel::slice);
    connect(&workspace.runs(), &RunList::currentChanged, this, [this] {
        if (const Run *run = m_workspace.run())
            connect(run, &Run::advanced, this, &EventModel::grow, Qt::UniqueConnection);
        rebuild();
    });
    connect(&workspace.cursor(), &TimeCursor::spanChanged, this, &EventModel::rebuild);
    connect(&workspace.cursor(), &TimeCursor::moved, this, &EventModel::repaint);
    connect(&workspace.theme(), &Theme::changed, this, &EventModel::repaint);
    if (const QAction *reveal = revealAction(workspace))
        connect(reveal, &QAction::toggled, this, &EventModel::repaint);
    if (const Run *run = m_workspace.run())
        connect(run, &Run::advanced, this, &EventModel::grow, Qt::UniqueConnection);
    rebuild();
}

int EventModel::rowCount(const QModelIndex &parent) const
{
    if (parent.isValid())
        return 0;
    return static_cast<int>(m_isIndexed ? m_rows.size() : m_examined);
}

int EventModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant EventModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || !journal())
        return {};
    const journal::Event &event = eventAt(index.row());
    if (role == Qt::ForegroundRole) {
        // What has not happened yet at the instant that is shown steps back.
        const auto cursor = m_workspace.cursor().sequence();
        if (cursor && event.sequence > *cursor)
            return m_workspace.theme().color(Tone::MutedText);
        return index.column() == Kind ? QVariant(m_workspace.theme().color(toneOf(severityOf(event))))
                                      : QVariant();
    }
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    const bool reveals = revealsIds(m_workspace);
    switch (static_cast<Column>(index.column())) {
    case Time:
        return timeText(event.time);
    case Kind:
        return QStringLiteral("%1 %2").arg(QString::fromUtf8(glyphOf(severityOf(event))),
                                           QLatin1String(journal::kindFields(event.kind).name));
    case Who:
        return QString::fromStdString(journal::toText(event.actor));
    case Session: {
        const std::string_view id = journal()->text(event.session);
        return QString::fromStdString(reveals ? std::string(id) : maskedSessionId(id));
    }
    case What:
        return QString::fromStdString(journal::eventText(event, *journal(), reveals));
    case Cause:
        return event.cause.value() ? QStringLiteral("#%1").arg(event.cause.value()) : QString();
    case ColumnCount:
        break;
    }
    return {};
}

QVariant EventModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0 || section >= ColumnCount)
        return {};
    const QString titles[] = {tr("Time"), tr("Kind"), tr("Who"), tr("Session"), tr("What"), tr("Cause")};
    return titles[section];
}

void EventModel::setFilter(const journal::Filter &filter)
{
    m_filter = filter;
    rebuild();
}

const journal::Event &EventModel::eventAt(int row) const
{
    const auto index = static_cast<std::size_t>(row);
    return journal()->events()[m_isIndexed ? m_rows[index] : index];
}

int EventModel::rowOf(journal::Sequence sequence) const
{
    int first = 0;
    int last = rowCount();
    while (first < last) {
        const int middle = first + (last - first) / 2;
        if (eventAt(middle).sequence < sequence)
            first = middle + 1;
        else
            last = middle;
    }
    return first < rowCount() ? first : -1;
}

bool EventModel::shows(journal::Sequence sequence) const
{
    const int row = rowOf(sequence);
    return row >= 0 && eventAt(row).sequence == sequence;
}

qsizetype EventModel::total() const
{
    return journal() ? static_cast<qsizetype>(journal()->events().size()) : 0;
}

const journal::Journal *EventModel::journal() const
{
    const Run *run = m_workspace.run();
    return run ? &run->journal() : nullptr;
}

bool EventModel::matches(const journal::Event &event, const journal::Journal &journal) const
{
    const auto &span = m_workspace.cursor().span();
    if (span && (event.time < span->from || event.time > span->to))
        return false;
    return m_filter.matchesAll()
        || m_filter.matches(journal::EventSubject(event, journal, &m_workspace.state().picture().sessions()));
}

void EventModel::rebuild()
{
    m_slices.stop();
    beginResetModel();
    m_rows.clear();
    m_isIndexed = !m_filter.matchesAll() || m_workspace.cursor().span();
    m_examined = m_isIndexed ? 0 : static_cast<std::size_t>(total());
    endResetModel();
    if (m_isIndexed)
        slice();
    emit progressed();
}

void EventModel::grow()
{
    if (m_isIndexed) {
        if (!isFiltering())
            slice();
        return;
    }
    const auto size = static_cast<std::size_t>(total());
    if (size == m_examined)
        return;
    beginInsertRows({}, static_cast<int>(m_examined), static_cast<int>(size) - 1);
    m_examined = size;
    endInsertRows();
    emit progressed();
}

void EventModel::slice()
{
    QElapsedTimer used;
    used.start();
    std::vector<std::uint32_t> found;
    const auto size = static_cast<std::size_t>(total());
    while (m_examined < size) {
        if (matches(journal()->events()[m_examined], *journal()))
            found.push_back(static_cast<std::uint32_t>(m_examined));
        if (++m_examined % 256 == 0 && used.elapsed() >= kSliceMs)
            break;
    }
    if (!found.empty()) {
        beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(found.size()) - 1);
        m_rows.insert(m_rows.end(), found.begin(), found.end());
        endInsertRows();
    }
    if (m_examined < size)
        m_slices.start();
    else
        m_slices.stop();
    emit progressed();
}

void EventModel::repaint()
{
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

} // namespace sessionscope::ui
