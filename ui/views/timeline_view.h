// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/paced.h"
#include "ui/view.h"
#include "ui/views/timeline_lanes.h"

class QPushButton;
class QStackedWidget;

namespace sessionscope::ui {

/// When what happened: a lane per session or pod, a bar per exchange, faults as marks; the place to scrub in time.
class TimelineView : public View
{
    Q_OBJECT

public:
    explicit TimelineView(Workspace &workspace);

    QList<Export> exports() override;

private:
    QWidget *makePage();
    void followRun();
    void grow();
    void fold(const journal::Journal &journal, std::size_t end);
    void showCursor();
    QByteArray toCsv();

    TimelineData m_data;
    Paced m_grow;
    QStackedWidget *m_pages;
    TimelineLanes *m_lanes;
    QPushButton *m_live;
};

} // namespace sessionscope::ui
