// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/views/scrolled_page.h"

#include <QScrollArea>
#include <QVBoxLayout>

namespace sessionscope::ui {

void showScrolled(QWidget *page, QWidget *view)
{
    auto *scroll = new QScrollArea(view);
    scroll->setAccessibleName(view->windowTitle());
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(page);
    auto *layout = new QVBoxLayout(view);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll);
}

} // namespace sessionscope::ui
