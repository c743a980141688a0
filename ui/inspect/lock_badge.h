// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/theme.h"

#include <QLabel>

namespace sessionscope::ui {

/// A text behind a lock, which is drawn: not every font has one.
class LockBadge : public QLabel
{
    Q_OBJECT

public:
    explicit LockBadge(const Theme &theme, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
};

} // namespace sessionscope::ui
