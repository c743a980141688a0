// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/view.h"

class QLabel;
class QListView;

namespace sessionscope::ui {

class CardModel;

/// The built-in scenarios to choose from, each with what the simulator expects of it.
class CatalogueView : public View
{
    Q_OBJECT

public:
    explicit CatalogueView(Workspace &workspace);

    QList<Export> exports() override;

protected:
    void showEvent(QShowEvent *event) override;

private:
    void choose(const QModelIndex &index);
    void showChosen();
    QByteArray toMarkdown() const;

    CardModel *m_model;
    QListView *m_cards;
};

} // namespace sessionscope::ui
