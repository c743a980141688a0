// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/view.h"

class QLabel;
class QTabWidget;

namespace sessionscope::ui {

class PlanSection;
class PlanText;

/// The editor of the plan that the next run will execute: as a form, and as JSON. Its cluster is edited beside it, in the
/// scenario's view.
class PlanView : public View
{
    Q_OBJECT

public:
    explicit PlanView(Workspace &workspace);

    QList<Export> exports() override;

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeForm();
    void addSection(QLayout *column, const QString &title, PlanSection *section);
    void update();

    QList<PlanSection *> m_sections;
    PlanText *m_text;
    QLabel *m_file;
    QLabel *m_trouble;
    QTabWidget *m_pages;
};

} // namespace sessionscope::ui
