// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/views/catalogue_view.h"

#include "ui/models/card_model.h"
#include "ui/views/card_delegate.h"
#include "ui/workspace.h"

#include <QListView>
#include <QTimer>
#include <QVBoxLayout>

namespace sessionscope::ui {

CatalogueView::CatalogueView(Workspace &workspace)
    : View(QStringLiteral("catalogue"), tr("Catalogue"), workspace)
    , m_model(new CardModel(workspace, this))
    , m_cards(new QListView)
{
    m_cards->setObjectName(QStringLiteral("catalogue.cards"));
    m_cards->setAccessibleName(tr("Built-in scenarios"));
    m_cards->setModel(m_model);
    m_cards->setItemDelegate(new CardDelegate(*m_model, workspace.theme(), m_cards));
    m_cards->setResizeMode(QListView::Adjust);
    m_cards->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_cards->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn); // or its coming would break lines anew
    m_cards->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_cards->setEditTriggers(QAbstractItemView::NoEditTriggers);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_cards);
    setMainControl(m_cards);
    connect(m_cards, &QListView::clicked, this, &CatalogueView::choose);
    connect(m_cards, &QListView::activated, this, &CatalogueView::choose);
    connect(&workspace.setup(), &RunSetup::changed, this, &CatalogueView::showChosen);
    connect(&workspace.scenarioMatrix(), &ScenarioMatrix::changed, m_cards, &QListView::doItemsLayout);
    connect(&workspace.theme(), &Theme::changed, m_cards, &QListView::doItemsLayout);
    showChosen();
}

QList<View::Export> CatalogueView::exports()
{
    QList<Export> all = View::exports();
    all.prepend({tr("Markdown"), QStringLiteral("md"), [this] { return toMarkdown(); }});
    return all;
}

void CatalogueView::showEvent(QShowEvent *event)
{
    View::showEvent(event);
    // Every dock is shown for a moment while the window comes up; only one that stays is looked at.
    QTimer::singleShot(0, this, [this] {
        if (isVisible())
            workspace().scenarioMatrix().want();
    });
}

void CatalogueView::choose(const QModelIndex &index)
{
    if (index.isValid())
        workspace().chooseScenario(m_model->plan(index.row()).id);
}

void CatalogueView::showChosen()
{
    const int row = m_model->rowOf(workspace().setup().plan().id);
    if (row == m_cards->currentIndex().row())
        return;
    m_cards->setCurrentIndex(row < 0 ? QModelIndex() : m_model->index(row));
}

QByteArray CatalogueView::toMarkdown() const
{
    QString text;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const QStringList paragraphs = m_model->paragraphs(row);
        text += QStringLiteral("## %1\n\n%2\n\n").arg(paragraphs[0], paragraphs[1]);
        for (const QString &paragraph : paragraphs.mid(2))
            text += QStringLiteral("- %1\n").arg(paragraph);
        text += QLatin1Char('\n');
    }
    return text.toUtf8();
}

} // namespace sessionscope::ui
