// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/journal/event.h"
#include "ui/view.h"

class QLabel;

namespace sessionscope::ui {

class CheckModel;
class ListTable;

/// What every check said of the run that is shown. A failed one selects what it blames, in every view.
class CheckView : public View
{
    Q_OBJECT

public:
    explicit CheckView(Workspace &workspace);

    QList<Export> exports() override;

private:
    void update();
    const journal::Event *blamed(int row) const;

    CheckModel *m_model;
    QLabel *m_summary;
    ListTable *m_table;
};

} // namespace sessionscope::ui
