// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/scenario/plan.h"
#include "core/scenario/run_spec.h"

#include <QObject>
#include <QString>

namespace sessionscope::ui {

enum class EngineKind { Live, Sim };

/// What the next run will be: the plan, and what a person changed about it. Always in view; a run takes a copy.
class RunSetup : public QObject
{
    Q_OBJECT

public:
    explicit RunSetup(QObject *parent = nullptr);

    const scenario::Plan &plan() const { return m_plan; }
    const scenario::Overrides &overrides() const { return m_overrides; }
    EngineKind engine() const { return m_engine; }
    std::uint64_t seed() const;
    bool isSeedLocked() const { return m_overrides.seed.has_value(); }
    /// Where the plan was opened from or saved to; empty for a built-in one.
    const QString &file() const { return m_file; }
    const QString &podCommand() const { return m_podCommand; }

    /// What would be executed, or what is wrong with it (`where` is the path of the field).
    Result<scenario::RunSpec> resolved() const;
    /// The same with another profile and without pin and recovery of one's own: one side of before and after.
    Result<scenario::RunSpec> resolvedUnder(std::string_view profile) const;

    void setPlan(scenario::Plan plan, const QString &file = {});
    void setOverrides(const scenario::Overrides &overrides);
    void setEngine(EngineKind engine);
    /// A command line with {host} {port} {ordinal}, run once per pod; empty: the built-in pods.
    void setPodCommand(const QString &command);

signals:
    void changed();

private:
    /// Simulated pods have their own tools; what a server of somebody's has is not known.
    Result<scenario::RunSpec> forItsPods(Result<scenario::RunSpec> run) const;

    scenario::Plan m_plan;
    scenario::Overrides m_overrides;
    EngineKind m_engine = EngineKind::Live;
    QString m_file;
    QString m_podCommand;
};

} // namespace sessionscope::ui
