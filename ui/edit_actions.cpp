// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/edit_actions.h"

#include "ui/filter_bar.h"
#include "ui/view.h"
#include "ui/workspace.h"

#include <QAction>
#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QImage>
#include <QMenu>
#include <QPointer>
#include <QSaveFile>

#include <utility>

namespace sessionscope::ui {

EditActions::EditActions(Workspace &workspace, std::function<View *()> activeView, QWidget *window)
    : QObject(window)
    , m_workspace(workspace)
    , m_activeView(std::move(activeView))
    , m_window(window)
{
    ActionRegistry &actions = m_workspace.actions();
    const QString category = tr("Edit");
    actions.add({QStringLiteral("edit.copy"), category, tr("&Copy"), QKeySequence::Copy,
                 tr("Copy what is selected in the view, or all that it shows")},
                [this] { copy(); });
    QAction *exports = actions.add({QStringLiteral("edit.export"),
                                    category,
                                    tr("&Export view…"),
                                    {},
                                    tr("Save what the view shows as a file")},
                                   {});
    auto *menu = new QMenu(m_window);
    exports->setMenu(menu);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] { fillExports(*menu); });
    actions.add({QStringLiteral("edit.find"), category, tr("&Filter"), QKeySequence::Find,
                 tr("Limit the list to what matches a filter")},
                [this] {
                    const View *view = m_activeView();
                    if (auto *bar = view ? view->findChild<FilterBar *>() : nullptr)
                        bar->setFocus(Qt::ShortcutFocusReason);
                });
    QAction *reveal = actions.add({QStringLiteral("edit.reveal-ids"),
                                   category,
                                   tr("&Reveal session ids"),
                                   {},
                                   tr("Show session ids whole: whoever holds one holds the session")},
                                  {});
    reveal->setCheckable(true);
}

void EditActions::copy()
{
    View *view = m_activeView();
    if (!view)
        return;
    const QList<View::Export> exports = view->exports();
    if (exports.isEmpty())
        return;
    const QByteArray bytes = exports.front().render();
    QClipboard *clipboard = QGuiApplication::clipboard();
    if (exports.front().suffix == QLatin1String("png"))
        clipboard->setImage(QImage::fromData(bytes, "PNG"));
    else
        clipboard->setText(QString::fromUtf8(bytes));
}

void EditActions::fillExports(QMenu &menu)
{
    menu.clear();
    View *view = m_activeView();
    if (!view)
        return;
    const QList<View::Export> exports = view->exports();
    for (qsizetype format = 0; format < exports.size(); ++format) {
        QAction *action = menu.addAction(tr("%1…").arg(exports[format].name));
        connect(action, &QAction::triggered, this, [this, view = QPointer(view), format] {
            if (view)
                save(view, format);
        });
    }
}

void EditActions::save(View *view, qsizetype format)
{
    const View::Export chosen = view->exports().at(format);
    auto *dialog = new QFileDialog(m_window, tr("Export %1").arg(view->windowTitle()));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(chosen.suffix);
    dialog->selectFile(view->id() + u'.' + chosen.suffix);
    connect(dialog, &QFileDialog::fileSelected, view, [this, chosen](const QString &path) {
        QSaveFile file(path);
        if (file.open(QIODevice::WriteOnly) && file.write(chosen.render()) >= 0 && file.commit())
            return;
        emit m_workspace.problem({ErrorCode::Io,
                                  "The view could not be saved: " + file.errorString().toStdString(),
                                  path.toStdString(), "Choose another folder"});
    });
    dialog->open();
}

QAction *revealAction(Workspace &workspace)
{
    return workspace.actions().find(QStringLiteral("edit.reveal-ids"));
}

bool revealsIds(Workspace &workspace)
{
    const QAction *action = revealAction(workspace);
    return action && action->isChecked();
}

} // namespace sessionscope::ui
