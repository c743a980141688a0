// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/editor/client_section.h"

#include "core/scenario/plan_format.h"
#include "ui/editor/item_list.h"
#include "ui/editor/json_form.h"

#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace sessionscope::ui {

namespace {

namespace format = scenario::plan_format;

template <std::size_t Size> QStringList listOf(const std::array<std::string_view, Size> &names)
{
    QStringList list;
    for (const std::string_view name : names)
        list.append(QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())));
    return list;
}

QString describe(const scenario::ClientGroup &group)
{
    return QStringLiteral("%1 × %2, %3")
        .arg(group.count)
        .arg(listOf(format::kBehaviours)[static_cast<int>(group.behaviour)],
             listOf(format::kConnections)[static_cast<int>(group.connection)]);
}

} // namespace

ClientSection::ClientSection(const RunSetup &setup, PlanEdits &edits, QWidget *parent)
    : PlanSection(setup, edits, parent)
    , m_list(new ItemList(QStringLiteral("plan.clients"), tr("Clients"), this))
    , m_trouble(new QLabel(this))
    , m_form(new JsonForm(QStringLiteral("client"), this))
{
    m_trouble->setObjectName(QStringLiteral("trouble"));
    m_trouble->setWordWrap(true);
    m_form->addNumber(QStringLiteral("count"), tr("Count"), format::kClientsOfGroup);
    m_form->addChoice(QStringLiteral("behaviour"), tr("Behaviour"), listOf(format::kBehaviours));
    m_form->addChoice(QStringLiteral("connection"), tr("Connection"), listOf(format::kConnections));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_list);
    layout->addWidget(m_trouble);
    layout->addWidget(m_form);
    connect(m_list, &ItemList::currentChanged, this, &ClientSection::showCurrent);
    connect(m_list, &ItemList::addWanted, this, &ClientSection::add);
    connect(m_list, &ItemList::removeWanted, this, &ClientSection::remove);
    connect(m_list, &ItemList::moveWanted, this, &ClientSection::move);
    connect(m_form, &JsonForm::edited, this, &ClientSection::take);
}

void ClientSection::show(const scenario::Plan &plan, const std::optional<Error> &trouble)
{
    m_planTrouble = trouble;
    const QString where = trouble ? QString::fromStdString(trouble->where) : QString();
    QList<ItemList::Item> items;
    for (std::size_t i = 0; i < plan.clients.size(); ++i) {
        const bool here = where.startsWith(itemPath("clients", static_cast<int>(i)));
        items.append({describe(plan.clients[i]), here ? troubleText(*trouble) : QString()});
    }
    m_list->show(items);
    const bool ofAll = where == QLatin1String("$.clients");
    m_trouble->setText(ofAll ? troubleText(*trouble) : QString());
    m_trouble->setVisible(ofAll);
    showCurrent();
}

void ClientSection::showCurrent()
{
    const int row = m_list->current();
    m_form->setVisible(row >= 0);
    if (row < 0)
        return;
    const nlohmann::json group = format::clientsToJson({plan().clients[static_cast<std::size_t>(row)]})[0];
    for (const char *field : {"count", "behaviour", "connection"})
        m_form->setValue(QLatin1String(field), group[field]);
    m_form->showTrouble(m_planTrouble, itemPath("clients", row));
}

void ClientSection::take(const QString &field)
{
    const int row = m_list->current();
    nlohmann::json group = nlohmann::json::object();
    for (const char *each : {"count", "behaviour", "connection"})
        group[each] = m_form->value(QLatin1String(each));
    auto groups = format::parseClients(nlohmann::json::array({group}), "$.clients");
    if (!groups) // what the form's own bounds and choices do not allow; nothing that a person can do
        return;
    scenario::Plan changed = plan();
    changed.clients[static_cast<std::size_t>(row)] = groups->front();
    change(tr("change clients"), std::move(changed), itemPath("clients", row) + field);
}

void ClientSection::add(int row)
{
    scenario::Plan changed = plan();
    changed.clients.insert(changed.clients.begin() + row, scenario::ClientGroup());
    change(tr("add clients"), std::move(changed));
    m_list->setCurrent(row);
}

void ClientSection::remove(int row)
{
    scenario::Plan changed = plan();
    changed.clients.erase(changed.clients.begin() + row);
    change(tr("remove clients"), std::move(changed));
}

void ClientSection::move(int from, int to)
{
    scenario::Plan changed = plan();
    const scenario::ClientGroup group = changed.clients[static_cast<std::size_t>(from)];
    changed.clients.erase(changed.clients.begin() + from);
    changed.clients.insert(changed.clients.begin() + to, group);
    change(tr("move clients"), std::move(changed));
    m_list->setCurrent(to);
}

} // namespace sessionscope::ui
