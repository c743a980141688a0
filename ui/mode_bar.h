// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QToolBar>

namespace sessionscope::ui {

class Workspace;

/// The first thing of the first row: which mode it is, and the other one a click away.
class ModeBar : public QToolBar
{
    Q_OBJECT

public:
    explicit ModeBar(Workspace &workspace, QWidget *parent = nullptr);
};

} // namespace sessionscope::ui
