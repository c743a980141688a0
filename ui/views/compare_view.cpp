// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/views/compare_view.h"

#include "ui/clip_export.h"
#include "ui/models/comparison_model.h"
#include "ui/views/elided.h"
#include "ui/views/list_table.h"
#include "ui/workspace.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPromise>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStackedLayout>
#include <QThreadPool>
#include <QVBoxLayout>

#include <algorithm>
#include <memory>

namespace sessionscope::ui {

namespace {

constexpr std::size_t kEventsAtOnceMax = 50'000; // longer journals would cost frames; a thread compares them

/// The events of a journal and their texts, for another thread. Captured messages are left behind: nobody compares them.
journal::Batch eventsOf(const journal::Journal &journal)
{
    journal::Batch batch;
    batch.events.assign(journal.events().begin(), journal.events().end());
    journal::Symbol last{};
    for (const journal::Event &event : batch.events)
        last = std::max({last, event.session, event.text, event.detail});
    batch.texts.reserve(last.value());
    for (std::uint32_t symbol = batch.firstText; symbol <= last.value(); ++symbol)
        batch.texts.emplace_back(journal.text(journal::Symbol(symbol)));
    return batch;
}

journal::Journal journalOf(journal::Batch batch)
{
    journal::Journal journal;
    journal.append(std::move(batch));
    return journal;
}

QFuture<journal::RunComparison> compareElsewhere(const journal::Journal &left, const journal::Journal &right)
{
    struct Work
    {
        QPromise<journal::RunComparison> promise;
        journal::Batch left;
        journal::Batch right;
    };
    const auto work = std::make_shared<Work>();
    work->left = eventsOf(left);
    work->right = eventsOf(right);
    work->promise.start();
    QFuture<journal::RunComparison> future = work->promise.future();
    QThreadPool::globalInstance()->start([work] {
        if (!work->promise.isCanceled()) {
            const journal::Journal lefts = journalOf(std::move(work->left));
            const journal::Journal rights = journalOf(std::move(work->right));
            work->promise.addResult(journal::compareRuns(lefts, rights));
        }
        work->promise.finish();
    });
    return future;
}

std::size_t eventCount(const Run &run)
{
    return run.journal().events().size();
}

QComboBox *makeBox(const QString &name)
{
    auto *box = new ElidedComboBox(8);
    box->setAccessibleName(name);
    box->setToolTip(name);
    return box;
}

} // namespace

CompareView::CompareView(Workspace &workspace)
    : View(QStringLiteral("compare"), tr("Compare runs"), workspace)
    , m_model(new ComparisonModel(workspace.theme(), this))
    , m_leftBox(makeBox(tr("Left run")))
    , m_rightBox(makeBox(tr("Right run")))
    , m_onlyDifferences(new QCheckBox(tr("Only &differences")))
    , m_summary(new QLabel)
    , m_showIt(new QPushButton(tr("S&how it")))
    , m_table(new ListTable(tr("Compared steps")))
    , m_empty(new QLabel)
    , m_pages(new QStackedLayout)
{
    layOut();
    connect(m_leftBox, &QComboBox::activated, this, &CompareView::onChosen);
    connect(m_rightBox, &QComboBox::activated, this, &CompareView::onChosen);
    connect(m_onlyDifferences, &QCheckBox::toggled, this, [this](bool only) {
        const QModelIndex current = m_table->currentIndex();
        const auto step = current.isValid() ? std::optional(m_model->stepIndex(current.row())) : std::nullopt;
        m_model->setOnlyDifferences(only);
        update();
        m_table->showRow(step ? m_model->rowOf(*step) : -1);
    });
    connect(m_showIt, &QPushButton::clicked, this, &CompareView::showFirstDifference);
    connect(m_table, &ListTable::rowChosen, this, &CompareView::selectRow);
    connect(m_table, &ListTable::rowActivated, this, [this](int row) {
        moveTo(m_model->step(row), ComparisonModel::isRight(m_table->currentIndex().column()));
    });
    connect(m_table, &ListTable::endPressed, this, [this] { m_table->selectRow(m_model->rowCount() - 1); });
    connect(m_table, &ListTable::menuWanted, this, &CompareView::openMenu);
    connect(&m_watcher, &QFutureWatcherBase::finished, this, [this] {
        if (!m_watcher.isCanceled())
            setComparison(m_watcher.future().takeResult());
    });
    connect(&workspace.runs(), &RunList::listChanged, this, &CompareView::followRuns);
    connect(&workspace.runs(), &RunList::removing, this, [this](Run *run) {
        if (run == m_left || run == m_right)
            m_compared.reset(); // a run to come may stand at the same address
    });
    connect(&workspace.demonstration(), &Demonstration::changed, this, &CompareView::followRuns);
    followRuns();
}

QList<View::Export> CompareView::exports()
{
    return tableExports(*m_table) + View::exports();
}

void CompareView::showEvent(QShowEvent *event)
{
    View::showEvent(event);
    compare();
}

void CompareView::layOut()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *runs = new QHBoxLayout;
    runs->setSpacing(8);
    runs->setContentsMargins(8, 6, 8, 2);
    runs->addWidget(m_leftBox, 1);
    runs->addWidget(new QLabel(QStringLiteral("⇄")));
    runs->addWidget(m_rightBox, 1);
    runs->addWidget(m_onlyDifferences);
    layout->addLayout(runs);
    auto *summary = new QHBoxLayout;
    summary->setSpacing(8);
    summary->setContentsMargins(8, 2, 8, 6);
    summary->addWidget(m_summary, 1);
    summary->addWidget(m_showIt);
    layout->addLayout(summary);
    layout->addLayout(m_pages, 1);
    m_summary->setObjectName(QStringLiteral("compareSummary"));
    m_summary->setWordWrap(true);
    m_summary->setProperty("role", QStringLiteral("heading"));
    m_summary->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_showIt->setObjectName(QStringLiteral("compareShowIt"));
    m_showIt->setToolTip(tr("Go to the first difference: its run, its event"));
    m_showIt->setAccessibleName(tr("Show the first difference"));
    m_onlyDifferences->setAccessibleName(tr("Only differences"));
    m_pages->addWidget(m_table);
    m_pages->addWidget(m_empty);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setProperty("role", QStringLiteral("muted"));
    m_table->setModel(m_model);
    m_table->setWidths({17, 23, 9, 12, 12, 10, 11, 26, 26});
    setMainControl(m_table);
}

void CompareView::followRuns()
{
    for (Run *run : workspace().runs().runs())
        connect(run, &Run::stateChanged, this, &CompareView::compare, Qt::UniqueConnection);
    choosePair();
    fillBoxes();
    compare();
}

void CompareView::choosePair()
{
    const QList<Run *> &runs = workspace().runs().runs();
    if (m_isChosen && runs.contains(m_left) && runs.contains(m_right))
        return;
    m_isChosen = false;
    const Demonstration &demonstration = workspace().demonstration();
    const bool demonstrated = runs.contains(demonstration.before()) && runs.contains(demonstration.after());
    const bool two = runs.size() >= 2;
    m_left = demonstrated ? demonstration.before() : two ? runs[runs.size() - 2] : nullptr;
    m_right = demonstrated ? demonstration.after() : two ? runs.last() : nullptr;
}

void CompareView::fillBoxes()
{
    const QList<Run *> &runs = workspace().runs().runs();
    const std::pair<QComboBox *, const Run *> sides[] = {{m_leftBox, m_left}, {m_rightBox, m_right}};
    for (const auto &[box, chosen] : sides) {
        const QSignalBlocker blocker(box);
        box->clear();
        for (qsizetype index = 0; index < runs.size(); ++index)
            box->addItem(QStringLiteral("%1  %2").arg(index + 1).arg(runs[index]->title()));
        box->setCurrentIndex(static_cast<int>(runs.indexOf(chosen)));
        box->setEnabled(runs.size() >= 2);
    }
}

void CompareView::onChosen()
{
    const QList<Run *> &runs = workspace().runs().runs();
    m_left = runs.value(m_leftBox->currentIndex());
    m_right = runs.value(m_rightBox->currentIndex());
    m_isChosen = true;
    compare();
}

/// Not while nobody looks; showEvent() makes up for it.
void CompareView::compare()
{
    if (!isVisible())
        return;
    Compared wanted;
    if (m_left && m_right)
        wanted = {m_left, m_right, eventCount(*m_left), eventCount(*m_right)};
    if (wanted == m_compared) {
        update();
        return;
    }
    m_compared = wanted;
    m_watcher.cancel();
    m_watcher.setFuture({}); // an older comparison that still comes is nobody's
    if (!wanted.left) {
        setComparison({});
    } else if (std::max(wanted.leftEvents, wanted.rightEvents) <= kEventsAtOnceMax) {
        setComparison(journal::compareRuns(m_left->journal(), m_right->journal()));
    } else {
        m_watcher.setFuture(compareElsewhere(m_left->journal(), m_right->journal()));
        setComparison({});
    }
}

void CompareView::setComparison(journal::RunComparison comparison)
{
    m_model->setComparison(std::move(comparison));
    update();
}

void CompareView::update()
{
    const journal::RunComparison &comparison = m_model->comparison();
    const bool paired = m_left && m_right;
    const bool differs = comparison.firstDifference.has_value();
    if (!paired)
        m_empty->setText(
            tr("Two runs of one plan will stand here side by side, with the first thing that "
               "differs.\nShow bug and fix, or run the scenario twice under different profiles."));
    else if (isComparing())
        m_empty->setText(tr("Comparing…"));
    else if (comparison.steps.empty())
        m_empty->setText(tr("Neither run has done anything yet."));
    else
        m_empty->setText(tr("Nothing differs. Untick “Only differences” to see every step."));
    if (differs)
        m_summary->setText(tr("First difference: %1").arg(QString::fromStdString(comparison.summary())));
    else
        m_summary->setText(tr("The runs took the same course."));
    m_summary->setVisible(!comparison.steps.empty());
    m_showIt->setVisible(differs);
    m_onlyDifferences->setText(comparison.steps.empty()
                                   ? tr("Only &differences")
                                   : tr("Only &differences (%1)").arg(comparison.different));
    m_onlyDifferences->setEnabled(!comparison.steps.empty());
    m_pages->setCurrentIndex(m_model->rowCount() > 0 ? 0 : 1);
}

void CompareView::showFirstDifference()
{
    const journal::RunComparison &comparison = m_model->comparison();
    const std::optional<std::size_t> first
        = comparison.firstSeen ? comparison.firstSeen : comparison.firstDifference;
    if (!first)
        return;
    m_table->showRow(m_model->rowOf(*first));
    moveTo(comparison.steps[*first], false);
}

/// A click selects everywhere, as far as the run that is shown goes.
void CompareView::selectRow(int row)
{
    const journal::ComparedStep &step = m_model->step(row);
    const Run *run = workspace().run();
    const auto &side = run == m_left ? step.left : step.right;
    if (!run || (run != m_left && run != m_right) || !side)
        return;
    if (const journal::Event *event = run->journal().find(side->event))
        workspace().selection().selectEvent(*event);
}

void CompareView::openMenu(const QModelIndex &index, const QPoint &position)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const journal::ComparedStep step = m_model->step(index.row());
    menu->addAction(tr("Show in &left run"), this, [this, step] { moveTo(step, false); })
        ->setEnabled(step.left.has_value());
    menu->addAction(tr("Show in &right run"), this, [this, step] { moveTo(step, true); })
        ->setEnabled(step.right.has_value());
    menu->addSeparator();
    for (const char *id : {"edit.copy", "view.explain", "view.topology"}) {
        if (QAction *action = workspace().actions().find(QLatin1String(id)))
            menu->addAction(action);
    }
    menu->popup(position);
}

/// To the moment when the client saw the outcome; to the other run if the step is in that one only.
void CompareView::moveTo(const journal::ComparedStep &step, bool toRight)
{
    const bool isRight = toRight ? step.right.has_value() : !step.left.has_value();
    Run *run = isRight ? m_right : m_left;
    const journal::ComparedStep::Side &side = isRight ? *step.right : *step.left;
    if (!run)
        return;
    const journal::Event *event
        = run->journal().find(side.seen != journal::Sequence() ? side.seen : side.event);
    if (!event)
        return;
    workspace().runs().setCurrent(run);
    workspace().cursor().moveTo(event->sequence);
    workspace().selection().selectEvent(*event);
}

} // namespace sessionscope::ui
