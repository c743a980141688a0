// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QKeySequence>
#include <QList>
#include <QObject>
#include <QString>

#include <functional>

class QAction;

namespace sessionscope::ui {

/// Every command of the window, each once. Menus, tool bars, the palette, the list of shortcuts and the tests that
/// drive the window all take their actions from here.
class ActionRegistry : public QObject
{
    Q_OBJECT

public:
    struct Entry
    {
        QString id;       ///< stable, for tests and settings: "proxy.restart"
        QString category; ///< as people read it, for the palette and the list of shortcuts: "Cluster"
        QAction *action = nullptr;
    };

    struct Description
    {
        QString id;
        QString category;
        QString text; ///< of the menu, with its mnemonic
        QKeySequence shortcut = {};
        QString hint = {}; ///< one sentence: tool tip, status tip, what assistive technology reads
    };

    explicit ActionRegistry(QObject *parent = nullptr);

    /// Ids are unique; a second one asserts.
    QAction *add(const Description &description, std::function<void()> triggered);

    /// Null if there is none of that id.
    QAction *find(const QString &id) const;
    const QList<Entry> &entries() const { return m_entries; } ///< in the order of adding

signals:
    void added(const QString &id);

private:
    QList<Entry> m_entries;
};

} // namespace sessionscope::ui
