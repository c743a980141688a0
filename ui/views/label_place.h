// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QPainterPath>
#include <QRectF>
#include <QSizeF>

#include <vector>

namespace sessionscope::ui {

/// Where along `path` a label of this size hides least of what is `taken`, as near to the middle as can be. Inside
/// `scene`, if it fits there.
QRectF labelPlace(const QPainterPath &path, QSizeF size, const std::vector<QRectF> &taken,
                  const QRectF &scene);

} // namespace sessionscope::ui
