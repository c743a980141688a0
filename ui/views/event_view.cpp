// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/views/event_view.h"

#include "ui/clip_export.h"
#include "ui/filter_bar.h"
#include "ui/models/event_model.h"
#include "ui/views/filtered_table.h"
#include "ui/views/list_table.h"
#include "ui/workspace.h"

#include <QAction>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>
#include <vector>

namespace sessionscope::ui {

namespace {

constexpr std::size_t kEffectsListed = 12;

/// Events that name this one as their cause. They come soon after it; the search ends where nobody would look.
std::vector<journal::Sequence> effectsOf(const journal::Journal &journal, journal::Sequence cause)
{
    constexpr std::size_t kSearched = 100'000;
    std::vector<journal::Sequence> effects;
    const auto events = journal.events();
    if (events.empty())
        return effects;
    const std::size_t first = cause.value() - events.front().sequence.value() + 1;
    for (std::size_t index = first; index < std::min(events.size(), first + kSearched); ++index) {
        if (events[index].cause == cause)
            effects.push_back(events[index].sequence);
        if (effects.size() == kEffectsListed)
            break;
    }
    return effects;
}

} // namespace

EventView::EventView(Workspace &workspace)
    : View(QStringLiteral("events"), tr("Events"), workspace)
    , m_model(new EventModel(workspace, this))
    , m_list(new FilteredTable(tr("Events"), new FilterBar(tr("events"))))
    , m_table(&m_list->table())
    , m_paused(new QPushButton)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_paused, 0, Qt::AlignHCenter);
    m_paused->setAccessibleName(tr("Follow the newest event again"));
    m_paused->hide();
    setMainControl(m_table);
    m_table->setModel(m_model);
    m_table->setWidths({12, 22, 12, 11, 80, 10});
    connect(&m_list->filter(), &FilterBar::filterChanged, this,
            [this] { m_model->setFilter(m_list->filter().filter()); });
    connect(m_table, &ListTable::rowChosen, this,
            [this](int row) { this->workspace().selection().selectEvent(m_model->eventAt(row)); });
    connect(m_table, &ListTable::rowActivated, this,
            [this](int row) { this->workspace().cursor().moveTo(m_model->eventAt(row).sequence); });
    connect(m_table, &ListTable::menuWanted, this, &EventView::openMenu);
    connect(m_table, &ListTable::endPressed, this, &EventView::follow);
    connect(m_paused, &QPushButton::clicked, this, &EventView::follow);
    connect(m_table->verticalScrollBar(), &QScrollBar::valueChanged, this, &EventView::onScrolled);
    connect(m_model, &EventModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) { onInserted(last - first + 1); });
    connect(m_model, &EventModel::modelReset, this, &EventView::follow);
    connect(m_model, &EventModel::progressed, this, &EventView::update);
    connect(&workspace.selection(), &Selection::changed, this, &EventView::showSelection);
    update();
}

QList<View::Export> EventView::exports()
{
    return tableExports(*m_table) + View::exports();
}

void EventView::onInserted(int count)
{
    if (m_isFollowing) {
        m_isGrowing = true;
        m_table->scrollToBottom();
        m_isGrowing = false;
    } else {
        m_new += count;
    }
}

void EventView::onScrolled()
{
    if (m_isGrowing)
        return;
    const QScrollBar *bar = m_table->verticalScrollBar();
    m_isFollowing = bar->value() >= bar->maximum();
    if (m_isFollowing)
        m_new = 0;
    update();
}

void EventView::update()
{
    m_list->showCount(
        m_model->rowCount(), m_model->total(),
        m_model->isFiltering() ? tr("Looking…")
            : m_model->total() > 0
            ? tr("No event matches the filter.")
            : tr("Everything that happens will stand here, event by event.\nRun the scenario to see it."));
    m_paused->setVisible(!m_isFollowing);
    m_paused->setText(tr("Paused — %1 new · End follows").arg(QLocale().toString(m_new)));
}

void EventView::follow()
{
    m_isFollowing = true;
    m_new = 0;
    m_isGrowing = true;
    m_table->scrollToBottom();
    m_isGrowing = false;
    update();
}

void EventView::showSelection()
{
    const auto &event = workspace().selection().value().event;
    m_table->showRow(event && m_model->shows(*event) ? m_model->rowOf(*event) : -1);
}

void EventView::goTo(journal::Sequence sequence)
{
    const journal::Event *event = workspace().run()->journal().find(sequence);
    if (!event)
        return;
    if (!m_model->shows(sequence))
        m_list->filter().setText({});
    workspace().selection().selectEvent(*event);
}

void EventView::openMenu(const QModelIndex &index, const QPoint &position)
{
    const journal::Journal &journal = workspace().run()->journal();
    const journal::Event &event = m_model->eventAt(index.row());
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto offer = [this, menu](const QString &field, const QString &value) {
        menu->addAction(tr("Only %1 %2").arg(field, value), this,
                        [this, field, value] { m_list->filter().addTerm(field, value, false); });
        menu->addAction(tr("Not %1 %2").arg(field, value), this,
                        [this, field, value] { m_list->filter().addTerm(field, value, true); });
    };
    offer(QStringLiteral("kind"), QLatin1String(journal::kindFields(event.kind).name));
    if (journal::isNumbered(event.actor.kind))
        offer(QLatin1String(journal::toText(event.actor.kind)), QString::number(event.actor.index));
    if (const QString term = sessionTerm(journal.text(event.session)); !term.isEmpty())
        offer(QStringLiteral("session"), term);
    menu->addSeparator();
    menu->addAction(tr("&Show this instant"), this,
                    [this, at = event.sequence] { workspace().cursor().moveTo(at); });
    QAction *cause = menu->addAction(tr("Go to &cause"), this, [this, to = event.cause] { goTo(to); });
    cause->setEnabled(event.cause.value() != 0);
    QMenu *effects = menu->addMenu(tr("Go to &effects"));
    for (const journal::Sequence effect : effectsOf(journal, event.sequence)) {
        const QString text = QStringLiteral("#%1 %2")
                                 .arg(effect.value())
                                 .arg(QLatin1String(journal::kindFields(journal.find(effect)->kind).name));
        effects->addAction(text, this, [this, effect] { goTo(effect); });
    }
    effects->setEnabled(!effects->isEmpty());
    menu->addSeparator();
    for (const char *id : {"edit.copy", "view.explain", "view.topology"}) {
        if (QAction *action = workspace().actions().find(QLatin1String(id)))
            menu->addAction(action);
    }
    menu->popup(position);
}

} // namespace sessionscope::ui
