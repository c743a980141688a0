// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QLabel>

namespace sessionscope::ui {

/// A line of text that takes the room that is left and no more: what does not fit is elided and in the tool tip. A plain
/// label would make the window as wide as its text.
class ElidedLabel : public QLabel
{
    Q_OBJECT

public:
    /// `preferred` is the width that it asks for, in dots; it grows beyond that only if there is room.
    explicit ElidedLabel(int preferred, QWidget *parent = nullptr);

    void setText(const QString &text);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int m_preferred;
};

} // namespace sessionscope::ui
