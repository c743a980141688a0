// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/view.h"

class QLabel;
class QListWidget;

namespace sessionscope::ui {

class ClusterForm;

/// What the next run is about, how far the shown run has come with it, what its checks said, and the cluster that it
/// needs.
class ScenarioView : public View
{
    Q_OBJECT

public:
    explicit ScenarioView(Workspace &workspace);

    QList<Export> exports() override;
    const ClusterForm &form() const { return *m_form; }

private:
    void build();
    void showPlan();
    void showProgress();
    void showChecks();
    bool isOfThisPlan() const;
    QByteArray toMarkdown() const;

    QLabel *m_title;
    QLabel *m_purpose;
    QLabel *m_facts;
    QListWidget *m_steps;
    QListWidget *m_checks;
    ClusterForm *m_form;
};

} // namespace sessionscope::ui
