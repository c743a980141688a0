// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <functional>

class QWidget;

namespace sessionscope::ui {

/// Work that follows a journal's growth without taking the window's time: at most once a frame, the more seldom the more
/// it costs, and not at all where nobody sees it.
class Paced : public QObject
{
    Q_OBJECT

public:
    static constexpr int kFrameMs = 33;
    static constexpr int kShare = 6; ///< of the window's time the work takes one part in so many
    static constexpr int kPauseMaxMs
        = 2'000; ///< however much it costs: a picture that stands still looks broken

    /// While `seenIn` is hidden the work waits; null for what is always needed. `parent` owns this.
    Paced(std::function<void()> work, QWidget *seenIn, QObject *parent);

    /// At once if it may, else as soon as it may. What is asked for several times is done once.
    void ask();
    /// At once, whatever it costs: the answer to something that a person did.
    void run();
    /// Time that the work takes elsewhere, for painting say.
    void addCost(qint64 nanoseconds) { m_cost += nanoseconds; }

private:
    bool eventFilter(QObject *watched, QEvent *event) override;

    std::function<void()> m_work;
    QWidget *m_seenIn;
    QTimer m_next;
    QElapsedTimer m_sinceRun;
    qint64 m_cost = 0; ///< of the last time, nanoseconds
    bool m_isDue = false;
};

} // namespace sessionscope::ui
