// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

class QListWidget;

namespace sessionscope::ui {

/// Makes a list as high as its items, but no higher than `rowsMax` of them: a longer one scrolls by itself. An empty one
/// has room for one.
void fitRows(QListWidget &list, int rowsMax);

} // namespace sessionscope::ui
