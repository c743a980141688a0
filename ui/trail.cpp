// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/trail.h"

#include "ui/workspace.h"

#include <QAction>
#include <QApplication>
#include <QMouseEvent>
#include <QScopedValueRollback>
#include <QWidget>

namespace sessionscope::ui {

Trail::Trail(Workspace &workspace, QWidget *window)
    : QObject(window)
    , m_workspace(workspace)
    , m_window(window)
    , m_moment(this)
{
    ActionRegistry &actions = m_workspace.actions();
    const QString category = tr("View");
    m_back = actions.add({QStringLiteral("go.back"), category, tr("&Back"),
                          QKeySequence(Qt::ALT | Qt::Key_Left), tr("Go back to what was looked at before")},
                         [this] { goBack(); });
    m_forward = actions.add({QStringLiteral("go.forward"), category, tr("For&ward"),
                             QKeySequence(Qt::ALT | Qt::Key_Right),
                             tr("Go forward again to what was looked at afterwards")},
                            [this] { goForward(); });
    m_moment.setObjectName(QStringLiteral("trail.moment"));
    m_moment.setSingleShot(true);
    m_moment.setInterval(kMomentMs);
    connect(&m_moment, &QTimer::timeout, this, &Trail::note);
    const auto look = [this] {
        if (!m_going)
            m_moment.start();
        update();
    };
    connect(&m_workspace.selection(), &Selection::changed, this, look);
    connect(&m_workspace.cursor(), &TimeCursor::moved, this, look);
    connect(&m_workspace.runs(), &RunList::currentChanged, this, look);
    connect(&m_workspace.runs(), &RunList::removing, this, &Trail::forget);
    QApplication::instance()->installEventFilter(this);
    update();
}

Trail::Place Trail::here() const
{
    return {m_workspace.run(), m_workspace.selection().value(), m_workspace.cursor().sequence()};
}

bool Trail::canGoBack() const
{
    const Place now = here();
    // From nowhere, or from a place that does not count yet, back is where the trail ends.
    return m_at > 0 || (m_at == 0 && now != m_places[0]);
}

bool Trail::canGoForward() const
{
    return m_at + 1 < m_places.size();
}

void Trail::goBack()
{
    note();
    if (!canGoBack())
        return;
    goTo(here() == m_places[m_at] ? m_at - 1 : m_at);
}

void Trail::goForward()
{
    note();
    if (canGoForward())
        goTo(m_at + 1);
}

void Trail::note()
{
    m_moment.stop();
    const Place now = here();
    if (now.isSomewhere() && (m_at < 0 || now != m_places[m_at])) {
        m_places.resize(m_at + 1); // another way than the one that was gone before
        m_places.append(now);
        if (m_places.size() > kPlacesMax)
            m_places.removeFirst();
        m_at = m_places.size() - 1;
    }
    update();
}

void Trail::goTo(qsizetype index)
{
    const QScopedValueRollback going(m_going, true);
    m_at = index;
    const Place place = m_places[index];
    m_workspace.runs().setCurrent(place.run);
    if (place.instant)
        m_workspace.cursor().moveTo(*place.instant);
    else
        m_workspace.cursor().goLive();
    m_workspace.selection().set(place.selection);
    update();
}

void Trail::forget(const Run *run)
{
    for (qsizetype index = m_places.size() - 1; index >= 0; --index) {
        if (m_places[index].run && m_places[index].run != run)
            continue;
        m_places.removeAt(index);
        if (m_at >= index)
            --m_at;
    }
    if (m_at < 0 && !m_places.isEmpty())
        m_at = 0;
    update();
}

void Trail::update()
{
    m_back->setEnabled(canGoBack());
    m_forward->setEnabled(canGoForward());
}

bool Trail::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::MouseButtonPress)
        return false;
    const auto *widget = qobject_cast<QWidget *>(watched);
    const auto button = static_cast<QMouseEvent *>(event)->button();
    if (!widget || widget->window() != m_window || (button != Qt::BackButton && button != Qt::ForwardButton))
        return false;
    QAction *way = button == Qt::BackButton ? m_back : m_forward;
    if (way->isVisible()) // what was inspected has no trail
        way->trigger();
    return true;
}

} // namespace sessionscope::ui
