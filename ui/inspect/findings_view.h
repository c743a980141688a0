// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/inspect/finding.h"
#include "ui/view.h"

class QLabel;
class QListView;
class QPushButton;
class QTextBrowser;

namespace sessionscope::ui {

class FindingModel;

/// What is wrong with the installation, what will become of it and what to do. Choosing one limits the sessions to those
/// that it is about.
class FindingsView : public View
{
    Q_OBJECT

public:
    explicit FindingsView(Workspace &workspace);

    QList<Export> exports() override;

private:
    void update();
    void showDetail();
    QString filterOf(const inspect::Finding &finding) const;
    void reproduce();
    QByteArray toMarkdown() const;

    FindingModel *m_model;
    QListView *m_list;
    QLabel *m_heading;
    QLabel *m_empty;
    QWidget *m_start; ///< what to do first
    QTextBrowser *m_detail;
    QString m_shown; ///< in it
    QPushButton *m_sessions;
    QPushButton *m_reproduce;
};

} // namespace sessionscope::ui
