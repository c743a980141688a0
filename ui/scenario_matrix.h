// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/scenario/matrix.h"
#include "ui/trials.h"

#include <QObject>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace sessionscope::ui {

/// What becomes of every built-in scenario under every profile. Nobody wrote that down: the simulator is asked, once
/// somebody wants to know, and the answer is kept.
class ScenarioMatrix : public QObject
{
    Q_OBJECT

public:
    static constexpr std::uint32_t kSeeds = 5; ///< as many as `sessionscope-cli matrix` takes

    ScenarioMatrix(const Lab &lab, Jobs &jobs, QObject *parent = nullptr);

    /// Works it out, unless that was done or begun before.
    void want();
    /// Works it out anew, with that many seeds from each plan's own on.
    void start(std::uint32_t seeds);
    void cancel() { m_trials.cancel(); }
    bool isRunning() const { return m_trials.isRunning(); }

    const scenario::Matrix &matrix() const { return m_matrix; }
    std::size_t index(int scenario, int profile) const;
    const scenario::MatrixCell &cell(int scenario, int profile) const;
    /// Whether all seeds of that cell were tried.
    bool isKnown(int scenario, int profile) const { return m_missing[index(scenario, profile)] == 0; }
    bool isComplete() const;

signals:
    void changed();

private:
    void clear();

    Trials m_trials;
    scenario::Matrix m_matrix;
    std::vector<std::uint32_t> m_missing; ///< runs by cell
    std::vector<std::size_t> m_cells;     ///< by trial
    bool m_wanted = false;
};

} // namespace sessionscope::ui
