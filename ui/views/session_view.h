// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/view.h"

#include <QTimer>

namespace sessionscope::ui {

class FilteredTable;
class ListTable;
class SessionModel;

/// The sessions of the run at the instant that is looked at: what their records say, and what became of them.
class SessionView : public View
{
    Q_OBJECT

public:
    explicit SessionView(Workspace &workspace);

    QList<Export> exports() override;

private:
    void update();
    void showSelection();
    void openMenu(const QModelIndex &index, const QPoint &position);
    void deleteRecord(int row);

    SessionModel *m_model = nullptr;
    FilteredTable *m_list = nullptr;
    ListTable *m_table = nullptr;
    QTimer m_seconds; ///< counts times to live down
};

} // namespace sessionscope::ui
