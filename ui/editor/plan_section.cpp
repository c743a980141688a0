// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/editor/plan_section.h"

#include "ui/plan_edits.h"
#include "ui/run_setup.h"

#include <utility>

namespace sessionscope::ui {

PlanSection::PlanSection(const RunSetup &setup, PlanEdits &edits, QWidget *parent)
    : QWidget(parent)
    , m_setup(setup)
    , m_edits(edits)
{
}

const scenario::Plan &PlanSection::plan() const
{
    return m_setup.plan();
}

void PlanSection::change(const QString &text, scenario::Plan plan, const QString &field)
{
    m_edits.change(text, std::move(plan), field);
}

std::optional<Error> planTrouble(const RunSetup &setup)
{
    if (const auto read = scenario::parsePlan(scenario::toJson(setup.plan()).dump()); !read)
        return read.error();
    const auto run = setup.resolved();
    if (run)
        return std::nullopt;
    Error error = run.error();
    for (const char *part : {"cluster", "clients", "seed"}) {
        if (error.where.rfind(part, 0) == 0)
            error.where.insert(0, "$.");
    }
    return error;
}

QString troubleText(const Error &error)
{
    QString text = QStringLiteral("✗ %1: %2")
                       .arg(QString::fromStdString(error.where), QString::fromStdString(error.what));
    if (!error.hint.empty())
        text += QStringLiteral(" — ") + QString::fromStdString(error.hint);
    return text;
}

QString itemPath(const char *list, int index)
{
    return QStringLiteral("$.%1[%2]").arg(QLatin1String(list)).arg(index);
}

} // namespace sessionscope::ui
