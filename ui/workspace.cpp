// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/workspace.h"

#include "core/scenario/catalogue.h"
#include "ui/core_words.h"
#include "ui/inspect/inspection.h"

#include <utility>

namespace sessionscope::ui {

Workspace::Workspace(EngineFactory engines, InspectorFactory inspector, const QString &build, QObject *parent)
    : QObject(parent)
    , m_lab(std::move(engines), build)
    , m_planEdits(m_setup)
    , m_pace(*this)
    , m_demonstration(m_setup, m_lab)
    , m_state(m_runs, m_cursor)
    , m_inspection(std::make_unique<Inspection>(std::move(inspector)))
    , m_matrix(m_lab, m_jobs)
{
    // Symbols and sequences are a journal's own: they mean nothing in another run.
    connect(&m_runs, &RunList::currentChanging, this, [this] {
        m_cursor.goLive();
        m_cursor.setSpan(std::nullopt);
        m_selection.clear();
    });
    connect(&m_lab, &Lab::runCreated, &m_runs, &RunList::add);
    connect(&m_lab, &Lab::commandFailed, this, &Workspace::problem);
    connect(&m_demonstration, &Demonstration::refused, this, &Workspace::problem);
    connect(m_inspection.get(), &Inspection::problem, this, &Workspace::problem);
}

Workspace::~Workspace() = default;

void Workspace::chooseScenario(std::string_view id)
{
    auto plan = scenario::findPlan(id);
    if (!plan) {
        emit problem(plan.error());
        return;
    }
    choosePlan(std::move(*plan));
}

void Workspace::choosePlan(scenario::Plan plan, const QString &file)
{
    const QString text = tr("choose %1").arg(spoken(plan.title));
    m_planEdits.begin(text, std::move(plan), file);
}

void Workspace::startRun()
{
    start(true, 0);
}

void Workspace::startCluster(quint16 port)
{
    start(false, port);
}

void Workspace::start(bool executesPlan, quint16 port)
{
    auto spec = m_setup.resolved();
    if (!spec) {
        emit problem(spec.error());
        return;
    }
    Lab::Start start;
    start.spec = std::move(*spec);
    start.engine = m_setup.engine();
    start.executesPlan = executesPlan;
    start.listen.port = port;
    start.podCommand = m_setup.podCommand();
    m_lab.start(std::move(start));
}

} // namespace sessionscope::ui
