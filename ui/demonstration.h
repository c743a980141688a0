// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/scenario/verdict.h"
#include "ui/lab.h"
#include "ui/run_setup.h"

#include <QObject>
#include <QPointer>

#include <optional>

namespace sessionscope::ui {

/// Before and after in view: the plan under a profile that has the bug, then under one that has the fix. Afterwards the
/// second cluster stays up.
class Demonstration : public QObject
{
    Q_OBJECT

public:
    enum class Phase { Idle, Before, After, Done };
    Q_ENUM(Phase)

    Demonstration(RunSetup &setup, Lab &lab, QObject *parent = nullptr);

    void start();
    Phase phase() const { return m_phase; }
    bool isRunning() const { return m_phase == Phase::Before || m_phase == Phase::After; }
    Run *before() const { return m_before; }
    Run *after() const { return m_after; }
    /// Once both were judged.
    std::optional<scenario::Comparison> comparison() const;

signals:
    void changed();
    /// The setup is wrong, with the path of the field.
    void refused(const sessionscope::Error &error);

private:
    void startRun(std::string_view profile, bool stopsAfterPlan);
    void onRunCreated(Run *run);
    void onRunChanged();
    void giveUp();
    void setPhase(Phase phase);

    RunSetup &m_setup;
    Lab &m_lab;
    Phase m_phase = Phase::Idle;
    bool m_asking = false;   ///< the start that is asked for is this one's own
    bool m_starting = false; ///< it was asked for, and its run is not there yet
    QPointer<Run> m_before;
    QPointer<Run> m_after;
};

} // namespace sessionscope::ui
