// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/journal/exchange_spans.h"
#include "ui/time_cursor.h"

#include <QAbstractScrollArea>
#include <QString>

#include <optional>
#include <unordered_set>
#include <vector>

QT_BEGIN_NAMESPACE
class QPainter;
QT_END_NAMESPACE

namespace sessionscope::ui {

class Workspace;

/// What a timeline draws of a journal: a fold, O(1) per event.
struct TimelineData
{
    struct Fault
    {
        Instant at{};
        QString text; ///< "restart-proxy 0"
    };

    void apply(const journal::Event &event, const journal::Journal &journal);

    journal::ExchangeIndex exchanges;
    std::vector<journal::Symbol> sessions; ///< by their first exchange
    std::int64_t pods = 0;                 ///< ordinals that have answered
    std::vector<Fault> faults;
    std::size_t folded = 0; ///< events of the journal

private:
    std::unordered_set<journal::Symbol> m_seen;
};

/// The lanes of a timeline, a bar per exchange. Paints what is visible and nothing else.
class TimelineLanes : public QAbstractScrollArea
{
    Q_OBJECT

public:
    enum class Lanes { Sessions, Pods };

    TimelineLanes(Workspace &workspace, const TimelineData &folded, QWidget *parent = nullptr);

    void setLanes(Lanes lanes);
    Lanes lanes() const { return m_lanes; }
    int laneCount() const;
    /// The data have grown or are others.
    void refresh();
    void showWholeRun();

    TimeCursor::Span range() const; ///< what is visible
    double xOf(Instant time) const; ///< in the viewport
    Instant timeAt(double x) const;
    QRect laneRect(int lane) const; ///< in the viewport, without the lane's name
    int axisHeight() const;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    enum class Drag { None, Scrub, Brush };

    int rowHeight() const;
    int nameWidth() const;
    int laneAt(double y) const;
    QString laneName(int lane) const;
    std::span<const std::uint32_t> barsOf(int lane) const;
    bool isSelected(int lane) const;
    Instant end() const;
    void paintLane(QPainter &painter, int lane) const;
    void paintBars(QPainter &painter, int lane) const;
    void paintAxis(QPainter &painter) const;
    void paintMarks(QPainter &painter) const;
    void scrubTo(double x);
    void goFirst();
    void stepCursor(int events);
    void zoom(double factor, Instant around);
    void setLane(int lane);
    void selectAt(QPointF position);
    void selectInLane();
    void select(const journal::ExchangeEntry &entry);

    Workspace &m_workspace;
    const TimelineData &m_data;
    Lanes m_lanes = Lanes::Sessions;
    mutable int m_nameWidth = 0;             ///< 0: to be measured
    std::optional<TimeCursor::Span> m_range; ///< the whole run without one
    int m_lane = 0;                          ///< of the keyboard
    Drag m_drag = Drag::None;
    QPointF m_pressed;
    QPointF m_dragged;
};

} // namespace sessionscope::ui
