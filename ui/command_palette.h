// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QFrame>
#include <QPointer>
#include <QStringList>

#include <functional>
#include <vector>

class QLineEdit;
class QListWidget;
class QMenu;

namespace sessionscope::ui {

class Workspace;

/// Everything that can be done or gone to, found by typing some letters of its name: commands, views, scenarios,
/// runs, sessions and pods. Needs no mouse.
class CommandPalette : public QFrame
{
    Q_OBJECT

public:
    static constexpr int kShownMax = 60;

    CommandPalette(Workspace &workspace, QWidget *window);

    /// Over the window, with the keyboard; what is there to be found is gathered anew.
    void open();
    void close();
    QStringList shown() const;

private:
    struct Entry
    {
        QString text;
        QString kind; ///< category of a command, "Session", "Pod", "Scenario", "Run"
        QString keys;
        std::function<void()> go;
    };

    void gather();
    void gatherFromMenu(QMenu &menu, const QString &category, const QString &title);
    void gatherFromRun();
    void filter(const QString &typed);
    void choose();
    bool eventFilter(QObject *watched, QEvent *event) override;

    Workspace &m_workspace;
    QLineEdit *m_field;
    QListWidget *m_list;
    std::vector<Entry> m_entries;
    QPointer<QWidget> m_focusBefore;
};

} // namespace sessionscope::ui
