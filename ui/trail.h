// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/selection.h"

#include <QList>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <optional>

class QAction;

namespace sessionscope::ui {

class Run;
class Workspace;

/// Where somebody has looked — what was selected, at which instant, in which run — to go back to and forth again, as a
/// browser does with pages: by actions, Alt with the arrows, and the mouse's own buttons for it.
///
/// A place counts once it has been looked at for a moment, so that dragging through time leaves one place. Nothing
/// selected while live is no place. A run that is gone takes its places with it.
class Trail : public QObject
{
    Q_OBJECT

public:
    static constexpr int kMomentMs = 400;
    static constexpr int kPlacesMax = 100;

    /// Adds its actions, "go.back" and "go.forward", to the registry.
    explicit Trail(Workspace &workspace, QWidget *window);

    bool canGoBack() const;
    bool canGoForward() const;
    void goBack();
    void goForward();

private:
    struct Place
    {
        QPointer<Run> run;
        Selection::Value selection;
        std::optional<journal::Sequence> instant;

        bool isSomewhere() const { return run && (instant || selection != Selection::Value()); }
        bool operator==(const Place &) const = default;
    };

    Place here() const;
    void note(); ///< what is looked at now is a place from here on
    void goTo(qsizetype index);
    void forget(const Run *run);
    void update();
    bool eventFilter(QObject *watched, QEvent *event) override;

    Workspace &m_workspace;
    QWidget *m_window;
    QAction *m_back;
    QAction *m_forward;
    QTimer m_moment;
    QList<Place> m_places;
    qsizetype m_at = -1; ///< the place that was looked at last
    bool m_going = false;
};

} // namespace sessionscope::ui
