// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/editor/client_section.h"

#include "core/scenario/plan_format.h"
#include "ui/editor/json_form.h"
#include "ui/to_qstring.h"

namespace sessionscope::ui {

namespace {

namespace format = scenario::plan_format;

template <std::size_t kSize> QStringList listOf(const std::array<std::string_view, kSize> &names)
{
    QStringList list;
    for (const std::string_view name : names)
        list.append(toQString(name));
    return list;
}

QString textOf(const scenario::ClientGroup &group)
{
    return QStringLiteral("%1 × %2, %3")
        .arg(group.count)
        .arg(listOf(format::kBehaviours)[static_cast<int>(group.behaviour)],
             listOf(format::kConnections)[static_cast<int>(group.connection)]);
}

} // namespace

ClientSection::ClientSection(const RunSetup &setup, PlanEdits &edits, QWidget *parent)
    : ListSection(setup, edits,
                  {"clients", tr("Clients"), QStringLiteral("client"), tr("add clients"),
                   tr("remove clients %1"), tr("move clients %1")},
                  parent)
{
    form().addNumber(QStringLiteral("count"), tr("Count"), format::kClientsOfGroup);
    form().addChoice(QStringLiteral("behaviour"), tr("Behaviour"), listOf(format::kBehaviours));
    form().addChoice(QStringLiteral("connection"), tr("Connection"), listOf(format::kConnections));
}

QStringList ClientSection::describe(const scenario::Plan &plan) const
{
    QStringList texts;
    for (const scenario::ClientGroup &group : plan.clients)
        texts.append(textOf(group));
    return texts;
}

void ClientSection::insert(scenario::Plan &plan, int row) const
{
    plan.clients.insert(plan.clients.begin() + row, scenario::ClientGroup());
}

void ClientSection::erase(scenario::Plan &plan, int row) const
{
    plan.clients.erase(plan.clients.begin() + row);
}

void ClientSection::move(scenario::Plan &plan, int from, int to) const
{
    moveWithin(plan.clients, from, to);
}

void ClientSection::showItem(int row)
{
    const nlohmann::json group = format::clientsToJson({plan().clients[static_cast<std::size_t>(row)]})[0];
    for (const char *field : {"count", "behaviour", "connection"})
        form().setValue(QLatin1String(field), group[field]);
    form().showTrouble(trouble(), path(row));
}

void ClientSection::take(int row, const QString &field)
{
    nlohmann::json group = nlohmann::json::object();
    for (const char *each : {"count", "behaviour", "connection"})
        group[each] = form().value(QLatin1String(each));
    auto groups = format::parseClients(nlohmann::json::array({group}), "$.clients");
    if (!groups) // what the form's own bounds and choices do not allow; nothing that a person can do
        return;
    scenario::Plan changed = plan();
    changed.clients[static_cast<std::size_t>(row)] = groups->front();
    change(tr("change clients"), std::move(changed), path(row) + field);
}

} // namespace sessionscope::ui
