// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/editor/step_section.h"

#include "core/scenario/plan_format.h"
#include "ui/editor/json_form.h"
#include "ui/to_qstring.h"

#include <algorithm>

namespace sessionscope::ui {

namespace {

namespace format = scenario::plan_format;

constexpr const char *kFields[] = {"tool", "times", "for", "proxy", "pod", "replicas"};

/// The fields of a step, beside "do". "how" is left out: what it says has a verb of its own, kill-proxy.
std::vector<std::string> fieldsOf(const std::string &verb)
{
    std::vector<std::string> fields;
    for (const format::StepFormat &each : format::stepFormats()) {
        if (each.verb != verb)
            continue;
        for (const std::string_view field : each.fields) {
            if (field != "do" && field != "how")
                fields.emplace_back(field);
        }
    }
    return fields;
}

/// What stands in a field that comes with another verb.
nlohmann::json usual(const std::string &field)
{
    if (field == "tool")
        return "counter";
    if (field == "for")
        return "1s";
    return field == "times" || field == "replicas" ? 1 : 0;
}

bool isOptional(const std::string &verb, const std::string &field)
{
    return field == "proxy" && (verb == "initialize" || verb == "call");
}

nlohmann::json jsonOf(const scenario::PlanStep &step)
{
    return format::stepToJson(step);
}

} // namespace

StepSection::StepSection(const RunSetup &setup, PlanEdits &edits, QWidget *parent)
    : ListSection(setup, edits,
                  {"steps", tr("Steps of the plan"), QStringLiteral("step"), tr("add step"),
                   tr("remove step %1"), tr("move step %1")},
                  parent)
{
    QStringList verbs;
    for (const format::StepFormat &each : format::stepFormats())
        verbs.append(toQString(each.verb));
    form().addChoice(QStringLiteral("do"), tr("Do"), verbs);
    form().addText(QStringLiteral("tool"), tr("Tool"), QStringLiteral("counter"));
    form().addNumber(QStringLiteral("times"), tr("Times"), format::kTimes);
    form().addText(QStringLiteral("for"), tr("For"), QStringLiteral("500ms"));
    form().addNumber(QStringLiteral("proxy"), tr("Proxy"), format::kIndex, tr("by the front door"));
    form().addNumber(QStringLiteral("pod"), tr("Pod"), format::kIndex);
    form().addNumber(QStringLiteral("replicas"), tr("Replicas"), format::kReplicas);
}

QStringList StepSection::describe(const scenario::Plan &plan) const
{
    QStringList texts;
    for (const scenario::PlanStep &step : plan.steps)
        texts.append(QString::fromStdString(scenario::describe(step)));
    return texts;
}

void StepSection::insert(scenario::Plan &plan, int row) const
{
    plan.steps.insert(plan.steps.begin() + row, scenario::plan_step::Call());
}

void StepSection::erase(scenario::Plan &plan, int row) const
{
    plan.steps.erase(plan.steps.begin() + row);
}

void StepSection::move(scenario::Plan &plan, int from, int to) const
{
    moveWithin(plan.steps, from, to);
}

void StepSection::showItem(int row)
{
    const nlohmann::json step = jsonOf(plan().steps[static_cast<std::size_t>(row)]);
    const std::string verb = step["do"].get<std::string>();
    const std::vector<std::string> shown = fieldsOf(verb);
    form().setValue(QStringLiteral("do"), step["do"]);
    form().showTrouble(trouble(), path(row));
    for (const std::string field : kFields) {
        const QString name = QString::fromStdString(field);
        const bool has = std::find(shown.begin(), shown.end(), field) != shown.end();
        form().setShown(name, has);
        if (has)
            form().setValue(name, step.contains(field) ? step[field] : nlohmann::json());
    }
}

void StepSection::take(int row, const QString &field)
{
    const nlohmann::json before = jsonOf(plan().steps[static_cast<std::size_t>(row)]);
    nlohmann::json step{{"do", form().value(QStringLiteral("do"))}};
    const std::string verb = step["do"].get<std::string>();
    const bool isAnother = before["do"] != step["do"];
    for (const std::string &each : fieldsOf(verb)) {
        nlohmann::json value = isAnother && !before.contains(each)
            ? nlohmann::json()
            : form().value(QString::fromStdString(each));
        if (value.is_null() && !isOptional(verb, each))
            value = usual(each);
        if (!value.is_null())
            step[each] = std::move(value);
    }
    const QString where = path(row);
    auto read = format::parseStep(step, where.toStdString());
    if (!read) {
        form().showTrouble(read.error(), where);
        return;
    }
    scenario::Plan changed = plan();
    changed.steps[static_cast<std::size_t>(row)] = std::move(*read);
    change(tr("change step %1").arg(row + 1), std::move(changed), where + field);
    showCurrent(); // also where it is the same as before: what was wrong is not any more
}

} // namespace sessionscope::ui
