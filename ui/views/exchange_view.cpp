// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/views/exchange_view.h"

#include "core/base/mask.h"
#include "core/journal/session_outcomes.h"
#include "ui/models/exchange_model.h"
#include "ui/views/elided.h"
#include "ui/views/message_panel.h"
#include "ui/views/span_diagram.h"
#include "ui/workspace.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>
#include <QSplitter>
#include <QToolButton>
#include <QTreeView>

#include <algorithm>

namespace sessionscope::ui {

namespace {

constexpr std::size_t kEventsOfSlice = 20'000; // a few milliseconds

} // namespace

ExchangeView::ExchangeView(Workspace &workspace)
    : View(QStringLiteral("exchange"), tr("Exchange"), workspace)
    , m_title(new ElidedLabel(this))
    , m_empty(new QLabel(this))
    , m_content(new QWidget(this))
    , m_list(new QTreeView(m_content))
    , m_spans(new SpanDiagram(workspace.theme(), m_content))
    , m_messages(new MessagePanel(workspace.theme(), m_content))
    , m_replayStrip(new QWidget(this))
    , m_replayText(new QLabel(m_replayStrip))
    , m_replayProgress(new QProgressBar(m_replayStrip))
    , m_replayCancel(new QPushButton(tr("Cancel"), m_replayStrip))
    , m_model(new ExchangeModel(workspace.theme(), this))
    , m_follow([this] { follow(); }, nullptr, this) // hidden too: its actions are in the palette
{
    addActions();
    build();
    connect(&workspace.selection(), &Selection::changed, &m_follow, &Paced::run);
    connect(&workspace.state(), &RunState::reset, this, &ExchangeView::startOver);
    connect(&workspace.state(), &RunState::advanced, &m_follow, &Paced::ask);
    connect(&workspace.lab(), &Lab::changed, this, &ExchangeView::updateActions);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &ExchangeView::select);
    connect(&m_replay, &SessionReplay::changed, this, &ExchangeView::showReplay);
    connect(m_replayCancel, &QPushButton::clicked, &m_replay, &SessionReplay::cancel);
    connect(m_revealIds, &QAction::toggled, this, &ExchangeView::startOver);
    startOver();
}

void ExchangeView::build()
{
    m_title->setProperty("role", QStringLiteral("heading"));
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_empty->setText(
        tr("Run a scenario, then select a session or an event anywhere. Here stand its requests and "
           "answers as they went over the wires: heads, bodies, streamed events, and the record "
           "before and after."));
    m_list->setModel(m_model);
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAllColumnsShowFocus(true);
    m_list->setAccessibleName(tr("Exchanges of the session"));
    m_list->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_list->addActions({m_copyCurl, m_saveHar, m_startReplay});
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_list->header()->setSectionResizeMode(ExchangeModel::What, QHeaderView::Stretch);
    m_list->header()->setMinimumSectionSize(36);

    auto *menu = new QMenu(this);
    menu->addActions({m_copyCurl, m_saveHar, m_startReplay});
    menu->addSeparator();
    menu->addAction(m_revealIds);
    auto *more = new QToolButton(this);
    more->setText(tr("Actions"));
    more->setAccessibleName(tr("What to do with the session"));
    more->setPopupMode(QToolButton::InstantPopup);
    more->setMenu(menu);
    auto *top = new QHBoxLayout;
    top->addWidget(m_title, 1);
    top->addWidget(more);

    auto *details = new QWidget(m_content);
    auto *below = new QVBoxLayout(details);
    below->setContentsMargins(0, 6, 0, 0);
    below->setSpacing(8);
    below->addWidget(m_spans);
    below->addWidget(m_messages, 1);
    auto *splitter = new QSplitter(Qt::Vertical, m_content);
    splitter->addWidget(m_list);
    splitter->addWidget(details);
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 2);
    splitter->setChildrenCollapsible(false);
    auto *content = new QVBoxLayout(m_content);
    content->setContentsMargins(0, 0, 0, 0);
    content->addWidget(splitter);
    buildReplayStrip();

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 10, 12, 10);
    layout->setSpacing(8);
    layout->addLayout(top);
    layout->addWidget(m_empty, 1);
    layout->addWidget(m_content, 1);
    layout->addWidget(m_replayStrip);
}

void ExchangeView::buildReplayStrip()
{
    m_replayText->setWordWrap(true);
    m_replayText->setObjectName(QStringLiteral("exchange.replay"));
    m_replayProgress->setAccessibleName(tr("Progress of the replay"));
    m_replayProgress->setTextVisible(false);
    m_replayProgress->setMaximumHeight(10);
    auto *strip = new QGridLayout(m_replayStrip);
    strip->setContentsMargins(0, 0, 0, 0);
    strip->addWidget(m_replayText, 0, 0, 1, 2);
    strip->addWidget(m_replayProgress, 1, 0);
    strip->addWidget(m_replayCancel, 1, 1);
    m_replayStrip->hide();
}

/// Another run or another past: what was folded counts on for the same run only.
void ExchangeView::startOver()
{
    if (const Run *run = workspace().state().run(); m_run != run) {
        m_run = run;
        m_exchanges = {};
        m_folded = 0;
        m_session = {};
        m_model->clear();
    }
    m_exchange.reset(); // its messages are shown anew
    m_follow.run();
}

void ExchangeView::follow()
{
    fold(kEventsOfSlice);
    refresh();
    const Run *run = workspace().state().run();
    if (run && m_folded < run->journal().events().size())
        QMetaObject::invokeMethod(&m_follow, &Paced::ask, Qt::QueuedConnection);
}

void ExchangeView::fold(std::size_t events)
{
    const Run *run = workspace().state().run();
    if (!run)
        return;
    const auto all = run->journal().events();
    const std::size_t end = std::min(all.size(), m_folded + events);
    for (; m_folded < end; ++m_folded)
        m_exchanges.apply(all[m_folded], run->journal());
}

journal::Symbol ExchangeView::subject() const
{
    const Selection::Value &selected = workspace().selection().value();
    if (selected.session)
        return *selected.session;
    if (selected.exchange) {
        const journal::ExchangeEntry *entry = m_exchanges.find(*selected.exchange);
        return entry ? entry->session : journal::Symbol();
    }
    const journal::SessionTable &sessions = workspace().state().picture().sessions();
    if (m_session != journal::Symbol() && sessions.find(m_session))
        return m_session; // it stays, until somebody selects another
    for (std::size_t index = 0; index < sessions.size(); ++index) {
        if (sessions.row(index).fate.outcome() == journal::Outcome::Lost)
            return sessions.row(index).session;
    }
    return sessions.size() == 0 ? journal::Symbol() : sessions.row(0).session;
}

void ExchangeView::refresh()
{
    const RunState &state = workspace().state();
    const journal::Symbol session = state.run() ? subject() : journal::Symbol();
    if (session != m_session) {
        m_session = session;
        m_exchange.reset();
        m_model->clear();
    }
    if (session != journal::Symbol()) {
        const journal::Journal &journal = state.run()->journal();
        m_model->show(journal, m_exchanges, m_exchanges.ofSession(session), state.sequence());
        const std::string id(journal.text(session));
        m_title->setText(tr("%1 · exchanges: %2")
                             .arg(QString::fromStdString(showsSessionIds() ? id : maskedSessionId(id)))
                             .arg(m_model->rowCount()));
    } else {
        m_title->setText(tr("On the wire"));
    }
    const bool isEmpty = m_model->rowCount() == 0;
    m_empty->setVisible(isEmpty);
    m_content->setVisible(!isEmpty);
    if (!isEmpty)
        chooseRow();
    showExchange();
    updateActions();
}

/// The selected exchange; else the one that is shown already; else the first that failed; else the last.
void ExchangeView::chooseRow()
{
    int row = -1;
    if (const auto selected = workspace().selection().value().exchange)
        row = m_model->rowOf(*selected);
    if (row < 0 && m_exchange)
        row = m_model->rowOf(*m_exchange);
    for (int each = 0; row < 0 && each < m_model->rowCount(); ++each) {
        if (m_model->entry(each).failed)
            row = each;
    }
    if (row < 0)
        row = m_model->rowCount() - 1;
    if (m_list->currentIndex().row() == row)
        return;
    const QSignalBlocker quiet(m_list->selectionModel());
    m_list->setCurrentIndex(m_model->index(row, 0));
    m_list->viewport()->update();
}

const journal::ExchangeEntry *ExchangeView::chosen() const
{
    const int row = m_list->currentIndex().row();
    return row < 0 || row >= m_model->rowCount() ? nullptr : &m_model->entry(row);
}

void ExchangeView::showExchange()
{
    const journal::ExchangeEntry *entry = chosen();
    if (!entry) {
        m_exchange.reset();
        m_spans->clear();
        m_messages->explain({});
        return;
    }
    m_spans->show(workspace().state().run()->journal(), *entry, workspace().state().picture().now());
    showMessages(*entry);
}

void ExchangeView::showMessages(const journal::ExchangeEntry &entry)
{
    const journal::Journal &journal = workspace().state().run()->journal();
    const Instant now = workspace().state().picture().now();
    std::vector<journal::Message> messages;
    std::size_t size = 0;
    for (const journal::Message *message : journal.messages().of(entry.exchange)) {
        if (message->time > now)
            continue;
        messages.push_back(*message);
        size += 1 + message->bodySize + (message->complete ? 1 : 0) + (message->dropped ? 1 : 0);
    }
    if (m_exchange == entry.exchange && m_shownBytes == size)
        return;
    m_exchange = entry.exchange;
    m_shownBytes = size;
    if (messages.empty()) {
        m_messages->explain(
            entry.exchange == ExchangeId()
                ? tr("No proxy received this request: nothing could be captured.")
                : tr("Messages were not captured in this run. Its events still tell where the "
                     "request went, see above."));
        return;
    }
    const auto mask = showsSessionIds() ? journal::SessionIdMask() : journal::sessionIdMaskOf(journal, entry);
    m_messages->show(std::move(messages), mask, entry.begin);
}

void ExchangeView::select(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    const journal::ExchangeEntry &entry = m_model->entry(index.row());
    if (entry.exchange == ExchangeId()) {
        showExchange();
        return;
    }
    Selection::Value value = workspace().selection().value();
    value.session = m_session;
    value.exchange = entry.exchange;
    value.event.reset();
    workspace().selection().set(value);
}

} // namespace sessionscope::ui
