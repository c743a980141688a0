// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

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

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makePage();
    void followRun();
    void grow();
    void fold(const journal::Journal &journal);
    void showCursor();
    QByteArray toCsv();

    TimelineData m_data;
    QStackedWidget *m_pages;
    TimelineLanes *m_lanes;
    QPushButton *m_live;
};

} // namespace sessionscope::ui
