// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/actions.h"
#include "ui/demonstration.h"
#include "ui/jobs.h"
#include "ui/lab.h"
#include "ui/mode.h"
#include "ui/pace.h"
#include "ui/plan_edits.h"
#include "ui/run_list.h"
#include "ui/run_setup.h"
#include "ui/run_state.h"
#include "ui/scenario_matrix.h"
#include "ui/selection.h"
#include "ui/theme.h"
#include "ui/time_cursor.h"

#include <QObject>
#include <QString>

#include <memory>

namespace sessionscope::ui {

class Inspection;

/// What all parts of the window share. Views get this and nothing else; they change the world through it and follow it
/// by its members' signals.
class Workspace : public QObject
{
    Q_OBJECT

public:
    /// `build` is the program's version, written into journals.
    Workspace(EngineFactory engines, InspectorFactory inspector, const QString &build,
              QObject *parent = nullptr);
    ~Workspace() override;

    Theme &theme() { return m_theme; }
    ModeSwitch &mode() { return m_mode; }
    ActionRegistry &actions() { return m_actions; }
    RunSetup &setup() { return m_setup; }
    RunList &runs() { return m_runs; }
    Lab &lab() { return m_lab; }
    PlanEdits &planEdits() { return m_planEdits; }
    Pace &pace() { return m_pace; }
    Demonstration &demonstration() { return m_demonstration; }
    TimeCursor &cursor() { return m_cursor; }
    RunState &state() { return m_state; }
    Selection &selection() { return m_selection; }
    Jobs &jobs() { return m_jobs; }
    Inspection &inspection() { return *m_inspection; }
    ScenarioMatrix &scenarioMatrix() { return m_matrix; }

    /// The run that the views show; null before the first.
    Run *run() const { return m_runs.current(); }

    /// Makes a built-in plan the setup's, as it comes with the product. Undo brings back what was there.
    void chooseScenario(std::string_view id);
    /// The same with a plan that somebody has in hand; `file` is where it comes from.
    void choosePlan(scenario::Plan plan, const QString &file = {});

    /// Starts the plan of the setup as it stands. What is wrong with it comes back as problem().
    void startRun();
    /// The cluster of the setup without its plan, for real clients.
    void startCluster(quint16 port);

signals:
    /// Something that a person should know and did not ask a dialog for; shown as a banner.
    void problem(const sessionscope::Error &error);

private:
    void start(bool executesPlan, quint16 port);

    Theme m_theme;
    ModeSwitch m_mode;
    ActionRegistry m_actions;
    RunSetup m_setup;
    RunList m_runs;
    Lab m_lab;
    PlanEdits m_planEdits;
    Pace m_pace;
    Demonstration m_demonstration;
    TimeCursor m_cursor;
    RunState m_state;
    Selection m_selection;
    Jobs m_jobs;
    std::unique_ptr<Inspection> m_inspection; ///< behind a pointer: its header is large, and few need it
    ScenarioMatrix m_matrix;
};

} // namespace sessionscope::ui
