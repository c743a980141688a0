// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QList>
#include <QPointer>
#include <QRect>
#include <QString>
#include <QWidget>

class QFrame;
class QLabel;
class QPushButton;

namespace sessionscope::ui {

class MainWindow;
class Workspace;

/// Seven steps through the words of the matter: the rest of the window is dimmed, what the step is about is not, and a
/// card beside it explains. Esc or "End" leaves at any time; nothing of the run is touched.
class GuidedTour : public QWidget
{
    Q_OBJECT

public:
    GuidedTour(Workspace &workspace, MainWindow &window);

    void start();
    void end();
    int step() const { return m_step; }
    int steps() const { return static_cast<int>(m_steps.size()); }

signals:
    void ended();

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool focusNextPrevChild(bool next) override;

private:
    struct Step
    {
        QString title;
        QString text;
        QString view;   ///< id of the view that it is about
        QString widget; ///< else the object name of a control
    };

    void showStep(int step);
    void place();
    QWidget *target() const;
    bool eventFilter(QObject *watched, QEvent *event) override;

    Workspace &m_workspace;
    MainWindow &m_window;
    QList<Step> m_steps;
    int m_step = 0;
    QRect m_spot;
    QFrame *m_card;
    QLabel *m_title;
    QLabel *m_text;
    QLabel *m_count;
    QPushButton *m_back;
    QPushButton *m_next;
    QPointer<QWidget> m_focusBefore;
};

} // namespace sessionscope::ui
