// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/journal/session_outcomes.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <vector>

/// Every scenario under every profile, and its three ways to look at it.
namespace sessionscope::cli {

struct MatrixCell
{
    std::string scenario;
    std::string profile;
    journal::SessionOutcomes::Totals sum;   ///< over all seeds
    std::string refusal;                    ///< why this scenario cannot run under this profile; else empty
    std::vector<std::string> disagreements; ///< of two engines, one sentence per seed
};

struct Matrix
{
    std::string engine; ///< "sim", "live" or "both"
    std::uint32_t seeds = 0;
    std::vector<std::string> scenarios;
    std::vector<std::string> profiles;
    std::vector<MatrixCell> cells; ///< scenario by scenario, in the order of profiles

    std::size_t disagreements() const;
};

std::string matrixText(const Matrix &matrix);
std::string matrixMarkdown(const Matrix &matrix);
nlohmann::ordered_json matrixJson(const Matrix &matrix);

} // namespace sessionscope::cli
