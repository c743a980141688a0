// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/mode.h"
#include "ui/view.h"

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QObject>
#include <QPointer>

class QDockWidget;
class QMainWindow;

namespace sessionscope::ui {

enum class ViewArea;
class Workspace;

/// The views of the window and the docks that hold them: made, arranged, saved and restored here. Each mode has its own
/// views in a layout of its own.
class DockSet : public QObject
{
    Q_OBJECT

public:
    static constexpr int kUndoMax = 10; ///< layout changes that can be taken back

    /// Makes every view of the catalogue. The one for the center stands below the verdict.
    DockSet(QMainWindow &window, Workspace &workspace);

    QList<View *> views() const; ///< of all modes
    QList<View *> views(Mode mode) const;
    View *view(const QString &id) const; ///< null if there is none
    /// Brings it to the front and gives it the keyboard, in its mode.
    void show(const QString &id);
    /// The view that has or last had the keyboard (a menu takes it for a while), else the central one.
    View *activeView() const;

    /// What the buttons of a dock do, for the one that has the keyboard. The central view has neither.
    void floatActive();
    void closeActive();

    void restoreDefaultLayout();
    void undoLayoutChange();
    bool canUndo() const { return !m_undo.isEmpty(); }

    /// Of a mode, as it is or was last; empty if the window was not in it yet.
    QByteArray saveLayout(Mode mode) const;
    /// At once, or as soon as the window is in that mode. False for what is not a layout of this version; then the
    /// default one stands.
    bool restoreLayout(Mode mode, const QByteArray &layout);

signals:
    void layoutChanged();

private:
    struct Place
    {
        View *view;
        Mode mode;
        ViewArea area;
        QDockWidget *dock; ///< null: in the center
    };

    QDockWidget *activeDock() const; ///< null for the central view
    QDockWidget *addDock(View *view, ViewArea area);
    void enterMode();
    void leaveMode();
    void clear();
    void arrange();
    QByteArray currentLayout() const;
    void noteChange();
    bool eventFilter(QObject *watched, QEvent *event) override;

    QMainWindow &m_window;
    Workspace &m_workspace;
    QByteArray m_bare;           ///< the layout of a window without docks
    QWidget *m_center = nullptr; ///< holds the banners and the central views
    QList<Place> m_places;
    QPointer<View> m_lastActive;
    QMap<Mode, QByteArray> m_layouts; ///< of the modes that the window is not in
    QList<QByteArray> m_undo;
    QByteArray m_last;
    bool m_restoring = false;
};

} // namespace sessionscope::ui
