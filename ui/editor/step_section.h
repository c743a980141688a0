// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/editor/list_section.h"

namespace sessionscope::ui {

/// What happens in which order: every kind of step with its fields.
class StepSection : public ListSection
{
    Q_OBJECT

public:
    StepSection(const RunSetup &setup, PlanEdits &edits, QWidget *parent = nullptr);

private:
    QStringList describe(const scenario::Plan &plan) const override;
    void insert(scenario::Plan &plan, int row) const override;
    void erase(scenario::Plan &plan, int row) const override;
    void move(scenario::Plan &plan, int from, int to) const override;
    void showItem(int row) override;
    void take(int row, const QString &field) override;
};

} // namespace sessionscope::ui
