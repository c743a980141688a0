// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/paced.h"

#include <QEvent>
#include <QWidget>

#include <algorithm>
#include <utility>

namespace sessionscope::ui {

Paced::Paced(std::function<void()> work, QWidget *seenIn, QObject *parent)
    : QObject(parent)
    , m_work(std::move(work))
    , m_seenIn(seenIn)
{
    m_next.setSingleShot(true);
    m_next.setTimerType(Qt::PreciseTimer);
    connect(&m_next, &QTimer::timeout, this, &Paced::ask);
    if (m_seenIn)
        m_seenIn->installEventFilter(this);
}

void Paced::ask()
{
    if (m_seenIn && !m_seenIn->isVisible()) {
        m_isDue = true;
        return;
    }
    const qint64 pause = std::clamp<qint64>(kShare * m_cost / 1'000'000, kFrameMs, kPauseMaxMs);
    const qint64 since = m_sinceRun.isValid() ? m_sinceRun.elapsed() : pause;
    if (since >= pause)
        run();
    else if (!m_next.isActive())
        m_next.start(static_cast<int>(pause - since));
}

void Paced::run()
{
    m_next.stop();
    m_isDue = false;
    QElapsedTimer clock;
    clock.start();
    m_work();
    m_cost = clock.nsecsElapsed();
    m_sinceRun.start();
}

bool Paced::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Show && m_isDue)
        run();
    return QObject::eventFilter(watched, event);
}

} // namespace sessionscope::ui
