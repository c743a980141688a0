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
#include <array>
#include <utility>

namespace sessionscope::ui {

namespace {

constexpr int kLayoutVersion = 2; // of saveState(): another number makes old layouts void
constexpr QSize kSmallBottom(440, 130);
constexpr QSize kSmallSide(280, 200);

Qt::DockWidgetArea dockAreaOf(ViewArea area)
{
    switch (area) {
    case ViewArea::Left:
        return Qt::LeftDockWidgetArea;
    case ViewArea::Right:
        return Qt::RightDockWidgetArea;
    case ViewArea::Bottom:
        return Qt::BottomDockWidgetArea;
    case ViewArea::Center:
        break;
    }
    return Qt::NoDockWidgetArea;
}

View *viewAround(QWidget *widget)
{
    for (; widget; widget = widget->parentWidget()) {
        if (auto *view = qobject_cast<View *>(widget))
            return view;
    }
    return nullptr;
}

} // namespace

DockSet::DockSet(QMainWindow &window, Workspace &workspace)
    : QObject(&window)
    , m_window(window)
    , m_workspace(workspace)
{
    m_window.setDockOptions(QMainWindow::AllowTabbedDocks | QMainWindow::AllowNestedDocks);
    const auto followMotion
        = [this, &theme = workspace.theme()] { m_window.setAnimated(theme.isAnimated()); };
    connect(&workspace.theme(), &Theme::changed, this, followMotion);
    followMotion();
    m_window.setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    m_window.setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    m_window.setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    m_bare = m_window.saveState(kLayoutVersion);
    auto *center = new QWidget(&m_window);
    auto *layout = new QVBoxLayout(center);
    layout->setContentsMargins(6, 6, 6, 6);
    layout->addWidget(new ErrorBanner(workspace, center));
    auto *verdict = new VerdictBanner(workspace, center);
    layout->addWidget(verdict);
    for (const ViewEntry &entry : viewCatalogue()) {
        View *view = entry.make(workspace).release();
        const bool central = entry.area == ViewArea::Center;
        if (central)
            layout->addWidget(view, 1);
        m_places.append({view, entry.mode, entry.area, central ? nullptr : addDock(view, entry.area)});
    }
    m_window.setCentralWidget(center);
    m_center = center;
    connect(&workspace.mode(), &ModeSwitch::changing, this, &DockSet::leaveMode);
    connect(&workspace.mode(), &ModeSwitch::changed, this, &DockSet::enterMode);
    connect(&workspace.mode(), &ModeSwitch::changed, verdict,
            [this, verdict] { verdict->setVisible(!m_workspace.mode().inspects()); });
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) {
        if (View *view = viewAround(now))
            m_lastActive = view;
    });
    enterMode();
}

QList<View *> DockSet::views() const
{
    return views(Mode::Simulate) + views(Mode::Inspect);
}

QList<View *> DockSet::views(Mode mode) const
{
    QList<View *> views;
    for (const Place &place : m_places) {
        if (place.mode == mode)
            views.append(place.view);
    }
    return views;
}

View *DockSet::view(const QString &id) const
{
    const auto it = std::find_if(m_places.begin(), m_places.end(),
                                 [&id](const Place &place) { return place.view->id() == id; });
    return it == m_places.end() ? nullptr : it->view;
}

void DockSet::show(const QString &id)
{
    for (const Place &place : std::as_const(m_places)) {
        if (place.view->id() != id)
            continue;
        m_workspace.mode().set(place.mode);
        if (place.dock) {
            place.dock->show();
            place.dock->raise();
            place.dock->window()->activateWindow(); // its own, while it floats
        }
        place.view->show(); // the dock tells its view later, and a hidden one cannot take the keyboard
        place.view->takeKeyboard();
    }
}

View *DockSet::activeView() const
{
    if (View *view = viewAround(QApplication::focusWidget()))
        return view;
    if (m_lastActive && m_lastActive->isVisible())
        return m_lastActive;
    for (const Place &place : m_places) {
        if (!place.dock && place.mode == m_workspace.mode().mode())
            return place.view;
    }
    return nullptr;
}

QDockWidget *DockSet::activeDock() const
{
    const View *active = activeView();
    const auto it = std::find_if(m_places.begin(), m_places.end(),
                                 [active](const Place &place) { return place.view == active; });
    return it == m_places.end() ? nullptr : it->dock;
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

QDockWidget *DockSet::addDock(View *view, ViewArea area)
{
    auto *dock = new QDockWidget(view->windowTitle(), &m_window);
    dock->setObjectName(QStringLiteral("dock.") + view->id());
    // Below what a view would like, so that all fit on a small screen; what has no room scrolls or is elided.
    view->setMinimumSize(area == ViewArea::Bottom ? kSmallBottom : kSmallSide);
    // Hidden behind another tab it still has its say in how large the docks of its place are.
    QSizePolicy policy = view->sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    view->setSizePolicy(policy);
    dock->setWidget(view);
    dock->toggleViewAction()->setObjectName(QStringLiteral("view.") + view->id());
    dock->installEventFilter(this);
    // Behind another tab a dock is only moved away: Tab would go astray in it, and it would be drawn for nobody.
    connect(dock, &QDockWidget::visibilityChanged, view, &QWidget::setVisible);
    for (const auto signal : {&QDockWidget::topLevelChanged, &QDockWidget::visibilityChanged})
        connect(dock, signal, this, &DockSet::noteChange, Qt::QueuedConnection);
    connect(dock, &QDockWidget::dockLocationChanged, this, &DockSet::noteChange, Qt::QueuedConnection);
    return dock;
}

void DockSet::leaveMode()
{
    m_layouts[m_workspace.mode().mode()] = currentLayout();
}

void DockSet::enterMode()
{
    const Mode mode = m_workspace.mode().mode();
    for (const Place &place : std::as_const(m_places)) {
        if (!place.dock)
            place.view->setVisible(place.mode == mode);
    }
    // A list takes whatever room the docks leave; else their sizes would be a compromise with its size hint.
    const QSizePolicy::Policy policy = mode == Mode::Inspect ? QSizePolicy::Ignored : QSizePolicy::Preferred;
    m_center->setSizePolicy(policy, policy);
    const QByteArray layout = m_layouts.take(mode);
    clear();
    if (layout.isEmpty() || !m_window.restoreState(layout, kLayoutVersion))
        arrange();
    m_last = currentLayout();
    m_undo.clear();
    emit layoutChanged();
}

/// Docks that are in no area are in no layout: those of the other mode do not get into this one's. A dock that is taken
/// out leaves a place for itself, which layouts keep; only a layout without any dock clears those away.
void DockSet::clear()
{
    for (const Place &place : std::as_const(m_places)) {
        if (place.dock)
            m_window.removeDockWidget(place.dock);
    }
    m_window.restoreState(m_bare, kLayoutVersion);
}

void DockSet::arrange()
{
    clear();
    const Mode mode = m_workspace.mode().mode();
    std::array<QDockWidget *, 3> first{}; // left, right, bottom
    for (const Place &place : std::as_const(m_places)) {
        if (!place.dock || place.mode != mode)
            continue;
        QDockWidget *&before = first[place.area == ViewArea::Left        ? 0
                                         : place.area == ViewArea::Right ? 1
                                                                         : 2];
        place.dock->setFloating(false);
        // At once behind the first of its area: side by side they would make the window wider than the screen.
        if (before) {
            m_window.tabifyDockWidget(before, place.dock);
        } else {
            m_window.addDockWidget(dockAreaOf(place.area), place.dock);
            before = place.dock;
        }
        place.dock->show();
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
        m_window.resizeDocks({first[2]}, {height * (mode == Mode::Inspect ? 44 : 36) / 100}, Qt::Vertical);
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
        m_last = currentLayout();
    });
    emit layoutChanged();
}

QByteArray DockSet::currentLayout() const
{
    return m_window.saveState(kLayoutVersion);
}

QByteArray DockSet::saveLayout(Mode mode) const
{
    return mode == m_workspace.mode().mode() ? currentLayout() : m_layouts.value(mode);
}

bool DockSet::restoreLayout(Mode mode, const QByteArray &layout)
{
    if (mode != m_workspace.mode().mode()) {
        m_layouts[mode] = layout;
        return true;
    }
    if (!m_window.restoreState(layout, kLayoutVersion)) {
        arrange();
        return false;
    }
    m_last = currentLayout();
    m_undo.clear();
    emit layoutChanged();
    return true;
}

void DockSet::noteChange()
{
    if (m_restoring || !m_window.isVisible())
        return;
    const QByteArray now = currentLayout();
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
