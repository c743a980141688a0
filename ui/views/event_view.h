// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/journal/event.h"
#include "ui/view.h"

class QPushButton;

namespace sessionscope::ui {

class EventModel;
class FilteredTable;
class ListTable;

/// The journal of the run, event by event. Follows its end until somebody scrolls away from it.
class EventView : public View
{
    Q_OBJECT

public:
    explicit EventView(Workspace &workspace);

    QList<Export> exports() override;
    bool isFollowing() const { return m_isFollowing; }

private:
    void onInserted(int count);
    void onScrolled();
    void update();
    void follow();
    void showSelection();
    void goTo(journal::Sequence sequence);
    void openMenu(const QModelIndex &index, const QPoint &position);

    EventModel *m_model = nullptr;
    FilteredTable *m_list = nullptr;
    ListTable *m_table = nullptr;
    QPushButton *m_paused = nullptr;
    bool m_isFollowing = true;
    bool m_isGrowing = false; ///< rows come in: scrolling is not by hand
    int m_new = 0;            ///< since following was paused
};

} // namespace sessionscope::ui
