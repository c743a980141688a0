// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/view.h"

#include <QByteArray>
#include <QList>
#include <QObject>

class QDockWidget;
class QMainWindow;

namespace sessionscope::ui {

class Workspace;

/// The views of the window and the docks that hold them: made, arranged, saved and restored here.
class DockSet : public QObject
{
    Q_OBJECT

public:
    static constexpr int kUndoMax = 10; ///< layout changes that can be taken back

    /// Makes every view of the catalogue. The one for the center stands below the verdict.
    DockSet(QMainWindow &window, Workspace &workspace);

    const QList<View *> &views() const { return m_views; }
    View *view(const QString &id) const; ///< null if there is none
    /// Brings it to the front and gives it the keyboard.
    void show(const QString &id);
    /// The view that has the keyboard, else the central one.
    View *activeView() const;

    /// What the buttons of a dock do, for the one that has the keyboard. The central view has neither.
    void floatActive();
    void closeActive();

    void restoreDefaultLayout();
    void undoLayoutChange();
    bool canUndo() const { return !m_undo.isEmpty(); }

    QByteArray saveLayout() const;
    /// False for what is not a layout of this version; then the default one stands.
    bool restoreLayout(const QByteArray &layout);

signals:
    void layoutChanged();

private:
    QDockWidget *activeDock() const; ///< null for the central view
    QDockWidget *addDock(View *view, Qt::DockWidgetArea area);
    void arrange();
    void noteChange();
    bool eventFilter(QObject *watched, QEvent *event) override;

    QMainWindow &m_window;
    QList<View *> m_views;
    View *m_center = nullptr; ///< below the verdict, in the middle
    QList<QDockWidget *> m_docks;
    QList<QByteArray> m_undo;
    QByteArray m_last;
    bool m_restoring = false;
};

} // namespace sessionscope::ui
