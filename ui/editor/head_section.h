// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/editor/plan_section.h"

namespace sessionscope::ui {

class JsonForm;

/// What a plan is called, what it is for, and its seed.
class HeadSection : public PlanSection
{
    Q_OBJECT

public:
    HeadSection(const RunSetup &setup, PlanEdits &edits, QWidget *parent = nullptr);

    void show(const scenario::Plan &plan, const std::optional<Error> &trouble) override;

private:
    void take(const QString &field);

    JsonForm *m_form;
};

} // namespace sessionscope::ui
