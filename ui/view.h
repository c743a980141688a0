// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QWidget>

#include <functional>

namespace sessionscope::ui {

class Workspace;

/// One way to look at a run: what a dock of the window holds. Derived from (journal, cursor, selection, filter) alone.
class View : public QWidget
{
    Q_OBJECT

public:
    /// One way to take what is shown elsewhere. Session ids in it are masked as on screen.
    struct Export
    {
        QString name;   ///< "CSV", for menus
        QString suffix; ///< "csv"
        std::function<QByteArray()> render;
    };

    /// `id` is stable: settings, deep links and pictures are named by it. `title` is translated.
    View(QString id, const QString &title, Workspace &workspace);

    const QString &id() const { return m_id; }

    /// Gives it the keyboard: its main control, or while that is hidden the first that can take it.
    void takeKeyboard();

    /// Every view offers its picture (PNG, SVG); those with data add them first: the first is what Ctrl+C copies.
    virtual QList<Export> exports();

protected:
    Workspace &workspace() const { return m_workspace; }
    /// Not by a focus proxy: Tab would come to it at once and go by all that is before it.
    void setMainControl(QWidget *control) { m_mainControl = control; }

private:
    QString m_id;
    Workspace &m_workspace;
    QWidget *m_mainControl = nullptr;
};

} // namespace sessionscope::ui
