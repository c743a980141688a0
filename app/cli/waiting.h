// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/cli/progress.h"

#include <initializer_list>

namespace sessionscope::cli {

/// Waits until one of the descriptors can be read, a signal came, or the progress wants to be looked after.
/// Negative descriptors are left out.
void waitForAny(std::initializer_list<int> descriptors, Progress &progress);

/// Whether it can be read at once, or is at its end.
bool isReadable(int descriptor);

} // namespace sessionscope::cli
