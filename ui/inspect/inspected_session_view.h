// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/view.h"

#include <QTimer>

class QLabel;
class QStackedLayout;

namespace sessionscope::ui {

class FilterBar;
class InspectedSessionModel;
class ListTable;

/// Every session that was found: what its record says, and how long it still lives.
class InspectedSessionView : public View
{
    Q_OBJECT

public:
    explicit InspectedSessionView(Workspace &workspace);

    QList<Export> exports() override;

private:
    void update();
    void showSelection();
    void openMenu(const QModelIndex &index, const QPoint &position);

    InspectedSessionModel *m_model;
    FilterBar *m_filter;
    ListTable *m_table;
    QLabel *m_empty;
    QStackedLayout *m_pages;
    QTimer m_seconds; ///< counts times to live down
};

} // namespace sessionscope::ui
