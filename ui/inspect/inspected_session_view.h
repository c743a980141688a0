// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/view.h"

#include <QTimer>

#include <cstdint>
#include <unordered_set>

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
    void keepPlace();
    void restorePlace();
    void openMenu(const QModelIndex &index, const QPoint &position);

    InspectedSessionModel *m_model;
    FilterBar *m_filter;
    ListTable *m_table;
    QLabel *m_empty;
    QStackedLayout *m_pages;
    /// What a person has chosen and looks at, while the sessions are put into another order.
    std::unordered_set<std::uint32_t> m_chosen;
    int m_scroll = 0;
    QTimer m_seconds; ///< counts times to live down
};

} // namespace sessionscope::ui
