// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/run_actions.h"

#include "ui/workspace.h"

#include <QAction>

namespace sessionscope::ui {

using scenario::FaultKind;

RunActions::RunActions(Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
{
    addRunning();
    addFaults();
    connect(&m_workspace.lab(), &Lab::changed, this, &RunActions::update);
    connect(&m_workspace.demonstration(), &Demonstration::changed, this, &RunActions::update);
    connect(&m_workspace.runs(), &RunList::currentChanged, this, &RunActions::update);
    connect(&m_workspace.state(), &RunState::reset, this, &RunActions::updateStore);
    connect(&m_workspace.state(), &RunState::advanced, this, &RunActions::updateStore);
    update();
}

void RunActions::addRunning()
{
    ActionRegistry &actions = m_workspace.actions();
    const QString category = tr("Run");
    m_demonstrate = actions.add({QStringLiteral("run.demonstrate"), category, tr("Show &bug and fix"),
                                 QKeySequence(Qt::CTRL | Qt::Key_Return),
                                 tr("Run the scenario before and after the fix, and compare")},
                                [this] { m_workspace.demonstration().start(); });
    m_run
        = actions.add({QStringLiteral("run.start"), category, tr("&Run"), QKeySequence(Qt::CTRL | Qt::Key_R),
                       tr("Run the scenario once, under the chosen profile")},
                      [this] { m_workspace.startRun(); });
    m_again
        = actions.add({QStringLiteral("run.again"), category, tr("Same seed a&gain"),
                       QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_R),
                       tr("Run the scenario once more with the seed of the run that is shown, and keep it")},
                      [this] { runAgain(); });
    m_open = actions.add({QStringLiteral("run.cluster"),
                          category,
                          tr("Start &cluster only"),
                          {},
                          tr("Bring the cluster up without the scenario's clients, for clients of your own")},
                         [this] { m_workspace.startCluster(0); });
    m_stop
        = actions.add({QStringLiteral("run.stop"), category, tr("&Stop"),
                       QKeySequence(Qt::CTRL | Qt::Key_Period), tr("Stop the run and take the cluster down")},
                      [this] { m_workspace.lab().stop(); });
}

void RunActions::runAgain()
{
    scenario::Overrides overrides = m_workspace.setup().overrides();
    overrides.seed = m_workspace.run()->header().seed;
    m_workspace.setup().setOverrides(overrides);
    m_workspace.startRun();
}

void RunActions::addFaults()
{
    struct Row
    {
        FaultKind kind;
        const char *text;
        const char *hint;
        QKeySequence shortcut;
    };
    const Row rows[] = {
        {FaultKind::RestartProxy, QT_TR_NOOP("Restart proxy"),
         QT_TR_NOOP("Let its requests finish, then start it anew: what it remembered is gone"),
         QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_R)},
        {FaultKind::KillProxy, QT_TR_NOOP("Kill proxy"),
         QT_TR_NOOP("Reset its connections, then start it anew"),
         QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_K)},
        {FaultKind::RollingUpdate,
         QT_TR_NOOP("Rolling update"),
         QT_TR_NOOP("Replace every pod, highest ordinal first"),
         {}},
        {FaultKind::StopStore,
         QT_TR_NOOP("Stop store"),
         QT_TR_NOOP("Make the store unreachable; what it holds is kept"),
         {}},
        {FaultKind::StartStore, QT_TR_NOOP("Start store"), QT_TR_NOOP("Make the store reachable again"), {}},
        {FaultKind::FlushStore, QT_TR_NOOP("Flush store"), QT_TR_NOOP("Delete every record"), {}},
    };
    for (const Row &row : rows) {
        const FaultKind kind = row.kind;
        m_faults.append(m_workspace.actions().add(
            {QStringLiteral("fault.") + QLatin1String(scenario::toText(kind)), tr("Cluster"), tr(row.text),
             row.shortcut, tr(row.hint)},
            [this, kind] { m_workspace.lab().inflict({kind, 0}, QStringLiteral("window")); }));
    }
    m_stopStore = m_workspace.actions().find(QStringLiteral("fault.stop-store"));
    m_startStore = m_workspace.actions().find(QStringLiteral("fault.start-store"));
    m_faults.append(m_workspace.actions().add(
        {QStringLiteral("fault.restart-all-proxies"),
         tr("Cluster"),
         tr("Restart all proxies"),
         {},
         tr("Restart every proxy, one after the other")},
        [this] {
            for (const journal::ProxyPicture &proxy : m_workspace.state().picture().proxies()) {
                if (proxy.state != journal::ProxyPicture::State::Stopped)
                    m_workspace.lab().inflict({FaultKind::RestartProxy, proxy.index},
                                              QStringLiteral("window"));
            }
        }));
}

void RunActions::update()
{
    const Lab &lab = m_workspace.lab();
    const bool between = m_workspace.demonstration().isRunning();
    m_demonstrate->setEnabled(!between);
    m_run->setEnabled(!between);
    m_again->setEnabled(!between && m_workspace.run());
    m_open->setEnabled(!between);
    m_stop->setEnabled(lab.isBusy());
    for (QAction *fault : std::as_const(m_faults))
        fault->setEnabled(lab.isUp());
    updateStore();
}

/// Only what can be done is offered, as far as that is known: not while another run or instant is shown.
void RunActions::updateStore()
{
    const Lab &lab = m_workspace.lab();
    const bool isShown = m_workspace.run() == lab.run() && m_workspace.cursor().isLive();
    const bool isStoreUp = m_workspace.state().picture().store().isUp;
    m_stopStore->setEnabled(lab.isUp() && (!isShown || isStoreUp));
    m_startStore->setEnabled(lab.isUp() && (!isShown || !isStoreUp));
}

} // namespace sessionscope::ui
