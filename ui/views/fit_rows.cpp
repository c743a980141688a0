// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/views/fit_rows.h"

#include <QListWidget>

#include <algorithm>

namespace sessionscope::ui {

void fitRows(QListWidget &list, int rowsMax)
{
    const int rows = std::clamp(list.count(), 1, rowsMax);
    const int row = list.count() > 0 ? list.sizeHintForRow(0) : list.fontMetrics().height() + 4;
    list.setFixedHeight(rows * row + 2 * list.frameWidth() + 4);
}

} // namespace sessionscope::ui
