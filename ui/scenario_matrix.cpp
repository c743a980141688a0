// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/scenario_matrix.h"

#include "core/scenario/catalogue.h"

#include <algorithm>

namespace sessionscope::ui {

ScenarioMatrix::ScenarioMatrix(const Lab &lab, Jobs &jobs, QObject *parent)
    : QObject(parent)
    , m_trials(lab, jobs)
{
    m_matrix.engine = "sim";
    m_matrix.seeds = kSeeds;
    for (const routing::Profile &profile : routing::profiles())
        m_matrix.profiles.push_back(profile.name);
    for (const scenario::BuiltIn &builtIn : scenario::builtInPlans())
        m_matrix.scenarios.emplace_back(builtIn.id);
    clear();
    connect(&m_trials, &Trials::tried, this, [this](std::size_t trial, const Trials::Outcome &outcome) {
        const std::size_t index = m_cells[trial];
        --m_missing[index];
        if (outcome)
            m_matrix.cells[index].sum += *outcome;
        else
            m_matrix.cells[index].refusal = outcome.error().text();
    });
    connect(&m_trials, &Trials::advanced, this, &ScenarioMatrix::changed);
    connect(&m_trials, &Trials::finished, this, &ScenarioMatrix::changed);
}

std::size_t ScenarioMatrix::index(int scenario, int profile) const
{
    return static_cast<std::size_t>(scenario) * m_matrix.profiles.size() + static_cast<std::size_t>(profile);
}

const scenario::MatrixCell &ScenarioMatrix::cell(int scenario, int profile) const
{
    return m_matrix.cells[index(scenario, profile)];
}

bool ScenarioMatrix::isComplete() const
{
    return std::all_of(m_missing.begin(), m_missing.end(),
                       [](std::uint32_t missing) { return missing == 0; });
}

void ScenarioMatrix::clear()
{
    m_matrix.cells.clear();
    for (const std::string &scenario : m_matrix.scenarios) {
        for (const std::string &profile : m_matrix.profiles)
            m_matrix.cells.push_back({scenario, profile, {}, {}, {}});
    }
    m_missing.assign(m_matrix.cells.size(), m_matrix.seeds);
    m_cells.clear();
}

void ScenarioMatrix::want()
{
    if (!m_wanted)
        start(m_matrix.seeds);
}

void ScenarioMatrix::start(std::uint32_t seeds)
{
    m_trials.cancel();
    m_wanted = true;
    m_matrix.seeds = seeds;
    clear();
    std::vector<scenario::RunSpec> runs;
    for (std::size_t index = 0; index < m_matrix.cells.size(); ++index) {
        scenario::MatrixCell &cell = m_matrix.cells[index];
        const auto plan = scenario::findPlan(cell.scenario);
        scenario::Overrides overrides;
        overrides.profile = cell.profile;
        const auto run = scenario::resolve(*plan, overrides); // once: no seed makes a plan right or wrong
        if (!run) {
            cell.refusal = run.error().text();
            m_missing[index] = 0;
            continue;
        }
        for (scenario::RunSpec &each : underSeeds(*run, seeds)) {
            runs.push_back(std::move(each));
            m_cells.push_back(index);
        }
    }
    m_trials.start(tr("Trying every scenario under every profile"), std::move(runs));
    emit changed();
}

} // namespace sessionscope::ui
