// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/journal/session_outcomes.h"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace sessionscope::scenario {

/// What became of a scenario's sessions under one profile.
struct MatrixCell
{
    std::string scenario;
    std::string profile;
    journal::SessionOutcomes::Totals sum;   ///< over all seeds
    std::string refusal;                    ///< why this scenario cannot run under this profile; else empty
    std::vector<std::string> disagreements; ///< of two engines, one sentence per seed
};

/// Every scenario under every profile.
struct Matrix
{
    std::string engine; ///< "sim", "live" or "both"
    std::uint32_t seeds = 0;
    std::vector<std::string> scenarios;
    std::vector<std::string> profiles;
    std::vector<MatrixCell> cells; ///< scenario by scenario, in the order of profiles

    std::size_t disagreements() const;
};

/// In whole percent: neither 0 for something nor 100 for less than all.
std::uint32_t percentOf(std::uint32_t count, std::uint32_t total);

/// "33 % intact, 67 % lost"; "n/a" if refused, "no session" if none came about.
std::string sharesText(const MatrixCell &cell);

std::string matrixMarkdown(const Matrix &matrix);
nlohmann::ordered_json matrixJson(const Matrix &matrix);

} // namespace sessionscope::scenario
