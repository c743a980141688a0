// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/editor/list_section.h"

namespace sessionscope::ui {

/// Who calls: groups of clients that behave alike.
class ClientSection : public ListSection
{
    Q_OBJECT

public:
    ClientSection(const RunSetup &setup, PlanEdits &edits, QWidget *parent = nullptr);

private:
    QStringList describe(const scenario::Plan &plan) const override;
    void insert(scenario::Plan &plan, int row) const override;
    void erase(scenario::Plan &plan, int row) const override;
    void move(scenario::Plan &plan, int from, int to) const override;
    void showItem(int row) override;
    void take(int row, const QString &field) override;
};

} // namespace sessionscope::ui
