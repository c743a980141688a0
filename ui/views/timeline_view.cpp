// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/views/timeline_view.h"

#include "core/base/csv.h"
#include "core/base/mask.h"
#include "ui/workspace.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>

#include <algorithm>

namespace sessionscope::ui {

namespace {

constexpr std::size_t kEventsOfSlice = 20'000; // some milliseconds

} // namespace

TimelineView::TimelineView(Workspace &workspace)
    : View(QStringLiteral("timeline"), tr("Timeline"), workspace)
    , m_grow([this] { grow(); }, this, this)
    , m_pages(new QStackedWidget(this))
    , m_lanes(new TimelineLanes(workspace, m_data))
    , m_live(new QPushButton(tr("● LIVE")))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_pages);
    auto *empty = new QLabel(tr("The requests of a run appear here in time, a lane per session or pod. "
                                "Start a run or open a journal."));
    empty->setAlignment(Qt::AlignCenter);
    empty->setWordWrap(true);
    empty->setProperty("role", QStringLiteral("muted"));
    m_pages->addWidget(empty);
    m_pages->addWidget(makePage());
    connect(&workspace.runs(), &RunList::currentChanged, this, &TimelineView::followRun);
    connect(&workspace.cursor(), &TimeCursor::moved, this, &TimelineView::showCursor);
    showCursor();
}

QWidget *TimelineView::makePage()
{
    auto *page = new QWidget(m_pages);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(4, 4, 4, 4);
    layout->setSpacing(4);
    auto *bar = new QHBoxLayout;
    auto *lanes = new QComboBox(page);
    lanes->setObjectName(QStringLiteral("timeline.lanes"));
    lanes->setAccessibleName(tr("Lanes of the timeline"));
    lanes->addItem(tr("A lane per session"));
    lanes->addItem(tr("A lane per pod"));
    connect(lanes, &QComboBox::currentIndexChanged, this, [this](int index) {
        m_lanes->setLanes(index == 1 ? TimelineLanes::Lanes::Pods : TimelineLanes::Lanes::Sessions);
    });
    bar->addWidget(lanes);
    auto *whole = new QPushButton(tr("Whole run"), page);
    whole->setAccessibleName(tr("Show the whole run"));
    connect(whole, &QPushButton::clicked, m_lanes, &TimelineLanes::showWholeRun);
    bar->addWidget(whole);
    bar->addStretch();
    m_live->setObjectName(QStringLiteral("timeline.live"));
    m_live->setAccessibleName(tr("Return to the latest event"));
    connect(m_live, &QPushButton::clicked, this, [this] { workspace().cursor().goLive(); });
    bar->addWidget(m_live);
    layout->addLayout(bar);
    layout->addWidget(m_lanes);
    return page;
}

QList<View::Export> TimelineView::exports()
{
    QList<Export> all = View::exports();
    all.prepend({tr("CSV"), QStringLiteral("csv"), [this] { return toCsv(); }});
    return all;
}

void TimelineView::followRun()
{
    m_data = {};
    // The run tells of its growth in the past too, when the state at the cursor stands still.
    if (const Run *run = workspace().run())
        connect(run, &Run::advanced, &m_grow, &Paced::ask, Qt::UniqueConnection);
    m_pages->setCurrentIndex(workspace().run() ? 1 : 0);
    m_lanes->showWholeRun();
    m_grow.ask();
}

void TimelineView::grow()
{
    const Run *run = workspace().run();
    if (!run)
        return;
    const std::size_t events = run->journal().events().size();
    fold(run->journal(), std::min(events, m_data.folded + kEventsOfSlice));
    m_lanes->refresh();
    if (m_data.folded < events)
        QMetaObject::invokeMethod(&m_grow, &Paced::ask, Qt::QueuedConnection);
}

void TimelineView::fold(const journal::Journal &journal, std::size_t end)
{
    const auto events = journal.events();
    for (; m_data.folded < end; ++m_data.folded)
        m_data.apply(events[m_data.folded], journal);
}

void TimelineView::showCursor()
{
    const bool isLive = workspace().cursor().isLive();
    m_live->setEnabled(!isLive);
    m_live->setText(isLive ? tr("● LIVE") : tr("▶ Back to LIVE"));
}

QByteArray TimelineView::toCsv()
{
    QByteArray csv("begin_seconds,end_seconds,session,pod,request,status,finished,failed\n");
    const Run *run = workspace().run();
    if (!run)
        return csv;
    const journal::Journal &journal = run->journal();
    fold(journal, journal.events().size()); // a hidden timeline has not followed
    const auto seconds = [](Instant time) {
        return QByteArray::number(static_cast<double>(time.elapsed().inMicroseconds()) / 1e6, 'f', 6);
    };
    for (std::size_t index = 0; index < m_data.exchanges.size(); ++index) {
        const journal::ExchangeEntry &entry = m_data.exchanges.entry(index);
        const std::string_view what = journal.text(entry.what);
        const QByteArrayList cells{
            seconds(entry.begin),
            seconds(entry.end),
            entry.session == journal::Symbol()
                ? QByteArray()
                : QByteArray::fromStdString(maskedSessionId(journal.text(entry.session))),
            entry.pod < 0 ? QByteArray() : QByteArray::number(static_cast<qint64>(entry.pod)),
            QByteArray::fromStdString(csvField(what)),
            entry.status == 0 ? QByteArray() : QByteArray::number(static_cast<qint64>(entry.status)),
            QByteArray(entry.finished ? "yes" : "no"),
            QByteArray(entry.failed ? "yes" : "no")};
        csv += cells.join(',') + '\n';
    }
    return csv;
}

} // namespace sessionscope::ui
