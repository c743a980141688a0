// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/views/filtered_table.h"

#include "core/base/mask.h"
#include "ui/filter_bar.h"
#include "ui/views/list_table.h"

#include <QLabel>
#include <QMenu>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace sessionscope::ui {

FilteredTable::FilteredTable(const QString &name, FilterBar *filter)
    : m_filter(filter)
    , m_table(new ListTable(name))
    , m_none(new QLabel)
    , m_pages(new QStackedLayout)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_filter);
    layout->addLayout(m_pages, 1);
    m_pages->addWidget(m_table);
    m_pages->addWidget(m_none);
    m_none->setAlignment(Qt::AlignCenter);
    m_none->setWordWrap(true);
    m_none->setProperty("role", QStringLiteral("muted"));
}

void FilteredTable::showCount(qsizetype listed, qsizetype all, const QString &ifNone)
{
    m_filter->setCount(listed, all);
    m_none->setText(ifNone);
    m_pages->setCurrentIndex(listed > 0 ? 0 : 1);
}

void FilteredTable::offerTerm(QMenu &menu, const QString &field, const QString &value) const
{
    if (field.isEmpty() || value.isEmpty())
        return;
    FilterBar *filter = m_filter;
    menu.addAction(tr("&Only this value"), filter,
                   [filter, field, value] { filter->addTerm(field, value, false); });
    menu.addAction(tr("&Not this value"), filter,
                   [filter, field, value] { filter->addTerm(field, value, true); });
    menu.addSeparator();
}

QString sessionTerm(std::string_view id)
{
    const QString masked = QString::fromStdString(maskedSessionId(id));
    return masked.size() < 3 ? QString() : QString(masked).replace(u'…', u'*');
}

} // namespace sessionscope::ui
