// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/sessionscope/program.h"

#include "app/cli/exit_code.h"
#include "app/cli/interruption.h"
#include "app/cli/run_setup.h"
#include "app/composition.h"
#include "app/sessionscope/single_instance.h"
#include "app/sessionscope/timings.h"
#include "ui/dock_set.h"
#include "ui/file_actions.h"
#include "ui/inspect/connection_book.h"
#include "ui/inspect/inspect_actions.h"
#include "ui/language.h"
#include "ui/main_window.h"
#include "ui/screenshot_tour.h"
#include "ui/settings.h"
#include "ui/window_memory.h"
#include "ui/workspace.h"

#include <QApplication>
#include <QSocketNotifier>

#include <cstdio>

namespace sessionscope::window {

namespace {

constexpr int kExitBySignal = 128; // as shells count

std::unique_ptr<control::EnginePort> makeEngine(ui::EngineKind kind)
{
    return app::makeEngine(kind == ui::EngineKind::Live ? app::EngineKind::Live : app::EngineKind::Sim);
}

/// The setup as the request wants it. What is not said stays as it is.
Result<void> setUp(const Request &request, ui::Workspace &workspace)
{
    ui::RunSetup &setup = workspace.setup();
    const std::string &name = request.run.empty() ? request.scenario : request.run;
    if (!name.empty()) {
        auto plan = cli::loadPlan(name);
        if (!plan)
            return fail(plan.error());
        const bool isFile = name.find('/') != std::string::npos;
        workspace.choosePlan(std::move(*plan), isFile ? QString::fromStdString(name) : QString());
    }
    scenario::Overrides overrides = setup.overrides();
    const std::string profile = request.profile.empty() ? overrides.profile : request.profile;
    const auto asked = cli::readOverrides(profile, "--profile", request.changes);
    if (!asked)
        return fail(asked.error());
    overrides.profile = asked->profile;
    if (asked->store) {
        overrides.store = asked->store;
        overrides.storeUrl = asked->storeUrl;
    }
    if (asked->seed)
        overrides.seed = asked->seed;
    setup.setOverrides(overrides);
    if (!request.engine.empty())
        setup.setEngine(request.engine == "sim" ? ui::EngineKind::Sim : ui::EngineKind::Live);
    return {};
}

void carryOut(const Request &request, ui::Workspace &workspace, ui::MainWindow &window)
{
    if (const auto done = setUp(request, workspace); !done) {
        emit workspace.problem(done.error());
        return;
    }
    for (const std::string &file : request.files)
        window.files().open(QString::fromStdString(file));
    if (!request.connect.empty())
        window.inspect().openConnection(QString::fromStdString(request.connect));
    if (request.run.empty() || !request.tourFolder.empty())
        return;
    if (request.profile.empty())
        workspace.demonstration().start();
    else
        workspace.startRun();
}

void bringToFront(QWidget &window)
{
    window.setWindowState(window.windowState() & ~Qt::WindowMinimized);
    window.raise();
    window.activateWindow();
}

void printProblem(const Error &error)
{
    std::fprintf(stderr, "sessionscope: %s\n", error.text().c_str());
}

/// What was asked for, else what a person chose; pictures are in English unless asked for.
QString languageOf(const Request &request)
{
    if (!request.language.empty())
        return QString::fromStdString(request.language);
    if (!request.tourFolder.empty())
        return QStringLiteral("en");
    return ui::SettingsFile(ui::SettingsFile::defaultName()).load().settings.language;
}

/// Takes the pictures and ends the program, which then has this exit code.
void startTour(const Request &request, ui::Workspace &workspace, ui::MainWindow &window, int &exitCode)
{
    auto *tour = new ui::ScreenshotTour(window, workspace, QString::fromStdString(request.tourFolder));
    QObject::connect(tour, &ui::ScreenshotTour::finished, &window,
                     [&window, &exitCode](const std::optional<Error> &error) {
                         if (error) {
                             printProblem(*error);
                             exitCode = static_cast<int>(cli::ExitCode::Environment);
                         }
                         window.close();
                     });
    QMetaObject::invokeMethod(tour, &ui::ScreenshotTour::start, Qt::QueuedConnection);
}

bool hasScreen()
{
    return qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY")
        || qEnvironmentVariableIsSet("QT_QPA_PLATFORM");
}

} // namespace

int runProgram(int &argc, char **argv, const Request &request)
{
    if (!hasScreen()) { // Qt would abort
        printProblem({ErrorCode::Io, "there is no screen (DISPLAY and WAYLAND_DISPLAY are not set)", "",
                      "use sessionscope-cli, or set QT_QPA_PLATFORM=offscreen for pictures"});
        return static_cast<int>(cli::ExitCode::Environment);
    }
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("Sessionscope"));
    QApplication::setApplicationVersion(QStringLiteral(SESSIONSCOPE_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("sessionscope"));
    const bool alone = request.newWindow || request.timings || !request.tourFolder.empty();
    SingleInstance instance(SingleInstance::defaultName());
    if (!alone && instance.handOver(request))
        return 0;

    ui::speak(languageOf(request));
    const cli::Interruption interruption;
    ui::Workspace workspace(makeEngine, app::makeInspector, QStringLiteral(SESSIONSCOPE_VERSION));
    ui::MainWindow window(workspace);
    window.connections().setVault(ui::systemVault());
    // Pictures look the same on every machine: the tour neither reads nor writes what a person chose.
    std::optional<ui::WindowMemory> memory;
    if (request.tourFolder.empty())
        memory.emplace(workspace, window);
    if (memory && request.scenario.empty() && request.run.empty())
        memory->bringBackPlan();
    workspace.theme().apply();
    QSocketNotifier signalled(interruption.descriptor(), QSocketNotifier::Read);
    QObject::connect(&signalled, &QSocketNotifier::activated, &window, [&] {
        signalled.setEnabled(false);
        window.close();
    });
    if (!alone) {
        instance.listen();
        QObject::connect(&window, &ui::MainWindow::leaving, &instance, &SingleInstance::leave);
        QObject::connect(&instance, &SingleInstance::requested, &window, [&](const Request &asked) {
            bringToFront(window);
            carryOut(asked, workspace, window);
        });
    }
    if (request.timings)
        new Timings(workspace, window);
    if (memory)
        memory->fillSmallScreen();
    window.show();
    carryOut(request, workspace, window);
    int exitCode = 0;
    if (!request.tourFolder.empty())
        startTour(request, workspace, window, exitCode);
    QApplication::exec();
    return interruption ? kExitBySignal + interruption.signal() : exitCode;
}

} // namespace sessionscope::window
