// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/view.h"

#include <QTimer>

#include <cstdint>
#include <unordered_set>

namespace sessionscope::ui {

class FilteredTable;
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
    FilteredTable *m_list;
    ListTable *m_table;
    /// What a person has chosen and looks at, while the sessions are put into another order.
    std::unordered_set<std::uint32_t> m_chosen;
    int m_scroll = 0;
    QTimer m_seconds; ///< counts times to live down
};

} // namespace sessionscope::ui
