// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/views/label_place.h"

#include <algorithm>
#include <utility>

namespace sessionscope::ui {

namespace {

double hidden(const QRectF &box, const std::vector<QRectF> &taken)
{
    double area = 0;
    for (const QRectF &each : taken) {
        const QRectF common = box.intersected(each);
        area += common.width() * common.height();
    }
    return area;
}

QRectF inside(QRectF box, const QRectF &scene)
{
    box.moveLeft(std::clamp(box.left(), scene.left(), std::max(scene.left(), scene.right() - box.width())));
    box.moveTop(std::clamp(box.top(), scene.top(), std::max(scene.top(), scene.bottom() - box.height())));
    return box;
}

} // namespace

QRectF labelPlace(const QPainterPath &path, QSizeF size, const std::vector<QRectF> &taken,
                  const QRectF &scene)
{
    constexpr double kAlong[] = {0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.1, 0.9};
    constexpr std::pair<double, double> kBeside[]
        = {{0, 0},    {0, 0.7}, {0, -0.7}, {0, 1.4},   {0, -1.4},   {0, 2.5},
           {0, -2.5}, {0.6, 0}, {-0.6, 0}, {0.6, 1.4}, {-0.6, 1.4}, {0.6, 2.5}}; // sizes of the label
    QRectF best;
    double least = -1;
    for (const auto &[right, down] : kBeside) {
        for (const double along : kAlong) {
            QRectF box(QPointF(), size);
            box.moveCenter(path.pointAtPercent(along) + QPointF(right * size.width(), down * size.height()));
            box = inside(box, scene);
            const double area = hidden(box, taken);
            if (least >= 0 && area >= least)
                continue;
            least = area;
            best = box;
        }
        if (least <= 0)
            break;
    }
    return best;
}

} // namespace sessionscope::ui
