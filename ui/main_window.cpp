// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/main_window.h"

#include "ui/dock_set.h"
#include "ui/edit_actions.h"
#include "ui/fault_actions.h"
#include "ui/file_actions.h"
#include "ui/help_actions.h"
#include "ui/inspect/connection_book.h"
#include "ui/inspect/inspect_actions.h"
#include "ui/inspect/inspect_bar.h"
#include "ui/inspect/inspection.h"
#include "ui/inspect/lock_badge.h"
#include "ui/job_bar.h"
#include "ui/look_actions.h"
#include "ui/mode_actions.h"
#include "ui/mode_bar.h"
#include "ui/plan_actions.h"
#include "ui/run_actions.h"
#include "ui/run_bar.h"
#include "ui/setup_bar.h"
#include "ui/to_qstring.h"
#include "ui/trail.h"
#include "ui/verdict_banner.h"
#include "ui/views/elided.h"
#include "ui/workspace.h"

#include <QAction>
#include <QCloseEvent>
#include <QCoreApplication>
#include <QDockWidget>
#include <QLabel>
#include <QLocale>
#include <QMenuBar>
#include <QPainter>
#include <QStatusBar>
#include <QStyle>
#include <QToolButton>

namespace sessionscope::ui {

namespace {

constexpr int kFrame = 4; // of the inspect mode, in dots
constexpr int kStatusMargin = 8;

/// As the banner says it, on one line: shape and words, not colour alone.
QString verdictText(const scenario::Verdict &verdict)
{
    const auto &sessions = verdict.sessions;
    const QString outcome = verdict.showsTheBug() ? MainWindow::tr("✗ Bug reproduced")
        : verdict.passed()                        ? MainWindow::tr("✓ Passed")
                                                  : MainWindow::tr("✗ Failed");
    return MainWindow::tr("%1 — %2 of %3 sessions lost (%4, seed %5)")
        .arg(outcome)
        .arg(sessions.lost)
        .arg(sessions.total)
        .arg(QString::fromStdString(verdict.profile))
        .arg(verdict.seed);
}

} // namespace

MainWindow::MainWindow(Workspace &workspace)
    : m_workspace(workspace)
{
    setObjectName(QStringLiteral("window"));
    setWindowTitle(QStringLiteral("Sessionscope"));
    resize(1366, 768);
    new RunActions(m_workspace, this);
    new FaultActions(m_workspace, this);
    new EditActions(m_workspace, [this] { return m_docks ? m_docks->activeView() : nullptr; }, this);
    new PlanActions(m_workspace, this);
    m_connections = new ConnectionBook(this);
    m_inspect = new InspectActions(m_workspace, *m_connections, this);
    m_modes = new ModeActions(m_workspace, this);
    addBars();
    m_docks = new DockSet(*this, m_workspace);
    connect(m_docks, &DockSet::layoutChanged, m_modes, &ModeActions::apply);
    m_files = new FileActions(m_workspace, *m_docks, this);
    connect(m_files, &FileActions::snapshotWanted, m_inspect, &InspectActions::openSnapshot);
    addViewActions();
    new Trail(m_workspace, this);
    // A tool bar takes the icon of its "more" once, and not again with another theme.
    connect(&m_workspace.theme(), &Theme::changed, this, [this] {
        for (auto *more : findChildren<QToolButton *>(QStringLiteral("qt_toolbar_ext_button")))
            more->setIcon(more->style()->standardIcon(QStyle::SP_ToolBarHorizontalExtensionButton));
    });
    m_look = new LookActions(m_workspace, this);
    m_help = new HelpActions(m_workspace, *this);
    addMenus();
    addBadge();
    addStatusLine();
    connect(&m_workspace.mode(), &ModeSwitch::changed, this, &MainWindow::showMode);
    connect(&m_workspace.theme(), &Theme::changed, this, qOverload<>(&QWidget::update));
    // Whatever makes a run, a file or a button that rebuilds what was inspected, wants it to be seen.
    connect(&m_workspace.runs(), &RunList::currentChanged, this,
            [this] { m_workspace.mode().set(Mode::Simulate); });
    // An action without a place in the window would not hear its shortcut.
    for (const ActionRegistry::Entry &entry : m_workspace.actions().entries())
        addAction(entry.action);
    connect(&m_workspace.actions(), &ActionRegistry::added, this,
            [this](const QString &id) { addAction(m_workspace.actions().find(id)); });
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    // The engine ends in its own time, off this thread, and files are finished; the window goes at once and the program
    // follows.
    if (!isBusy()) {
        event->accept();
        return;
    }
    event->ignore();
    if (m_closing)
        return;
    m_closing = true;
    hide();
    emit leaving();
    connect(&m_workspace.lab(), &Lab::changed, this, &MainWindow::finishClosing);
    connect(m_files, &FileActions::savingEnded, this, &MainWindow::finishClosing);
    m_workspace.lab().stop();
}

bool MainWindow::isBusy() const
{
    return m_workspace.lab().isBusy() || m_files->isSaving();
}

void MainWindow::finishClosing()
{
    if (m_workspace.lab().isBusy())
        m_workspace.lab().stop(); // nobody could see, or stop, what somebody started meanwhile
    if (isBusy())
        return;
    close();
    QCoreApplication::quit(); // a hidden window is not the "last window closed"
}

void MainWindow::addBars()
{
    addToolBar(new ModeBar(m_workspace, this));
    auto *run = new RunBar(m_workspace, this);
    addToolBar(run);
    auto *inspected = new InspectBar(m_workspace, *m_connections, *m_inspect, this);
    addToolBar(inspected);
    addToolBarBreak();
    auto *setup = new SetupBar(m_workspace, this);
    addToolBar(setup);
    m_modes->only(Mode::Simulate, run);
    m_modes->only(Mode::Simulate, setup);
    m_modes->only(Mode::Inspect, inspected);
}

void MainWindow::addBadge()
{
    auto *badge = new LockBadge(m_workspace.theme(), menuBar());
    const auto name = [this, badge] {
        badge->setText(m_workspace.inspection().spec() ? tr("LIVE · read only – nothing is written")
                                                       : tr("Read only – nothing is written"));
        menuBar()->adjustSize();
    };
    connect(&m_workspace.inspection(), &Inspection::reset, badge, name);
    name();
    badge->setObjectName(QStringLiteral("readOnlyBadge"));
    badge->setAccessibleName(tr("Read only: nothing is written to what is inspected"));
    menuBar()->setCornerWidget(badge);
    m_modes->only(Mode::Inspect, badge);
}

void MainWindow::showMode()
{
    const int frame = m_workspace.mode().inspects() ? kFrame : 0;
    setContentsMargins(frame, frame, frame, frame);
    menuBar()->adjustSize();
    updateStatus();
    update();
}

void MainWindow::paintEvent(QPaintEvent *event)
{
    QMainWindow::paintEvent(event);
    if (!m_workspace.mode().inspects())
        return;
    // No place of the window leaves a doubt that this is somebody's installation.
    QPainter painter(this);
    painter.setPen(QPen(m_workspace.theme().color(Tone::Fault), 2 * kFrame, Qt::SolidLine, Qt::SquareCap,
                        Qt::MiterJoin));
    painter.drawRect(rect());
}

void MainWindow::addViewActions()
{
    ActionRegistry &actions = m_workspace.actions();
    const QString category = tr("View");
    for (const Mode mode : {Mode::Simulate, Mode::Inspect}) {
        int number = 0;
        for (const View *view : m_docks->views(mode)) {
            ++number;
            const QKeySequence keys
                = number <= 9 ? QKeySequence(Qt::ALT | Qt::Key(Qt::Key_0 + number)) : QKeySequence();
            m_modes->only(mode,
                          actions.add({QStringLiteral("view.") + view->id(), category, view->windowTitle(),
                                       keys, tr("Show %1").arg(view->windowTitle())},
                                      [this, id = view->id()] { m_docks->show(id); }));
        }
    }
    actions.add({QStringLiteral("layout.default"),
                 category,
                 tr("Restore &default layout"),
                 {},
                 tr("Put every view back where it was at first")},
                [this] { m_docks->restoreDefaultLayout(); });
    QAction *undo
        = actions.add({QStringLiteral("layout.undo"), category, tr("&Undo layout change"),
                       QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_Z), tr("Take back the last move of a view")},
                      [this] { m_docks->undoLayoutChange(); });
    const auto update = [this, undo] { undo->setEnabled(m_docks->canUndo()); };
    connect(m_docks, &DockSet::layoutChanged, undo, update);
    update();
    actions.add({QStringLiteral("layout.float"),
                 category,
                 tr("&Float or dock view"),
                 {},
                 tr("Take the view that has the keyboard out of the window, or put it back")},
                [this] { m_docks->floatActive(); });
    actions.add({QStringLiteral("layout.close"), category, tr("&Close view"),
                 QKeySequence(Qt::CTRL | Qt::Key_W),
                 tr("Close the view that has the keyboard; this menu brings it back")},
                [this] { m_docks->closeActive(); });
    QAction *live = actions.add({QStringLiteral("time.live"), category, tr("Back to &live"),
                                 QKeySequence(Qt::Key_End | Qt::CTRL), tr("Show the latest instant again")},
                                [this] { m_workspace.cursor().goLive(); });
    const auto followCursor = [this, live] { live->setEnabled(!m_workspace.cursor().isLive()); };
    connect(&m_workspace.cursor(), &TimeCursor::moved, this, followCursor);
    followCursor();
    actions.add({QStringLiteral("app.quit"), tr("File"), tr("&Quit"), QKeySequence::Quit,
                 tr("Stop everything and quit")},
                [this] { close(); });
}

/// Actions by their ids; an empty one is a separator.
void MainWindow::fill(QMenu *menu, std::initializer_list<const char *> ids)
{
    for (const char *id : ids) {
        if (*id == '\0')
            menu->addSeparator();
        else
            menu->addAction(m_workspace.actions().find(QLatin1String(id)));
    }
}

void MainWindow::addMenus()
{
    QMenu *file = menuBar()->addMenu(tr("&File"));
    fill(file, {"file.open", "file.connect"});
    file->addMenu(m_files->recentMenu());
    fill(
        file,
        {"file.reload", "", "plan.save", "plan.save-as", "file.save-journal", "file.report", "", "app.quit"});
    fill(menuBar()->addMenu(tr("&Edit")),
         {"edit.undo", "edit.redo", "", "edit.copy", "edit.export", "", "edit.find", "", "edit.reveal-ids"});
    addSimulationMenus();
    QMenu *inspected = menuBar()->addMenu(tr("&Inspect"));
    m_modes->only(Mode::Inspect, inspected->menuAction());
    fill(inspected,
         {"file.connect", "inspect.close", "", "inspect.scan-again", "inspect.cancel-scan", "",
          "inspect.open-snapshot", "inspect.open-example", "inspect.save-snapshot", "inspect.export-sessions",
          "inspect.compare", "", "inspect.read-objects", "inspect.open-objects", "inspect.resolve-names", "",
          "inspect.reproduce"});
    QMenu *view = menuBar()->addMenu(tr("&View"));
    fill(view, {"mode.simulate", "mode.inspect", ""});
    for (const View *each : m_docks->views())
        view->addAction(m_workspace.actions().find(QStringLiteral("view.") + each->id()));
    fill(view,
         {"", "layout.float", "layout.close", "layout.default", "layout.undo", "", "go.back", "go.forward",
          "time.live", ""});
    fill(view->addMenu(tr("T&heme")), {"look.system", "look.light", "look.dark", "look.high-contrast"});
    view->addMenu(tr("&Language"))->addActions(m_look->languageActions());
    fill(view,
         {"look.larger-text", "look.smaller-text", "look.usual-text", "look.presenter",
          "look.reduced-motion"});
    fill(menuBar()->addMenu(tr("&Help")),
         {"help.palette", "help.shortcuts", "help.tour", "", "help.diagnostics", "help.about"});
}

void MainWindow::addSimulationMenus()
{
    QMenu *scenario = menuBar()->addMenu(tr("&Scenario"));
    QMenu *cluster = menuBar()->addMenu(tr("&Cluster"));
    m_modes->only(Mode::Simulate, scenario->menuAction());
    m_modes->only(Mode::Simulate, cluster->menuAction());
    fill(scenario,
         {"run.demonstrate", "run.start", "run.again", "run.sweep", "run.cluster", "run.stop", "",
          "run.pause", "run.step"});
    fill(cluster,
         {"fault.restart-proxy",
          "fault.kill-proxy",
          "fault.restart-all-proxies",
          "",
          "fault.rolling-update",
          "",
          "fault.stop-store",
          "fault.start-store",
          "fault.flush-store",
          "",
          "fault.restart-pod",
          "fault.kill-pod",
          "fault.reschedule-pod",
          "",
          "fault.more-pods",
          "fault.fewer-pods",
          "fault.more-proxies",
          "fault.fewer-proxies",
          "",
          "fault.reset"});
}

void MainWindow::addStatusLine()
{
    m_status = new ElidedLabel(this);
    m_status->setAccessibleName(tr("State of the run"));
    m_figures = new QLabel(this);
    m_figures->setAccessibleName(tr("Figures of the run"));
    m_figures->setProperty("role", QStringLiteral("muted"));
    statusBar()->setContentsMargins(kStatusMargin, 0, kStatusMargin, 0);
    statusBar()->addWidget(m_status, 1);
    statusBar()->addPermanentWidget(new JobBar(m_workspace.jobs(), this));
    statusBar()->addPermanentWidget(m_figures);
    statusBar()->setSizeGripEnabled(false);
    connect(&m_workspace.lab(), &Lab::changed, this, &MainWindow::updateStatus);
    connect(&m_workspace.inspection(), &Inspection::stateChanged, this, [this] {
        if (m_workspace.mode().inspects())
            updateInspectStatus();
    });
    connect(&m_workspace.runs(), &RunList::currentChanged, this, [this] {
        if (Run *run = m_workspace.run())
            connect(run, &Run::advanced, this, &MainWindow::updateStatus, Qt::UniqueConnection);
        updateStatus();
    });
    updateStatus();
}

void MainWindow::updateInspectStatus()
{
    const Inspection &inspection = m_workspace.inspection();
    QStringList sent;
    for (const auto &[name, count] : inspection.commandsSent())
        sent.append(tr("%1 %2").arg(QString::fromStdString(name), QLocale().toString(qulonglong(count))));
    m_status->setText(
        inspection.isOffline() ? tr("offline: nothing is sent at all")
            : sent.isEmpty()
            ? tr("writes: 0 (none possible) – nothing was sent yet")
            : tr("writes: 0 (none possible) – commands sent: %1").arg(sent.join(QStringLiteral(" · "))));
    QStringList without;
    for (const inspect::Capability &capability : inspection.sight().capabilities) {
        if (capability.granted)
            continue;
        const auto ability = inspect::describe(capability.ability);
        without.append(tr("no %1: %2").arg(toQString(ability.command), toQString(ability.without)));
    }
    m_figures->setText(
        without.isEmpty() ? QString() : tr("%n ability(s) off", nullptr, static_cast<int>(without.size())));
    m_figures->setToolTip(without.join(u'\n'));
}

void MainWindow::updateStatus()
{
    if (m_workspace.mode().inspects()) {
        updateInspectStatus();
        return;
    }
    m_figures->setToolTip({});
    const Run *run = m_workspace.run();
    if (!run) {
        m_status->setText(tr("Ready"));
        return;
    }
    m_status->setText(run->verdict() ? verdictText(*run->verdict()) : run->title());
    const QString engine = run->header().engine == "live" ? tr("live engine") : tr("simulated");
    m_figures->setText(
        tr("%1 · %n event(s)", nullptr, static_cast<int>(run->journal().events().size())).arg(engine));
}

} // namespace sessionscope::ui
