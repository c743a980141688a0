// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/views/charts_view.h"

#include "ui/views/time_chart.h"
#include "ui/workspace.h"

#include <QGridLayout>
#include <QLabel>
#include <QStackedWidget>

#include <algorithm>

namespace sessionscope::ui {

namespace {

using journal::AnswerClass;
using journal::Metrics;
using Line = TimeChart::Line;

constexpr std::size_t kEventsOfSlice = 50'000; // some milliseconds
constexpr std::size_t kPodLinesMax = 8;        // more lines than that nobody tells apart

Line rateLine(const QString &name, Tone tone, Qt::PenStyle style, std::vector<AnswerClass> classes)
{
    return {name, tone, style, [classes = std::move(classes)](const Metrics &metrics, std::size_t bin) {
                double sum = 0.0;
                for (const AnswerClass answer : classes)
                    sum += metrics.rate(bin, answer);
                return std::optional(sum);
            }};
}

Line latencyLine(const QString &name, Tone tone, Qt::PenStyle style, double share)
{
    return {name, tone, style, [share](const Metrics &metrics, std::size_t bin) -> std::optional<double> {
                const auto latency = metrics.bins()[bin].latency.quantile(share);
                if (!latency)
                    return std::nullopt;
                return static_cast<double>(latency->inMicroseconds()) / 1e3;
            }};
}

} // namespace

ChartsView::ChartsView(Workspace &workspace)
    : View(QStringLiteral("charts"), tr("Charts"), workspace)
    , m_pages(new QStackedWidget(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_pages);
    auto *empty = new QLabel(
        tr("Answers per second, latency, sessions per pod and store round trips of a run appear here."));
    empty->setAlignment(Qt::AlignCenter);
    empty->setWordWrap(true);
    empty->setProperty("role", QStringLiteral("muted"));
    m_pages->addWidget(empty);
    addCharts();
    m_redraw.setSingleShot(true);
    m_redraw.setInterval(kRedrawMs);
    connect(&m_redraw, &QTimer::timeout, this, &ChartsView::redraw);
    connect(&workspace.runs(), &RunList::currentChanged, this, &ChartsView::followRun);
    connect(&workspace.cursor(), &TimeCursor::moved, this, &ChartsView::schedule);
}

void ChartsView::addCharts()
{
    Theme &theme = workspace().theme();
    auto *answers = new TimeChart(theme, tr("Answers"), tr("per second"));
    answers->setLines({
        rateLine(tr("● answered"), Tone::Good, Qt::SolidLine, {AnswerClass::Ok}),
        rateLine(tr("▲ forgot"), Tone::Warning, Qt::DashLine, {AnswerClass::Amnesia}),
        rateLine(tr("✗ 404"), Tone::Bad, Qt::SolidLine, {AnswerClass::NotFound}),
        rateLine(tr("■ other errors"), Tone::Fault, Qt::DotLine,
                 {AnswerClass::ClientError, AnswerClass::ServerError, AnswerClass::NoAnswer}),
    });
    auto *latency = new TimeChart(theme, tr("Latency at the proxy"), tr("ms"));
    latency->setLines({latencyLine(tr("half within (p50)"), Tone::Info, Qt::SolidLine, 0.5),
                       latencyLine(tr("99 % within (p99)"), Tone::Warning, Qt::DashLine, 0.99)});
    m_sessionsPerPod = new TimeChart(theme, tr("Sessions held by each pod"), {});
    auto *store = new TimeChart(theme, tr("Store round trips"), tr("per request"));
    store->setLines(
        {{tr("round trips"), Tone::Info, Qt::SolidLine,
          [](const Metrics &metrics, std::size_t bin) { return metrics.storeTripsPerExchange(bin); }}});
    auto *page = new QWidget(m_pages);
    auto *grid = new QGridLayout(page);
    grid->setContentsMargins(4, 4, 4, 4);
    grid->setSpacing(4);
    m_charts = {answers, latency, m_sessionsPerPod, store};
    for (int index = 0; index < m_charts.size(); ++index) {
        grid->addWidget(m_charts[index], index / 2, index % 2);
        connect(m_charts[index], &TimeChart::instantClicked, this, &ChartsView::moveCursorTo);
    }
    m_pages->addWidget(page);
}

QList<View::Export> ChartsView::exports()
{
    QList<Export> all = View::exports();
    all.prepend({tr("CSV"), QStringLiteral("csv"), [this] { return toCsv(); }});
    return all;
}

void ChartsView::showEvent(QShowEvent *event)
{
    View::showEvent(event);
    schedule();
}

void ChartsView::followRun()
{
    m_metrics = Metrics();
    m_folded = 0;
    m_podsNamed = 0;
    if (Run *run = workspace().run())
        connect(run, &Run::advanced, this, &ChartsView::schedule, Qt::UniqueConnection);
    redraw();
}

void ChartsView::schedule()
{
    if (isVisible() && !m_redraw.isActive())
        m_redraw.start();
}

void ChartsView::redraw()
{
    const Run *run = workspace().run();
    m_pages->setCurrentIndex(run ? 1 : 0);
    if (!run)
        return;
    const journal::Journal &journal = run->journal();
    const auto events = journal.events();
    const std::size_t end = std::min(events.size(), m_folded + kEventsOfSlice);
    for (; m_folded < end; ++m_folded)
        m_metrics.apply(events[m_folded], journal);
    if (m_folded < events.size()) { // the rest first: a long run is drawn once
        QTimer::singleShot(0, this, &ChartsView::redraw);
        return;
    }
    nameThePods();
    std::optional<double> cursor;
    if (const auto sequence = workspace().cursor().sequence()) {
        if (const journal::Event *event = journal.find(*sequence))
            cursor = static_cast<double>(event->time.elapsed().inMicroseconds()) / 1e6;
    }
    for (TimeChart *chart : std::as_const(m_charts))
        chart->show(m_metrics, cursor);
}

void ChartsView::nameThePods()
{
    const std::size_t pods = std::min(m_metrics.podCount(), kPodLinesMax);
    if (pods == m_podsNamed)
        return;
    m_podsNamed = pods;
    constexpr Tone kTones[] = {Tone::Info, Tone::Good, Tone::Warning, Tone::Fault};
    constexpr Qt::PenStyle kStyles[] = {Qt::SolidLine, Qt::DashLine};
    std::vector<Line> lines;
    for (std::size_t pod = 0; pod < pods; ++pod) {
        lines.push_back({tr("pod-%1").arg(pod), kTones[pod % 4], kStyles[pod / 4],
                         [pod](const Metrics &metrics, std::size_t bin) {
                             const auto &held = metrics.bins()[bin].sessionsOnPod;
                             return std::optional<double>(pod < held.size() ? held[pod] : 0);
                         }});
    }
    m_sessionsPerPod->setLines(std::move(lines));
}

void ChartsView::moveCursorTo(double seconds)
{
    const Run *run = workspace().run();
    if (!run || run->journal().events().empty())
        return;
    const auto at = Instant::sinceStart(Duration::microseconds(static_cast<std::int64_t>(seconds * 1e6)));
    const auto events = run->journal().events();
    auto it
        = std::upper_bound(events.begin(), events.end(), at,
                           [](Instant instant, const journal::Event &event) { return instant < event.time; });
    if (it != events.begin())
        --it;
    workspace().cursor().moveTo(it->sequence);
}

QByteArray ChartsView::toCsv() const
{
    QByteArray csv("seconds,ok,amnesia,not_found,client_error,server_error,no_answer,exchanges,store_trips,"
                   "p50_ms,p99_ms\n");
    const auto milliseconds = [](const std::optional<Duration> &latency) {
        return latency ? QByteArray::number(static_cast<double>(latency->inMicroseconds()) / 1e3)
                       : QByteArray();
    };
    for (std::size_t index = 0; index < m_metrics.bins().size(); ++index) {
        const journal::MetricsBin &bin = m_metrics.bins()[index];
        QByteArrayList cells{QByteArray::number(
            static_cast<double>(m_metrics.startOf(index).elapsed().inMicroseconds()) / 1e6)};
        for (const std::uint32_t count : bin.answers)
            cells.append(QByteArray::number(count));
        cells += {QByteArray::number(bin.exchanges), QByteArray::number(bin.storeTrips),
                  milliseconds(bin.latency.quantile(0.5)), milliseconds(bin.latency.quantile(0.99))};
        csv += cells.join(',') + '\n';
    }
    return csv;
}

} // namespace sessionscope::ui
