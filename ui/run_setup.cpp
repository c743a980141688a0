// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/run_setup.h"

#include "core/scenario/catalogue.h"

#include <utility>

namespace sessionscope::ui {

RunSetup::RunSetup(QObject *parent)
    : QObject(parent)
    , m_plan(scenario::findPlan("restart").value())
{
}

std::uint64_t RunSetup::seed() const
{
    return m_overrides.seed.value_or(m_plan.seed);
}

Result<scenario::RunSpec> RunSetup::resolved() const
{
    return forItsPods(scenario::resolve(m_plan, m_overrides));
}

Result<scenario::RunSpec> RunSetup::resolvedUnder(std::string_view profile) const
{
    scenario::Overrides overrides = m_overrides;
    overrides.profile = profile;
    overrides.pinning.reset();
    overrides.recovery.reset();
    return forItsPods(scenario::resolve(m_plan, overrides));
}

Result<scenario::RunSpec> RunSetup::forItsPods(Result<scenario::RunSpec> run) const
{
    const bool simulated = m_podCommand.isEmpty();
    const auto known = run && simulated ? scenario::requireKnownTools(run->plan) : Result<void>();
    return known ? std::move(run) : fail(known.error());
}

void RunSetup::setPlan(scenario::Plan plan, const QString &file)
{
    m_plan = std::move(plan);
    m_file = file;
    emit changed();
}

void RunSetup::setOverrides(const scenario::Overrides &overrides)
{
    m_overrides = overrides;
    emit changed();
}

void RunSetup::setEngine(EngineKind engine)
{
    if (m_engine == engine)
        return;
    m_engine = engine;
    emit changed();
}

void RunSetup::setPodCommand(const QString &command)
{
    if (m_podCommand == command)
        return;
    m_podCommand = command;
    emit changed();
}

} // namespace sessionscope::ui
