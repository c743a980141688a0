// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/journal/event.h"
#include "ui/view.h"

class QLabel;
class QPushButton;
class QStackedLayout;

namespace sessionscope::ui {

class EventModel;
class FilterBar;
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
    FilterBar *m_filter = nullptr;
    ListTable *m_table = nullptr;
    QLabel *m_empty = nullptr;
    QPushButton *m_paused = nullptr;
    QStackedLayout *m_pages = nullptr;
    bool m_isFollowing = true;
    bool m_isGrowing = false; ///< rows come in: scrolling is not by hand
    int m_new = 0;            ///< since following was paused
};

} // namespace sessionscope::ui
