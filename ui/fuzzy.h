// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QStringView>

namespace sessionscope::ui {

/// How well what was typed fits a text; 0 if it does not. All its letters must be there in that order, ignoring case;
/// those at the beginning of words and those that follow each other count more. Nothing typed fits everything.
int fuzzyScore(QStringView typed, QStringView text);

} // namespace sessionscope::ui
