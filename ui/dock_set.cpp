// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/dock_set.h"

#include "ui/error_banner.h"
#include "ui/verdict_banner.h"
#include "ui/view_catalogue.h"
#include "ui/workspace.h"

#include <QAction>
#include <QApplication>
#include <QDockWidget>
#include <QEvent>
#include <QMainWindow>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace sessionscope::ui {

namespace {

constexpr int kLayoutVersion = 1; // of saveState(): another number makes old layouts void
constexpr QSize kSmallBottom(440, 130);
constexpr QSize kSmallSide(280, 200);

} // namespace

DockSet::DockSet(QMainWindow &window, Workspace &workspace)
    : QObject(&window)
    , m_window(window)
{
    m_window.setDockOptions(QMainWindow::AllowTabbedDocks | QMainWindow::AllowNestedDocks);
    const auto followMotion
        = [this, &theme = workspace.theme()] { m_window.setAnimated(theme.isAnimated()); };
    connect(&workspace.theme(), &Theme::changed, this, followMotion);
    followMotion();
    m_window.setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    m_window.setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    m_window.setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    for (const ViewEntry &entry : viewCatalogue()) {
        View *view = entry.make(workspace).release();
        m_views.append(view);
        switch (entry.area) {
        case ViewArea::Left:
            addDock(view, Qt::LeftDockWidgetArea);
            break;
        case ViewArea::Center:
            m_center = view;
            break;
        case ViewArea::Right:
            addDock(view, Qt::RightDockWidgetArea);
            break;
        case ViewArea::Bottom:
            addDock(view, Qt::BottomDockWidgetArea);
            break;
        }
    }
    auto *center = new QWidget(&m_window);
    auto *layout = new QVBoxLayout(center);
    layout->setContentsMargins(6, 6, 6, 6);
    layout->addWidget(new ErrorBanner(workspace, center));
    layout->addWidget(new VerdictBanner(workspace, center));
    if (m_center)
        layout->addWidget(m_center, 1);
    m_window.setCentralWidget(center);
    arrange();
    m_last = saveLayout();
}

View *DockSet::view(const QString &id) const
{
    const auto it
        = std::find_if(m_views.begin(), m_views.end(), [&id](const View *view) { return view->id() == id; });
    return it == m_views.end() ? nullptr : *it;
}

void DockSet::show(const QString &id)
{
    View *wanted = view(id);
    if (!wanted)
        return;
    for (QDockWidget *dock : std::as_const(m_docks)) {
        if (dock->widget() == wanted) {
            dock->show();
            dock->raise();
            dock->window()->activateWindow(); // its own, while it floats
        }
    }
    wanted->show(); // the dock tells its view later, and a hidden one cannot take the keyboard
    wanted->takeKeyboard();
}

View *DockSet::activeView() const
{
    for (QWidget *widget = QApplication::focusWidget(); widget; widget = widget->parentWidget()) {
        if (auto *view = qobject_cast<View *>(widget))
            return view;
    }
    return m_center;
}

QDockWidget *DockSet::activeDock() const
{
    const View *active = activeView();
    const auto it = std::find_if(m_docks.begin(), m_docks.end(),
                                 [active](const QDockWidget *dock) { return dock->widget() == active; });
    return it == m_docks.end() ? nullptr : *it;
}

void DockSet::floatActive()
{
    if (QDockWidget *dock = activeDock())
        dock->setFloating(!dock->isFloating());
}

void DockSet::closeActive()
{
    if (QDockWidget *dock = activeDock())
        dock->close();
}

QDockWidget *DockSet::addDock(View *view, Qt::DockWidgetArea area)
{
    auto *dock = new QDockWidget(view->windowTitle(), &m_window);
    dock->setObjectName(QStringLiteral("dock.") + view->id());
    // Below what a view would like, so that all fit on a small screen; what has no room scrolls or is elided.
    view->setMinimumSize(area == Qt::BottomDockWidgetArea ? kSmallBottom : kSmallSide);
    // Hidden behind another tab it still has its say in how large the docks of its place are.
    QSizePolicy policy = view->sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    view->setSizePolicy(policy);
    dock->setWidget(view);
    dock->toggleViewAction()->setObjectName(QStringLiteral("view.") + view->id());
    dock->installEventFilter(this);
    m_docks.append(dock);
    // Behind another tab a dock is only moved away: Tab would go astray in it, and it would be drawn for nobody.
    connect(dock, &QDockWidget::visibilityChanged, view, &QWidget::setVisible);
    for (const auto signal : {&QDockWidget::topLevelChanged, &QDockWidget::visibilityChanged})
        connect(dock, signal, this, &DockSet::noteChange, Qt::QueuedConnection);
    connect(dock, &QDockWidget::dockLocationChanged, this, &DockSet::noteChange, Qt::QueuedConnection);
    return dock;
}

void DockSet::arrange()
{
    for (QDockWidget *dock : std::as_const(m_docks))
        m_window.removeDockWidget(dock);
    QDockWidget *first[3] = {};
    std::size_t index = 0;
    for (const ViewEntry &entry : viewCatalogue()) {
        if (entry.area == ViewArea::Center)
            continue;
        QDockWidget *dock = m_docks[static_cast<qsizetype>(index++)];
        const auto [slot, area] = entry.area == ViewArea::Left ? std::pair(0, Qt::LeftDockWidgetArea)
            : entry.area == ViewArea::Right                    ? std::pair(1, Qt::RightDockWidgetArea)
                                                               : std::pair(2, Qt::BottomDockWidgetArea);
        dock->setFloating(false);
        // At once behind the first of its area: side by side they would make the window wider than the screen.
        if (first[slot]) {
            m_window.tabifyDockWidget(first[slot], dock);
        } else {
            m_window.addDockWidget(area, dock);
            first[slot] = dock;
        }
        dock->show();
    }
    for (QDockWidget *dock : first) {
        if (dock)
            dock->raise();
    }
    const int width = std::max(m_window.width(), 1000);
    const int height = std::max(m_window.height(), 640);
    if (first[0] && first[1])
        m_window.resizeDocks({first[0], first[1]}, {width * 21 / 100, width * 25 / 100}, Qt::Horizontal);
    if (first[2])
        m_window.resizeDocks({first[2]}, {height * 36 / 100}, Qt::Vertical);
}

void DockSet::restoreDefaultLayout()
{
    arrange();
    noteChange();
}

void DockSet::undoLayoutChange()
{
    if (m_undo.isEmpty())
        return;
    const QByteArray layout = m_undo.takeLast();
    m_restoring = true;
    m_window.restoreState(layout, kLayoutVersion);
    m_last = layout;
    // What the restored docks announce comes through the event queue; it is no change of the user's.
    QTimer::singleShot(0, this, [this] {
        m_restoring = false;
        m_last = saveLayout();
    });
    emit layoutChanged();
}

QByteArray DockSet::saveLayout() const
{
    return m_window.saveState(kLayoutVersion);
}

bool DockSet::restoreLayout(const QByteArray &layout)
{
    if (!m_window.restoreState(layout, kLayoutVersion)) {
        arrange();
        return false;
    }
    m_last = saveLayout();
    m_undo.clear();
    return true;
}

void DockSet::noteChange()
{
    if (m_restoring || !m_window.isVisible())
        return;
    const QByteArray now = saveLayout();
    if (now == m_last)
        return;
    m_undo.append(std::exchange(m_last, now));
    if (m_undo.size() > kUndoMax)
        m_undo.removeFirst();
    emit layoutChanged();
}

bool DockSet::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Close)
        QTimer::singleShot(0, this, &DockSet::noteChange);
    return QObject::eventFilter(watched, event);
}

} // namespace sessionscope::ui
