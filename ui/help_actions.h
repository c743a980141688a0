// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QObject>
#include <QString>

class QFrame;

namespace sessionscope::ui {

class CommandPalette;
class GuidedTour;
class MainWindow;
class ShortcutList;
class Workspace;

/// What helps to find one's way: palette, list of shortcuts, guided tour, and what to tell in a report of trouble.
class HelpActions : public QObject
{
    Q_OBJECT

public:
    HelpActions(Workspace &workspace, MainWindow &window);

    /// A line above the verdict that offers the tour, out of the way of the button that matters.
    void offerTour();
    void startTour();
    bool tourSeen() const { return m_tourSeen; } ///< taken, or declined

    /// Versions and settings as text. No ids, no file names.
    QString diagnostics() const;

    CommandPalette &palette() const { return *m_palette; }
    GuidedTour &tour() const { return *m_tour; }

signals:
    void tourSeenChanged();

private:
    void addActions();
    void showAbout();
    void settleTour();

    Workspace &m_workspace;
    MainWindow &m_window;
    CommandPalette *m_palette;
    ShortcutList *m_shortcuts;
    GuidedTour *m_tour;
    QFrame *m_offer = nullptr;
    bool m_tourSeen = false;
};

} // namespace sessionscope::ui
