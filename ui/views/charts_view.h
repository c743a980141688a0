// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/journal/metrics.h"
#include "ui/view.h"

#include <QTimer>

class QStackedWidget;

namespace sessionscope::ui {

class TimeChart;

/// The run in figures over time: answers by outcome, latency, sessions per pod, store round trips; faults as marks.
class ChartsView : public View
{
    Q_OBJECT

public:
    explicit ChartsView(Workspace &workspace);

    QList<Export> exports() override;
    const journal::Metrics &metrics() const { return m_metrics; }

protected:
    void showEvent(QShowEvent *event) override;

private:
    static constexpr int kRedrawMs
        = 100; ///< a chart costs milliseconds: ten times a second is enough for eyes

    void addCharts();
    void followRun();
    void schedule();
    void redraw();
    void nameThePods();
    void moveCursorTo(double seconds);
    QByteArray toCsv() const;

    QStackedWidget *m_pages;
    QList<TimeChart *> m_charts;
    TimeChart *m_sessionsPerPod = nullptr;
    QTimer m_redraw;
    journal::Metrics m_metrics;
    std::size_t m_folded = 0;
    std::size_t m_podsNamed = 0;
};

} // namespace sessionscope::ui
