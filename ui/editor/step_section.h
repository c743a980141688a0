// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/editor/plan_section.h"

class QLabel;

namespace sessionscope::ui {

class ItemList;
class JsonForm;

/// What happens in which order: every kind of step with its fields.
class StepSection : public PlanSection
{
    Q_OBJECT

public:
    StepSection(const RunSetup &setup, PlanEdits &edits, QWidget *parent = nullptr);

    void show(const scenario::Plan &plan, const std::optional<Error> &trouble) override;

private:
    void showCurrent();
    void take(const QString &field);
    void add(int row);
    void remove(int row);
    void move(int from, int to);

    ItemList *m_list;
    QLabel *m_trouble;
    JsonForm *m_form;
    std::optional<Error> m_planTrouble;
};

} // namespace sessionscope::ui
