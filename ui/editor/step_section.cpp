// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/editor/step_section.h"

#include "core/scenario/plan_format.h"
#include "ui/editor/item_list.h"
#include "ui/editor/json_form.h"

#include <QLabel>
#include <QVBoxLayout>

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
    : PlanSection(setup, edits, parent)
    , m_list(new ItemList(QStringLiteral("plan.steps"), tr("Steps of the plan"), this))
    , m_trouble(new QLabel(this))
    , m_form(new JsonForm(QStringLiteral("step"), this))
{
    m_trouble->setObjectName(QStringLiteral("trouble"));
    m_trouble->setWordWrap(true);
    QStringList verbs;
    for (const format::StepFormat &each : format::stepFormats())
        verbs.append(QString::fromStdString(std::string(each.verb)));
    m_form->addChoice(QStringLiteral("do"), tr("Do"), verbs);
    m_form->addText(QStringLiteral("tool"), tr("Tool"), QStringLiteral("counter"));
    m_form->addNumber(QStringLiteral("times"), tr("Times"), format::kTimes);
    m_form->addText(QStringLiteral("for"), tr("For"), QStringLiteral("500ms"));
    m_form->addNumber(QStringLiteral("proxy"), tr("Proxy"), format::kIndex, tr("by the front door"));
    m_form->addNumber(QStringLiteral("pod"), tr("Pod"), format::kIndex);
    m_form->addNumber(QStringLiteral("replicas"), tr("Replicas"), format::kReplicas);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_list);
    layout->addWidget(m_trouble);
    layout->addWidget(m_form);
    connect(m_list, &ItemList::currentChanged, this, &StepSection::showCurrent);
    connect(m_list, &ItemList::addWanted, this, &StepSection::add);
    connect(m_list, &ItemList::removeWanted, this, &StepSection::remove);
    connect(m_list, &ItemList::moveWanted, this, &StepSection::move);
    connect(m_form, &JsonForm::edited, this, &StepSection::take);
}

void StepSection::show(const scenario::Plan &plan, const std::optional<Error> &trouble)
{
    m_planTrouble = trouble;
    const QString where = trouble ? QString::fromStdString(trouble->where) : QString();
    QList<ItemList::Item> items;
    for (std::size_t i = 0; i < plan.steps.size(); ++i) {
        const bool here = where.startsWith(itemPath("steps", static_cast<int>(i)));
        items.append(
            {QString::fromStdString(describe(plan.steps[i])), here ? troubleText(*trouble) : QString()});
    }
    m_list->show(items);
    const bool ofAll = where == QLatin1String("$.steps");
    m_trouble->setText(ofAll ? troubleText(*trouble) : QString());
    m_trouble->setVisible(ofAll);
    showCurrent();
}

void StepSection::showCurrent()
{
    const int row = m_list->current();
    m_form->setVisible(row >= 0);
    if (row < 0)
        return;
    const nlohmann::json step = jsonOf(plan().steps[static_cast<std::size_t>(row)]);
    const std::string verb = step["do"].get<std::string>();
    const std::vector<std::string> shown = fieldsOf(verb);
    m_form->setValue(QStringLiteral("do"), step["do"]);
    m_form->showTrouble(m_planTrouble, itemPath("steps", row));
    for (const std::string field : kFields) {
        const QString name = QString::fromStdString(field);
        const bool has = std::find(shown.begin(), shown.end(), field) != shown.end();
        m_form->setShown(name, has);
        if (has)
            m_form->setValue(name, step.contains(field) ? step[field] : nlohmann::json());
    }
}

void StepSection::take(const QString &field)
{
    const int row = m_list->current();
    const nlohmann::json before = jsonOf(plan().steps[static_cast<std::size_t>(row)]);
    nlohmann::json step{{"do", m_form->value(QStringLiteral("do"))}};
    const std::string verb = step["do"].get<std::string>();
    const bool isAnother = before["do"] != step["do"];
    for (const std::string &each : fieldsOf(verb)) {
        nlohmann::json value = isAnother && !before.contains(each)
            ? nlohmann::json()
            : m_form->value(QString::fromStdString(each));
        if (value.is_null() && !isOptional(verb, each))
            value = usual(each);
        if (!value.is_null())
            step[each] = std::move(value);
    }
    const QString path = itemPath("steps", row);
    auto read = format::parseStep(step, path.toStdString());
    if (!read) {
        m_form->showTrouble(read.error(), path);
        return;
    }
    scenario::Plan changed = plan();
    changed.steps[static_cast<std::size_t>(row)] = std::move(*read);
    change(tr("change step %1").arg(row + 1), std::move(changed), path + field);
    showCurrent(); // also where it is the same as before: what was wrong is not any more
}

void StepSection::add(int row)
{
    scenario::Plan changed = plan();
    changed.steps.insert(changed.steps.begin() + row, scenario::plan_step::Call());
    change(tr("add step"), std::move(changed));
    m_list->setCurrent(row);
}

void StepSection::remove(int row)
{
    scenario::Plan changed = plan();
    changed.steps.erase(changed.steps.begin() + row);
    change(tr("remove step %1").arg(row + 1), std::move(changed));
}

void StepSection::move(int from, int to)
{
    scenario::Plan changed = plan();
    const scenario::PlanStep step = changed.steps[static_cast<std::size_t>(from)];
    changed.steps.erase(changed.steps.begin() + from);
    changed.steps.insert(changed.steps.begin() + to, step);
    change(tr("move step %1").arg(from + 1), std::move(changed));
    m_list->setCurrent(to);
}

} // namespace sessionscope::ui
