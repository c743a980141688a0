// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/journal/event.h"
#include "ui/view.h"

class QStackedWidget;

namespace sessionscope::ui {

enum class TableFormat;
class TopologyCanvas;

/// The cluster as a picture: who stands, where sessions are said to live and where they do, requests on their way.
class TopologyView : public View
{
    Q_OBJECT

public:
    explicit TopologyView(Workspace &workspace);

    QList<Export> exports() override;
    TopologyCanvas &canvas() const { return *m_canvas; }

private:
    void addActions();
    QByteArray toTable(TableFormat format) const;
    void repin(journal::Symbol session, std::uint32_t ordinal);
    void update();

    QStackedWidget *m_pages;
    TopologyCanvas *m_canvas;
};

} // namespace sessionscope::ui
