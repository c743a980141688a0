// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/views/timeline_lanes.h"

#include "core/base/mask.h"
#include "ui/to_qstring.h"
#include "ui/workspace.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <utility>

namespace sessionscope::ui {

namespace {

constexpr double kDragMin = 4.0;   // less is a click
constexpr double kRangeMin = 10e3; // nanoseconds: nothing in a run is shorter than ten microseconds

double nanoseconds(Instant time)
{
    return static_cast<double>(time.elapsed().inNanoseconds());
}

Instant instantOf(double nanoseconds)
{
    return Instant::sinceStart(Duration::nanoseconds(static_cast<std::int64_t>(nanoseconds)));
}

} // namespace

void TimelineData::apply(const journal::Event &event, const journal::Journal &journal)
{
    exchanges.apply(event, journal);
    if (event.kind == journal::EventKind::FaultRequested) {
        faults.push_back(
            {event.time, QStringLiteral("%1 %2").arg(toQString(journal.text(event.text))).arg(event.number)});
    }
    if (const journal::ExchangeEntry *entry = exchanges.find(event)) {
        pods = std::max(pods, entry->pod + 1);
        if (entry->session != journal::Symbol() && m_seen.insert(entry->session).second)
            sessions.push_back(entry->session);
    }
}

TimelineLanes::TimelineLanes(Workspace &workspace, const TimelineData &folded, QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_workspace(workspace)
    , m_data(folded)
{
    setObjectName(QStringLiteral("timeline.bars"));
    setAccessibleName(tr("Requests in time"));
    setAccessibleDescription(tr("Left and right move in time by an event, up and down between lanes, Enter "
                                "selects, Home and End go to the first and the latest event, + and − zoom."));
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    const auto repaint = [this] { viewport()->update(); };
    connect(&workspace.theme(), &Theme::changed, this, &TimelineLanes::refresh);
    connect(&workspace.cursor(), &TimeCursor::moved, this, repaint);
    connect(&workspace.selection(), &Selection::changed, this, repaint);
    connect(&workspace.cursor(), &TimeCursor::spanChanged, this, [this] {
        m_range = m_workspace.cursor().span();
        viewport()->update();
    });
}

void TimelineLanes::setLanes(Lanes lanes)
{
    m_lanes = lanes;
    m_lane = 0;
    verticalScrollBar()->setValue(0);
    refresh();
}

int TimelineLanes::laneCount() const
{
    return m_lanes == Lanes::Pods ? static_cast<int>(m_data.pods) : static_cast<int>(m_data.sessions.size());
}

void TimelineLanes::refresh()
{
    const int room = std::max(1, viewport()->height() - axisHeight());
    verticalScrollBar()->setPageStep(room);
    verticalScrollBar()->setSingleStep(rowHeight());
    verticalScrollBar()->setRange(0, std::max(0, laneCount() * rowHeight() - room));
    viewport()->update();
}

void TimelineLanes::showWholeRun()
{
    m_range.reset();
    m_workspace.cursor().setSpan(std::nullopt);
    viewport()->update();
}

Instant TimelineLanes::end() const
{
    const Run *run = m_workspace.run();
    return run && !run->journal().events().empty() ? run->journal().events().back().time : Instant();
}

TimeCursor::Span TimelineLanes::range() const
{
    if (m_range)
        return *m_range;
    return {Instant(), std::max(end(), instantOf(kRangeMin))};
}

double TimelineLanes::xOf(Instant time) const
{
    const auto [from, to] = range();
    const double whole = std::max(1.0, nanoseconds(to) - nanoseconds(from));
    return nameWidth()
        + (nanoseconds(time) - nanoseconds(from)) / whole
        * std::max(1, viewport()->width() - nameWidth() - 8);
}

Instant TimelineLanes::timeAt(double x) const
{
    const auto [from, to] = range();
    const double part
        = std::clamp((x - nameWidth()) / std::max(1, viewport()->width() - nameWidth() - 8), 0.0, 1.0);
    return instantOf(nanoseconds(from) + part * (nanoseconds(to) - nanoseconds(from)));
}

QRect TimelineLanes::laneRect(int lane) const
{
    return {nameWidth(), axisHeight() + lane * rowHeight() - verticalScrollBar()->value(),
            viewport()->width() - nameWidth(), rowHeight()};
}

int TimelineLanes::axisHeight() const
{
    return 2 * fontMetrics().height() + 6; // times, and the names of faults below them
}

int TimelineLanes::rowHeight() const
{
    return fontMetrics().height() + 4;
}

int TimelineLanes::nameWidth() const
{
    // Each of a hundred thousand bars asks for it.
    if (m_nameWidth == 0)
        m_nameWidth = fontMetrics().horizontalAdvance(QStringLiteral("▸ 0000…00 ")) + 12;
    return m_nameWidth;
}

void TimelineLanes::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        m_nameWidth = 0;
}

int TimelineLanes::laneAt(double y) const
{
    if (y < axisHeight())
        return -1;
    const int lane = (static_cast<int>(y) - axisHeight() + verticalScrollBar()->value()) / rowHeight();
    return lane < laneCount() ? lane : -1;
}

QString TimelineLanes::laneName(int lane) const
{
    if (m_lanes == Lanes::Pods)
        return tr("pod-%1").arg(lane);
    const auto session = m_data.sessions[static_cast<std::size_t>(lane)];
    return QString::fromStdString(maskedSessionId(m_workspace.run()->journal().text(session)));
}

std::span<const std::uint32_t> TimelineLanes::barsOf(int lane) const
{
    return m_lanes == Lanes::Pods
        ? m_data.exchanges.ofPod(lane)
        : m_data.exchanges.ofSession(m_data.sessions[static_cast<std::size_t>(lane)]);
}

bool TimelineLanes::isSelected(int lane) const
{
    return m_lanes == Lanes::Sessions
        && m_workspace.selection().value().session == m_data.sessions[static_cast<std::size_t>(lane)];
}

void TimelineLanes::resizeEvent(QResizeEvent *)
{
    refresh();
}

void TimelineLanes::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_pressed = m_dragged = event->position();
    m_drag = m_pressed.y() < axisHeight() ? Drag::Scrub : Drag::Brush;
    if (m_drag == Drag::Scrub)
        scrubTo(m_pressed.x());
}

void TimelineLanes::mouseMoveEvent(QMouseEvent *event)
{
    if (m_drag == Drag::None)
        return;
    m_dragged = event->position();
    if (m_drag == Drag::Scrub)
        scrubTo(m_dragged.x());
    viewport()->update();
}

void TimelineLanes::mouseReleaseEvent(QMouseEvent *event)
{
    const Drag drag = std::exchange(m_drag, Drag::None);
    if (drag != Drag::Brush)
        return;
    if (std::abs(event->position().x() - m_pressed.x()) < kDragMin) {
        selectAt(event->position());
        return;
    }
    const Instant one = timeAt(m_pressed.x());
    const Instant other = timeAt(event->position().x());
    if (one != other)
        m_workspace.cursor().setSpan(TimeCursor::Span{std::min(one, other), std::max(one, other)});
}

void TimelineLanes::mouseDoubleClickEvent(QMouseEvent *)
{
    showWholeRun();
}

void TimelineLanes::wheelEvent(QWheelEvent *event)
{
    if (event->modifiers() & Qt::ShiftModifier || event->position().x() < nameWidth()) {
        QAbstractScrollArea::wheelEvent(event); // over the names it scrolls the lanes
        return;
    }
    zoom(std::pow(0.8, event->angleDelta().y() / 120.0), timeAt(event->position().x()));
    event->accept();
}

void TimelineLanes::zoom(double factor, Instant around)
{
    const auto [from, to] = range();
    const double middle = nanoseconds(around);
    const double begin = std::max(0.0, middle - (middle - nanoseconds(from)) * factor);
    const double finish = std::min(nanoseconds(end()), middle + (nanoseconds(to) - middle) * factor);
    if (finish - begin < kRangeMin)
        return;
    m_range = TimeCursor::Span{instantOf(begin), instantOf(finish)};
    if (begin <= 0.0 && finish >= nanoseconds(end()))
        m_range.reset(); // grows with the run again
    viewport()->update();
}

void TimelineLanes::keyPressEvent(QKeyEvent *event)
{
    const auto [from, to] = range();
    const Instant middle = instantOf((nanoseconds(from) + nanoseconds(to)) / 2.0);
    switch (event->key()) {
    case Qt::Key_Left:
        return stepCursor(-1);
    case Qt::Key_Right:
        return stepCursor(1);
    case Qt::Key_Up:
        return setLane(m_lane - 1);
    case Qt::Key_Down:
        return setLane(m_lane + 1);
    case Qt::Key_Home:
        return goFirst();
    case Qt::Key_End:
        return m_workspace.cursor().goLive();
    case Qt::Key_Plus:
        return zoom(0.5, middle);
    case Qt::Key_Minus:
        return zoom(2.0, middle);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return selectInLane();
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

void TimelineLanes::setLane(int lane)
{
    m_lane = std::clamp(lane, 0, std::max(0, laneCount() - 1));
    const QRect rect = laneRect(m_lane);
    if (rect.top() < axisHeight())
        verticalScrollBar()->setValue(verticalScrollBar()->value() + rect.top() - axisHeight());
    else if (rect.bottom() > viewport()->height())
        verticalScrollBar()->setValue(verticalScrollBar()->value() + rect.bottom() - viewport()->height());
    viewport()->update();
}

void TimelineLanes::scrubTo(double x)
{
    const Run *run = m_workspace.run();
    if (!run || run->journal().events().empty())
        return;
    const auto events = run->journal().events();
    auto it = std::upper_bound(events.begin(), events.end(), timeAt(x),
                               [](Instant time, const journal::Event &event) { return time < event.time; });
    if (it != events.begin())
        --it;
    m_workspace.cursor().moveTo(it->sequence);
}

void TimelineLanes::goFirst()
{
    const Run *run = m_workspace.run();
    if (run && !run->journal().events().empty())
        m_workspace.cursor().moveTo(run->journal().events().front().sequence);
}

void TimelineLanes::stepCursor(int events)
{
    const Run *run = m_workspace.run();
    if (!run || run->journal().events().empty())
        return;
    const auto all = run->journal().events();
    auto index = static_cast<std::ptrdiff_t>(all.size()) - 1;
    if (const auto sequence = m_workspace.cursor().sequence()) {
        const auto it = std::lower_bound(
            all.begin(), all.end(), *sequence,
            [](const journal::Event &event, journal::Sequence wanted) { return event.sequence < wanted; });
        index = it - all.begin();
    }
    index = std::clamp<std::ptrdiff_t>(index + events, 0, static_cast<std::ptrdiff_t>(all.size()) - 1);
    m_workspace.cursor().moveTo(all[static_cast<std::size_t>(index)].sequence);
}

void TimelineLanes::selectAt(QPointF position)
{
    const int lane = laneAt(position.y());
    if (lane < 0)
        return;
    setLane(lane);
    const auto bars
        = m_data.exchanges.within(barsOf(lane), timeAt(position.x() - 3), timeAt(position.x() + 3));
    for (auto it = bars.rbegin(); it != bars.rend() && position.x() >= nameWidth(); ++it) {
        const journal::ExchangeEntry &entry = m_data.exchanges.entry(*it);
        if (xOf(entry.begin) - 3 <= position.x() && position.x() <= xOf(entry.end) + 3)
            return select(entry);
    }
    if (m_lanes == Lanes::Sessions)
        m_workspace.selection().selectSession(m_data.sessions[static_cast<std::size_t>(lane)]);
}

/// The last exchange of the keyboard's lane that the cursor has seen begin.
void TimelineLanes::selectInLane()
{
    if (m_lane >= laneCount())
        return;
    Instant until = end();
    if (const auto sequence = m_workspace.cursor().sequence()) {
        if (const journal::Event *event = m_workspace.run()->journal().find(*sequence))
            until = event->time;
    }
    const auto bars = m_data.exchanges.within(barsOf(m_lane), Instant(), until);
    if (!bars.empty())
        select(m_data.exchanges.entry(bars.back()));
}

void TimelineLanes::select(const journal::ExchangeEntry &entry)
{
    Selection::Value value;
    if (entry.session != journal::Symbol())
        value.session = entry.session;
    value.exchange = entry.exchange;
    m_workspace.selection().set(value);
}

} // namespace sessionscope::ui
