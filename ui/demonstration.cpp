// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/demonstration.h"

#include "core/routing/profile.h"

#include <QScopedValueRollback>

namespace sessionscope::ui {

Demonstration::Demonstration(RunSetup &setup, Lab &lab, QObject *parent)
    : QObject(parent)
    , m_setup(setup)
    , m_lab(lab)
{
    connect(&m_lab, &Lab::runCreated, this, &Demonstration::onRunCreated);
    connect(&m_lab, &Lab::superseded, this, &Demonstration::giveUp);
    connect(&m_lab, &Lab::changed, this, &Demonstration::onRunChanged);
}

void Demonstration::start()
{
    m_before.clear();
    m_after.clear();
    setPhase(Phase::Before);
    startRun(routing::kDefaultBefore, true);
}

std::optional<scenario::Comparison> Demonstration::comparison() const
{
    if (!m_before || !m_after || !m_before->verdict() || !m_after->verdict())
        return std::nullopt;
    return scenario::Comparison{*m_before->verdict(), *m_after->verdict()};
}

void Demonstration::startRun(std::string_view profile, bool stopsAfterPlan)
{
    auto spec = m_setup.resolvedUnder(profile);
    if (!spec) {
        setPhase(Phase::Idle);
        emit refused(spec.error());
        return;
    }
    m_starting = true;
    Lab::Start start;
    start.spec = std::move(*spec);
    start.engine = m_setup.engine();
    start.stopsAfterPlan = stopsAfterPlan;
    start.podCommand = m_setup.podCommand();
    const QScopedValueRollback asking(m_asking, true);
    m_lab.start(std::move(start));
}

void Demonstration::onRunCreated(Run *run)
{
    if (!m_starting)
        return;
    m_starting = false;
    (m_phase == Phase::Before ? m_before : m_after) = run;
}

void Demonstration::giveUp()
{
    if (m_asking)
        return;
    m_starting = false;
    if (isRunning())
        setPhase(Phase::Idle);
}

void Demonstration::onRunChanged()
{
    if (!isRunning() || m_starting)
        return;
    const Run *run = m_phase == Phase::Before ? m_before : m_after;
    if (!run)
        return;
    const bool ended = run->state() == Run::State::Over || run->state() == Run::State::Failed;
    if (ended && !run->verdict()) {
        setPhase(Phase::Idle); // it failed, and says why itself
    } else if (m_phase == Phase::Before && ended && !m_lab.isBusy()) {
        setPhase(Phase::After);
        startRun(routing::kDefaultAfter, false);
    } else if (m_phase == Phase::After && run->verdict()) {
        setPhase(Phase::Done);
    }
}

void Demonstration::setPhase(Phase phase)
{
    if (m_phase == phase)
        return;
    m_phase = phase;
    emit changed();
}

} // namespace sessionscope::ui
