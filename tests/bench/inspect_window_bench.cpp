// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

// What a person at the window feels of many sessions: how soon the first rows stand there, and the longest time for
// which the window does not answer while they are loaded, filtered and sorted.

#include "tests/ui/support/fake_inspector.h"
#include "tests/ui/support/window_rig.h"
#include "ui/dock_set.h"
#include "ui/filter_bar.h"
#include "ui/inspect/inspect_actions.h"
#include "ui/inspect/inspected_session_model.h"
#include "ui/inspect/inspection.h"

#include <fmt/format.h>

#include <QApplication>
#include <QElapsedTimer>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

using namespace sessionscope;
using namespace sessionscope::ui;

namespace {

constexpr qint64 kFirstRowsMs = 300;
constexpr qint64 kStallMs = 50;
constexpr qint64 kPatienceMs = 300'000;
constexpr std::size_t kAtOnce = 4'096;        // as the inspector's thread reports them
constexpr std::size_t kPerSecond = 1'000'000; // about five times what a server gives

/// Turns the event loop until `isOver`, and returns the longest turn in milliseconds. What never comes ends the program.
template <class IsOver> qint64 worstTurn(IsOver isOver)
{
    qint64 worst = 0;
    QElapsedTimer all;
    all.start();
    while (!isOver()) {
        if (all.elapsed() > kPatienceMs) {
            fmt::print(stderr, "inspect_window_bench: nothing came within {} s\n", kPatienceMs / 1'000);
            std::exit(EXIT_FAILURE);
        }
        QElapsedTimer turn;
        turn.start();
        QApplication::processEvents(QEventLoop::AllEvents, 1);
        worst = std::max(worst, turn.elapsed());
    }
    return worst;
}

bool tell(const char *what, qint64 ms, qint64 bound)
{
    fmt::print("{:<28} {:>6} ms (bound {} ms){}\n", what, ms, bound, ms <= bound ? "" : "  ✗");
    return ms <= bound;
}

} // namespace

int main(int argc, char *argv[])
{
    const int count = argc > 1 ? std::atoi(argv[1]) : 1'000'000;
    QApplication application(argc, argv);
    FakeInspector fake;
    WindowRig rig(EngineKind::Sim, fake.factory());
    rig.window.inspect().openConnection(QStringLiteral("redis://127.0.0.1"));
    worstTurn([&] { return fake.last<control::OpenConnection>() != nullptr; });

    std::vector<control::InspectorReport> reports(1);
    inspect::RecordClassifier classifier;
    reports.front().observations.emplace_back(inspect::ScanStarted{});
    for (int number = 0; number < count; ++number) {
        if (reports.back().observations.size() >= kAtOnce)
            reports.emplace_back();
        const auto key = FakeInspector::key(number, fmt::format("http://10.244.1.{}:8080", number % 9 + 1),
                                            1'000 * (number % 7'200));
        std::visit([&](auto what) { reports.back().observations.emplace_back(std::move(what)); },
                   classifier.classify(key));
    }
    reports.back().observations.emplace_back(inspect::ScanFinished{true, FakeInspector::now()});
    inspect::ScanProgress progress;
    progress.complete = true;
    reports.back().notices.emplace_back(control::ScanProgressed{progress});

    auto *model = rig.window.findChild<InspectedSessionModel *>();
    auto *filter = rig.window.docks().view(QStringLiteral("inspect-sessions"))->findChild<FilterBar *>();
    Inspection &inspection = rig.workspace.inspection();
    bool good = true;
    QElapsedTimer clock;
    clock.start();
    fake.say(std::move(reports.front()));
    worstTurn([&] { return model->rowCount() > 0; });
    good &= tell("first rows", clock.elapsed(), kFirstRowsMs);
    std::size_t next = 1;
    const auto loaded = [&] {
        const auto due = static_cast<std::size_t>(clock.elapsed()) * kPerSecond / 1'000 / kAtOnce;
        while (next < std::min(due, reports.size()))
            fake.say(std::move(reports[next++]));
        return model->rowCount() == count;
    };
    good &= tell("stall while loading", worstTurn(loaded), kStallMs);
    fmt::print("{} sessions in {} ms\n", count, clock.elapsed());
    const auto judged = [&] { return inspection.judgement().summary().sessions == std::size_t(count); };
    good &= tell("stall while judging", worstTurn(judged), kStallMs);
    clock.start();
    filter->setText(QStringLiteral("text:10.244.1.7 ttl<30m"));
    good &= tell("stall while filtering", worstTurn([&] { return model->rowCount() < count / 9 + 1; }),
                 kStallMs);
    fmt::print("filtered to {} in {} ms\n", model->rowCount(), clock.elapsed());
    filter->setText({});
    worstTurn([&] { return model->rowCount() == count; });
    clock.start();
    model->sort(InspectedSessionModel::Ttl, Qt::DescendingOrder);
    const auto sorted
        = [&] { return inspection.inventory().session(model->session(0)).ttlMs == 1'000 * 7'199; };
    good &= tell("stall while sorting", worstTurn(sorted), kStallMs);
    fmt::print("sorted in {} ms\n", clock.elapsed());
    return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
