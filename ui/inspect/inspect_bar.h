// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QTimer>
#include <QToolBar>

class QLabel;
class QMenu;

namespace sessionscope::ui {

class ConnectionBook;
class ElidedLabel;
class InspectActions;
class Workspace;

/// What is looked at, how fresh it is, and what can be done with it. Always in view in the inspect mode.
class InspectBar : public QToolBar
{
    Q_OBJECT

public:
    InspectBar(Workspace &workspace, ConnectionBook &book, InspectActions &actions,
               QWidget *parent = nullptr);

    QString state() const; ///< "● live: changes are pushed · 12 408 sessions …"

private:
    void fill(QMenu &menu);
    void update();

    Workspace &m_workspace;
    ConnectionBook &m_book;
    InspectActions &m_actions;
    ElidedLabel *m_source;
    QLabel *m_dot;
    ElidedLabel *m_state;
    QTimer m_seconds; ///< "last change 3 s ago" goes on
};

} // namespace sessionscope::ui
