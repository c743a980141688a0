// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

// How smooth the window stays. Exits with 1 where a bound is not met.

#include "app/composition.h"
#include "core/journal/journal_file.h"
#include "tests/bench/feed_engine.h"
#include "tests/bench/frame_meter.h"
#include "ui/dock_set.h"
#include "ui/file_actions.h"
#include "ui/main_window.h"
#include "ui/workspace.h"

#include <fmt/format.h>

#include <QAbstractItemView>
#include <QCommandLineParser>
#include <QDockWidget>
#include <QElapsedTimer>
#include <QFile>
#include <QLineEdit>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <malloc.h>

using namespace sessionscope;
using namespace sessionscope::bench;

namespace {

constexpr double kFrameMedianMs = 16;
constexpr double kFirstRowsMs = 1'000;
constexpr double kWallGapMs = 1'000; // other programs of the machine count here
constexpr double kShareMin = 0.95;   // of the fed events
constexpr std::size_t kRate = 5'000; // events per second

bool g_isWithinBounds = true;

void say(const char *what, double value, const char *unit, double bound = 0)
{
    const bool broken = bound > 0 && value > bound;
    g_isWithinBounds = g_isWithinBounds && !broken;
    fmt::print("  {:<44} {:10.1f} {}{}\n", what, value, unit,
               bound > 0 ? fmt::format("  (at most {:.0f}){}", bound, broken ? "  BROKEN" : "") : "");
    std::fflush(stdout);
}

void sayAtLeast(const char *what, double value, double bound)
{
    const bool broken = value < bound;
    g_isWithinBounds = g_isWithinBounds && !broken;
    fmt::print("  {:<44} {:10.1f}   (at least {:.0f}){}\n", what, value, bound, broken ? "  BROKEN" : "");
    std::fflush(stdout);
}

void sayGap(const FrameMeter::Figures &figures)
{
    say("longest gap of the event loop", figures.gapMax, "ms", FrameMeter::kStallMs);
    fmt::print("    longest event: {} for {:.1f} ms\n", figures.longest.constData(), figures.eventMax);
}

void sayFigures(const FrameMeter::Figures &figures)
{
    sayGap(figures);
    say("the same by the wall", figures.gapMaxByTheWall, "ms", kWallGapMs);
    say("gaps above 50 ms", figures.stalls, "");
    say("median frame", figures.frame(0.5), "ms", kFrameMedianMs);
    say("p99 frame", figures.frame(0.99), "ms");
    say("frames", static_cast<double>(figures.frames.size()), "");
}

FrameMeter &meter()
{
    return *static_cast<FrameMeter *>(qApp);
}

struct Rig
{
    Rig()
    {
        workspace.theme().apply();
        workspace.setup().setEngine(ui::EngineKind::Live);
        window.resize(1920, 1080);
        window.show();
    }

    /// No view behind another's tab.
    void openAll()
    {
        const auto docks = window.findChildren<QDockWidget *>();
        for (QDockWidget *dock : docks)
            window.removeDockWidget(dock);
        for (qsizetype index = 0; index < docks.size(); ++index) {
            const Qt::DockWidgetArea area = index < 2 ? Qt::LeftDockWidgetArea
                : index < 4                           ? Qt::RightDockWidgetArea
                                                      : Qt::BottomDockWidgetArea;
            window.addDockWidget(area, docks[index], index < 4 ? Qt::Vertical : Qt::Horizontal);
            docks[index]->show();
        }
    }

    QAbstractItemView *tableOf(const char *view) const
    {
        return window.docks().view(QLatin1String(view))->findChild<QAbstractItemView *>();
    }

    /// The feed in place of a cluster; what the matrix and the catalogue try goes to the real simulator.
    static std::unique_ptr<control::EnginePort> engineOf(ui::EngineKind kind)
    {
        if (kind == ui::EngineKind::Sim)
            return app::makeEngine(app::EngineKind::Sim);
        return std::make_unique<FeedEngine>(kRate);
    }

    ui::Workspace workspace{engineOf, app::makeInspector, QStringLiteral("bench")};
    ui::MainWindow window{workspace};
};

void runFor(int milliseconds)
{
    QEventLoop loop;
    QTimer::singleShot(milliseconds, &loop, &QEventLoop::quit);
    loop.exec();
}

template <class Condition> double millisecondsUntil(Condition condition)
{
    QElapsedTimer clock;
    clock.start();
    while (!condition())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    return static_cast<double>(clock.nsecsElapsed()) / 1e6;
}

std::size_t heapBytes()
{
    const struct mallinfo2 info = mallinfo2();
    return info.uordblks + info.hblkhd;
}

void stop(Rig &rig)
{
    rig.workspace.lab().stop();
    millisecondsUntil([&] { return !rig.workspace.lab().isBusy(); });
}

void benchFeed(int seconds, const char *filter, int sortColumn)
{
    fmt::print("{} events/s for {} s, all views open{}{}\n", kRate, seconds,
               *filter ? ", sessions filtered by " : "", filter);
    Rig rig;
    rig.openAll();
    runFor(500);
    if (*filter)
        rig.window.docks()
            .view(QStringLiteral("sessions"))
            ->findChild<QLineEdit *>()
            ->setText(QLatin1String(filter));
    if (sortColumn >= 0)
        rig.tableOf("sessions")->model()->sort(sortColumn, Qt::DescendingOrder);
    rig.workspace.startRun();
    runFor(200);
    meter().reset();
    runFor(seconds * 1'000);
    const FrameMeter::Figures figures = meter().figures();
    const std::size_t events = rig.workspace.run()->journal().events().size();
    sayAtLeast("events", static_cast<double>(events), kShareMin * static_cast<double>(kRate) * seconds);
    sayFigures(figures);
    stop(rig);
}

void writeJournal(const QString &name, std::size_t events)
{
    Traffic traffic(10'000, 100);
    while (traffic.builder().writer().pending() < events)
        traffic.call();
    const std::string text = journal::encodeJournal({}, traffic.builder().journal());
    QFile file(name);
    if (!file.open(QIODevice::WriteOnly)
        || file.write(text.data(), static_cast<qint64>(text.size())) != static_cast<qint64>(text.size()))
        qFatal("no place for the journal");
}

void type(Rig &rig, const char *view, const char *filter)
{
    auto *field = rig.window.docks().view(QLatin1String(view))->findChild<QLineEdit *>();
    meter().reset();
    for (const char *letter = filter; *letter; ++letter) {
        QCoreApplication::postEvent(
            field, new QKeyEvent(QEvent::KeyPress, 0, Qt::NoModifier, QString(QLatin1Char(*letter))));
        runFor(40);
    }
    runFor(1'500); // the filter goes through the journal meanwhile
    fmt::print("typing {} into {}\n", filter, view);
    sayGap(meter().figures());
    say("rows", rig.tableOf(view)->model()->rowCount(), "");
}

void benchFile(const QString &name, std::size_t events)
{
    Rig rig;
    rig.openAll();
    runFor(500);
    const std::size_t before = heapBytes();
    fmt::print("opening a journal of {} events, 100 pods, 10000 sessions, all views open\n", events);
    meter().reset();
    rig.window.files().open(name);
    say("first rows", millisecondsUntil([&] { return rig.tableOf("events")->model()->rowCount() > 0; }), "ms",
        kFirstRowsMs);
    say("all rows", millisecondsUntil([&] { return rig.workspace.run()->state() == ui::Run::State::Over; }),
        "ms");
    runFor(1'000);
    sayFigures(meter().figures());
    const auto count = static_cast<double>(rig.workspace.run()->journal().events().size());
    say("heap per event", static_cast<double>(heapBytes() - before) / count, "bytes");
    type(rig, "events", "status>=400");
    type(rig, "events", "");
    type(rig, "sessions", "state:lost");
    fmt::print("scrubbing\n");
    meter().reset();
    for (int step = 1; step < 40; ++step) {
        QTimer::singleShot(0, &rig.window, [&] {
            rig.workspace.cursor().moveTo(journal::Sequence(static_cast<std::uint64_t>(count / 40 * step)));
        });
        runFor(30);
    }
    sayFigures(meter().figures());
}

/// As most people have it: what is behind a tab has nothing folded until it is looked at.
void benchTabs(const QString &name)
{
    fmt::print("opening the same behind tabs, then showing every view\n");
    Rig rig;
    runFor(500);
    meter().reset();
    rig.window.files().open(name);
    millisecondsUntil(
        [&] { return rig.workspace.run() && rig.workspace.run()->state() == ui::Run::State::Over; });
    sayFigures(meter().figures());
    meter().reset();
    for (ui::View *view : rig.window.docks().views()) {
        fmt::print("  {} …", view->id().toStdString());
        QTimer::singleShot(0, &rig.window, [&] { rig.window.docks().show(view->id()); });
        runFor(600);
        fmt::print(" {:.1f} ms\n", meter().figures().gapMax);
    }
    sayFigures(meter().figures());
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    FrameMeter application(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    const QCommandLineOption seconds(QStringLiteral("seconds"), QStringLiteral("of the feed"),
                                     QStringLiteral("n"), QStringLiteral("60"));
    const QCommandLineOption events(QStringLiteral("events"), QStringLiteral("in the opened file; 0: none"),
                                    QStringLiteral("n"), QStringLiteral("1000000"));
    parser.addOptions({seconds, events});
    parser.process(application);
    if (const int duration = parser.value(seconds).toInt(); duration > 0) {
        benchFeed(duration, "", -1);
        benchFeed(duration / 4, "requests>0", 8);
    }
    if (const auto size = parser.value(events).toULongLong(); size > 0) {
        QTemporaryDir folder;
        const QString name = folder.filePath(QStringLiteral("large.journal"));
        writeJournal(name, size);
        malloc_trim(0);
        benchFile(name, size);
        benchTabs(name);
    }
    fmt::print("{}\n", g_isWithinBounds ? "within the bounds" : "a bound is broken");
    return g_isWithinBounds ? 0 : 1;
}
