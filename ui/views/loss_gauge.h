// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/scenario/statistics.h"

#include <QWidget>

#include <cstdint>
#include <optional>

namespace sessionscope::ui {

class Theme;

/// A loss rate on the scale from 0 to 100 %: the rate as a dot, its 95 % interval as a band, theory as a line. The share
/// of runs with amnesia, if there are any, is a ring.
class LossGauge : public QWidget
{
    Q_OBJECT

public:
    LossGauge(const Theme &theme, QWidget *parent = nullptr);

    void show(const scenario::LossRate &losses, std::optional<std::int64_t> theoryPpm);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    scenario::LossRate m_losses;
    std::optional<std::int64_t> m_theoryPpm;
};

/// "40 of 60 runs lost sessions: 66.7 % (95 %: 54.1 % to 77.3 %), theory 66.7 %; sessions forgot their state in 0 of 60
/// runs: 0.0 %"
QString lossText(const scenario::LossRate &losses, std::optional<std::int64_t> theoryPpm);

} // namespace sessionscope::ui
