// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/inspect/diff_dialog.h"

#include "ui/inspect/inspect_text.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace sessionscope::ui {

DiffDialog::DiffDialog(const inspect::SnapshotDiff &diff, WallTime before, bool revealsIds, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("diffDialog"));
    setWindowTitle(tr("What is different"));
    resize(720, 480);
    auto *layout = new QVBoxLayout(this);
    auto *summary
        = new QLabel(tr("Since %1: %2 appeared, %3 vanished, %4 changed, %5 were only used, %6 were idle.")
                         .arg(timeText(before))
                         .arg(diff.appeared.size())
                         .arg(diff.vanished.size())
                         .arg(diff.changed.size())
                         .arg(diff.used)
                         .arg(diff.idle));
    summary->setObjectName(QStringLiteral("diffSummary"));
    summary->setWordWrap(true);
    layout->addWidget(summary);
    auto *list = new QTreeWidget;
    list->setAccessibleName(tr("Sessions that are different"));
    list->setHeaderLabels({tr("Session"), tr("What")});
    list->setRootIsDecorated(false);
    list->setUniformRowHeights(true);
    list->setColumnWidth(0, revealsIds ? 300 : 120);
    layout->addWidget(list);
    const auto add = [&](const std::string &key, const QString &what) {
        if (list->topLevelItemCount() < static_cast<int>(kShownMax))
            new QTreeWidgetItem(
                list, {shownId(std::string_view(key).substr(key.rfind(':') + 1), revealsIds), what});
    };
    for (const auto &change : diff.changed)
        add(change.key, QStringLiteral("≠ ") + QString::fromStdString(change.what));
    for (const std::string &key : diff.appeared)
        add(key, tr("+ appeared"));
    for (const std::string &key : diff.vanished)
        add(key, tr("− vanished"));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addWidget(buttons);
}

} // namespace sessionscope::ui
