// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/run_bar.h"

#include "core/scenario/catalogue.h"
#include "ui/core_words.h"
#include "ui/to_qstring.h"
#include "ui/workspace.h"

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QMenu>
#include <QToolButton>

namespace sessionscope::ui {

RunBar::RunBar(Workspace &workspace, QWidget *parent)
    : QToolBar(tr("Run"), parent)
    , m_workspace(workspace)
    , m_scenarios(new QComboBox(this))
    , m_speed(new QComboBox(this))
{
    setObjectName(QStringLiteral("bar.run"));
    setMovable(false);
    addScenarios();
    for (const char *id : {"run.demonstrate", "run.start", "run.stop"}) {
        addAction(m_workspace.actions().find(QLatin1String(id)));
        QWidget *button = widgetForAction(actions().last());
        button->setProperty("primary", QLatin1String(id) == QLatin1String("run.demonstrate"));
        button->setFocusPolicy(Qt::TabFocus);
    }
    addRestart();
    addPace();
    connect(&m_workspace.setup(), &RunSetup::changed, this, &RunBar::showPlan);
    showPlan();
}

void RunBar::addScenarios()
{
    m_scenarios->setAccessibleName(tr("Scenario"));
    m_scenarios->setMinimumContentsLength(20);
    m_scenarios->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    for (const scenario::BuiltIn &entry : scenario::builtInPlans()) {
        const auto id = toQString(entry.id);
        const auto plan = scenario::findPlan(entry.id);
        m_scenarios->addItem(spoken(plan->title), id);
        m_scenarios->setItemData(m_scenarios->count() - 1, spoken(plan->purpose), Qt::ToolTipRole);
    }
    connect(m_scenarios, &QComboBox::activated, this, [this](int index) {
        m_workspace.chooseScenario(m_scenarios->itemData(index).toString().toStdString());
    });
    addWidget(m_scenarios);
}

void RunBar::addRestart()
{
    ActionRegistry &registry = m_workspace.actions();
    QAction *restart = registry.find(QStringLiteral("fault.restart-proxy"));
    auto *button = new QToolButton(this);
    button->setObjectName(QStringLiteral("button.restart"));
    button->setDefaultAction(restart);
    button->setPopupMode(QToolButton::MenuButtonPopup);
    button->setProperty("fault", true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setAccessibleName(tr("Restart proxy"));
    auto *menu = new QMenu(button);
    for (const char *id : {"fault.restart-proxy", "fault.kill-proxy", "fault.restart-all-proxies"})
        menu->addAction(registry.find(QLatin1String(id)));
    button->setMenu(menu);
    addWidget(button);
}

void RunBar::addPace()
{
    for (const char *id : {"run.pause", "run.step"}) {
        addAction(m_workspace.actions().find(QLatin1String(id)));
        widgetForAction(actions().last())->setFocusPolicy(Qt::TabFocus);
    }
    m_speed->setObjectName(QStringLiteral("run.speed"));
    m_speed->setAccessibleName(tr("Speed"));
    for (const Speed &speed : speeds())
        m_speed->addItem(speed.slowness == 0 ? tr("real time") : QString::fromUtf8(speed.name));
    addWidget(new QLabel(tr("Speed"), this));
    addWidget(m_speed);
    Pace &pace = m_workspace.pace();
    connect(m_speed, &QComboBox::activated, &pace, &Pace::setSpeed);
    const auto update = [this, &pace] {
        m_speed->setCurrentIndex(pace.speed());
        m_speed->setEnabled(pace.isPossible());
        m_speed->setToolTip(pace.isPossible()
                                ? tr("How quickly the scenario goes on; other clients are never slowed down")
                                : tr("The simulator needs no time: choose the live engine to slow down"));
    };
    connect(&pace, &Pace::changed, m_speed, update);
    update();
}

void RunBar::showPlan()
{
    const scenario::Plan &plan = m_workspace.setup().plan();
    const QString id = QString::fromStdString(plan.id);
    while (m_scenarios->count() > static_cast<int>(scenario::builtInPlans().size()))
        m_scenarios->removeItem(m_scenarios->count() - 1);
    int index = m_scenarios->findData(id);
    if (index < 0) { // a plan from a file
        m_scenarios->addItem(spoken(plan.title.empty() ? plan.id : plan.title), id);
        index = m_scenarios->count() - 1;
    }
    m_scenarios->setCurrentIndex(index);
}

} // namespace sessionscope::ui
