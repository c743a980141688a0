// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/scenario/plan.h"

#include <QString>
#include <QWidget>

#include <optional>

namespace sessionscope::ui {

class PlanEdits;
class RunSetup;

/// A part of the plan's editor. It shows its part of the plan, says what is wrong with it, and changes it by PlanEdits.
class PlanSection : public QWidget
{
    Q_OBJECT

public:
    PlanSection(const RunSetup &setup, PlanEdits &edits, QWidget *parent = nullptr);

    /// `trouble` is the plan's first, its `where` being a JSON path from "$" on.
    virtual void show(const scenario::Plan &plan, const std::optional<Error> &trouble) = 0;

protected:
    const scenario::Plan &plan() const;
    void change(const QString &text, scenario::Plan plan, const QString &field = {});

private:
    const RunSetup &m_setup;
    PlanEdits &m_edits;
};

/// What is wrong with the setup's plan, by itself or under its profile: the first thing, by its JSON path.
std::optional<Error> planTrouble(const RunSetup &setup);

/// "✗ $.steps[2].proxy: there is no proxy 3 among 1"
QString troubleText(const Error &error);

/// "$.steps[2]"
QString itemPath(const char *list, int index);

} // namespace sessionscope::ui
