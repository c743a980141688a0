// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QComboBox>
#include <QLabel>

namespace sessionscope::ui {

/// A line of text that may be as narrow as its place: what does not fit becomes "…", and the tool tip tells all.
class ElidedLabel : public QLabel
{
    Q_OBJECT

public:
    explicit ElidedLabel(QWidget *parent = nullptr);

    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
};

/// The same for a choice. Its list is as wide as the entries need.
class ElidedComboBox : public QComboBox
{
    Q_OBJECT

public:
    /// At least so many characters are shown.
    explicit ElidedComboBox(int characters, QWidget *parent = nullptr);

    void showPopup() override;

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace sessionscope::ui
