// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/journal/explain.h"
#include "core/journal/session_table.h"
#include "ui/view.h"

#include <QTimer>

#include <optional>

class QLabel;
class QListView;
class QPushButton;

namespace sessionscope::ui {

class ChainModel;

/// Why the selected session became what it is: the chain of events back to the root cause, the failure mode's name,
/// and what would keep it. Without a selection it takes the first session that is in trouble.
class ExplainView : public View
{
    Q_OBJECT

public:
    explicit ExplainView(Workspace &workspace);

    const std::optional<journal::Explanation> &explanation() const { return m_explanation; }
    QList<Export> exports() override;

private:
    void build();
    void follow();
    void explain();
    const journal::SessionRow *subject() const;
    void show(const journal::SessionRow &row);
    void showNothing();
    void selectEvent(const QModelIndex &index);
    void rerun();
    QByteArray toMarkdown() const;

    QLabel *m_title;
    QLabel *m_symptom;
    QLabel *m_summary;
    ChainModel *m_model;
    QListView *m_chain;
    QLabel *m_fix;
    QPushButton *m_rerun;
    QTimer m_soon;
    std::optional<journal::Explanation> m_explanation;
    journal::Sequence m_decidedBy{}; ///< what the explanation shown is about; it stands until that changes
    std::uint32_t m_answers = 0;
    std::string m_profile; ///< that the fix names; empty if none
};

} // namespace sessionscope::ui
