// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

// Does at random whatever can be done with the window, and finds out whether it stands it. What is done depends on the
// seed alone; a crash, a failed assertion, a sanitizer's report or a step that does not end are the failures.
//
//   monkey [--seed N] [--steps N | --seconds N] [--verbose]

#include "app/composition.h"
#include "core/base/rng.h"
#include "tests/ui/support/monkey_deeds.h"
#include "ui/main_window.h"
#include "ui/window_memory.h"
#include "ui/workspace.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDialog>
#include <QDir>
#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTimer>

#include <cstdio>
#include <unistd.h>

using namespace sessionscope;
using namespace sessionscope::ui;

namespace {

constexpr unsigned kStepSecondsMax = 120; // under sanitizers, on a busy machine

std::unique_ptr<control::EnginePort> makeEngine(EngineKind kind)
{
    return app::makeEngine(kind == EngineKind::Live ? app::EngineKind::Live : app::EngineKind::Sim);
}

/// Whoever would wait for a person's answer is answered at once: no.
class Naysayer : public QObject
{
public:
    using QObject::QObject;

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        auto *dialog = qobject_cast<QDialog *>(watched);
        if (event->type() == QEvent::Show && dialog && dialog->isModal())
            QMetaObject::invokeMethod(dialog, &QDialog::reject, Qt::QueuedConnection);
        return QObject::eventFilter(watched, event);
    }
};

struct Course
{
    Rng rng;
    long steps = 0; ///< 0: until `seconds` are over
    long seconds = 0;
    bool verbose = false;
    long done = 0;
    QElapsedTimer clock{};

    bool isOver() const { return steps > 0 ? done >= steps : clock.elapsed() >= seconds * 1'000; }
};

/// One window from its start to its end, however that comes.
void live(Course &course, const QString &settings)
{
    Workspace workspace(makeEngine, app::makeInspector, QStringLiteral("monkey"));
    MainWindow window(workspace);
    WindowMemory memory(workspace, window, settings);
    workspace.theme().apply();
    window.show();
    MonkeyDeeds deeds(workspace, window, QFileInfo(settings).absolutePath());
    QTimer steps;
    QObject::connect(&steps, &QTimer::timeout, &window, [&] {
        if (course.isOver()) {
            QCoreApplication::quit();
            return;
        }
        alarm(kStepSecondsMax); // ends the program, with a core, if nothing goes on
        // Nobody can do anything with a closed window: it has to end by itself.
        if (window.isHidden()) {
            steps.stop();
            return;
        }
        ++course.done;
        // First, as a deed may open a menu, which has an event loop of its own and ends with a later deed.
        steps.start(static_cast<int>(course.rng.below(12)));
        const QString deed = deeds.doOne(course.rng);
        if (course.verbose) {
            std::printf("%ld %s\n", course.done, qPrintable(deed));
            std::fflush(stdout);
        }
    });
    steps.start(0);
    QApplication::exec();
}

} // namespace

int main(int argc, char **argv)
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOptions(
        {{QStringLiteral("seed"), QStringLiteral("what decides everything"), QStringLiteral("n")},
         {QStringLiteral("steps"), QStringLiteral("deeds in all"), QStringLiteral("n")},
         {QStringLiteral("seconds"), QStringLiteral("instead of steps"), QStringLiteral("n")},
         {QStringLiteral("verbose"), QStringLiteral("print each deed before it is done")}});
    parser.process(application);
    const std::uint64_t seed = parser.isSet(QStringLiteral("seed"))
        ? parser.value(QStringLiteral("seed")).toULongLong()
        : QRandomGenerator::securelySeeded().generate64() % 1'000'000;
    Course course{Rng(seed)};
    course.seconds = parser.value(QStringLiteral("seconds")).toLong();
    course.steps = parser.value(QStringLiteral("steps")).toLong();
    course.verbose = parser.isSet(QStringLiteral("verbose"));
    if (course.steps == 0 && course.seconds == 0)
        course.steps = 300;
    std::printf("seed %llu\n", static_cast<unsigned long long>(seed));
    std::fflush(stdout);
    QTemporaryDir folder;
    QDir::setCurrent(folder.path());
    Naysayer naysayer;
    application.installEventFilter(&naysayer);
    course.clock.start();
    int windows = 0;
    for (; !course.isOver(); ++windows)
        live(course, folder.filePath(QStringLiteral("settings.json")));
    std::printf("%ld deeds in %d windows\n", course.done, windows);
    return 0;
}
