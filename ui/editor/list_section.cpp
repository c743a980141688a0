// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/editor/list_section.h"

#include "ui/editor/item_list.h"
#include "ui/editor/json_form.h"

#include <QLabel>
#include <QVBoxLayout>

#include <utility>

namespace sessionscope::ui {

ListSection::ListSection(const RunSetup &setup, PlanEdits &edits, Words words, QWidget *parent)
    : PlanSection(setup, edits, parent)
    , m_words(std::move(words))
    , m_list(new ItemList(QStringLiteral("plan.") + QLatin1String(m_words.field), m_words.title, this))
    , m_trouble(new QLabel(this))
    , m_form(new JsonForm(m_words.form, this))
{
    m_trouble->setObjectName(QStringLiteral("trouble"));
    m_trouble->setWordWrap(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_list);
    layout->addWidget(m_trouble);
    layout->addWidget(m_form);
    connect(m_list, &ItemList::currentChanged, this, &ListSection::showCurrent);
    connect(m_list, &ItemList::addWanted, this, &ListSection::add);
    connect(m_list, &ItemList::removeWanted, this, &ListSection::remove);
    connect(m_list, &ItemList::moveWanted, this, &ListSection::moveItem);
    connect(m_form, &JsonForm::edited, this,
            [this](const QString &field) { take(m_list->current(), field); });
}

void ListSection::show(const scenario::Plan &plan, const std::optional<Error> &trouble)
{
    m_planTrouble = trouble;
    const QString where = trouble ? QString::fromStdString(trouble->where) : QString();
    const QStringList texts = describe(plan);
    QList<ItemList::Item> items;
    for (int row = 0; row < texts.size(); ++row)
        items.append({texts[row], where.startsWith(path(row)) ? troubleText(*trouble) : QString()});
    m_list->show(items);
    const bool ofAll = where == QLatin1String("$.") + QLatin1String(m_words.field);
    m_trouble->setText(ofAll ? troubleText(*trouble) : QString());
    m_trouble->setVisible(ofAll);
    showCurrent();
}

void ListSection::showCurrent()
{
    const int row = m_list->current();
    m_form->setVisible(row >= 0);
    if (row >= 0)
        showItem(row);
}

QString ListSection::path(int row) const
{
    return itemPath(m_words.field, row);
}

void ListSection::add(int row)
{
    scenario::Plan changed = plan();
    insert(changed, row);
    change(m_words.add, std::move(changed));
    m_list->setCurrent(row);
}

void ListSection::remove(int row)
{
    scenario::Plan changed = plan();
    erase(changed, row);
    change(m_words.remove.arg(row + 1), std::move(changed));
}

void ListSection::moveItem(int from, int to)
{
    scenario::Plan changed = plan();
    move(changed, from, to);
    change(m_words.move.arg(from + 1), std::move(changed));
    m_list->setCurrent(to);
}

} // namespace sessionscope::ui
