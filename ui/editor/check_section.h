// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/editor/plan_section.h"

class QLabel;
class QListWidget;

namespace sessionscope::ui {

/// Which rules the plan's runs are judged by.
class CheckSection : public PlanSection
{
    Q_OBJECT

public:
    CheckSection(const RunSetup &setup, PlanEdits &edits, QWidget *parent = nullptr);

    void show(const scenario::Plan &plan, const std::optional<Error> &trouble) override;

private:
    void take(int row);

    QListWidget *m_list;
    QLabel *m_note;
};

} // namespace sessionscope::ui
