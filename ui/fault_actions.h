// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/journal/event.h"

#include <QList>
#include <QObject>

#include <cstdint>

class QAction;
class QMenu;

namespace sessionscope::ui {

class Workspace;

/// Faults to one thing: the pod or proxy that is selected, the store, the number of replicas. In the registry for
/// palette and menus, and as the context menu of a card.
class FaultActions : public QObject
{
    Q_OBJECT

public:
    explicit FaultActions(Workspace &workspace, QObject *parent = nullptr);

    /// What can be done to that card, the card being selected by it.
    static void fillMenu(QMenu &menu, Workspace &workspace, journal::Actor actor);

private:
    void scale(bool pods, int by);
    void update();

    Workspace &m_workspace;
    QList<QAction *> m_ofPod;
    QList<QAction *> m_ofCluster;
};

} // namespace sessionscope::ui
