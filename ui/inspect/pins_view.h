// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/view.h"

class QLabel;
class QStackedLayout;

namespace sessionscope::ui {

class BarChart;
class Histogram;

/// Where sessions point, who they are, how long they still live and how old they are. A bar limits the list to its
/// sessions.
class PinsView : public View
{
    Q_OBJECT

public:
    explicit PinsView(Workspace &workspace);

private:
    void update();

    QStackedLayout *m_pages;
    BarChart *m_pins;
    BarChart *m_clients;
    Histogram *m_timesToLive;
    Histogram *m_ages;
    QLabel *m_pinTitle;
    QLabel *m_ttlTitle;
};

} // namespace sessionscope::ui
