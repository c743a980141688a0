// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/scenario/matrix.h"

#include <string>

namespace sessionscope::cli {

/// The matrix as a terminal of 80 columns shows it.
std::string matrixText(const scenario::Matrix &matrix);

} // namespace sessionscope::cli
