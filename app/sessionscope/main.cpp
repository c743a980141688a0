// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/composition.h"
#include "ui/main_window.h"
#include "ui/workspace.h"

#include <QApplication>

using namespace sessionscope;

namespace {

std::unique_ptr<control::EnginePort> makeEngine(ui::EngineKind kind)
{
    return app::makeEngine(kind == ui::EngineKind::Live ? app::EngineKind::Live : app::EngineKind::Sim);
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("Sessionscope"));
    QApplication::setApplicationVersion(QStringLiteral(SESSIONSCOPE_VERSION));
    ui::Workspace workspace(makeEngine, QStringLiteral(SESSIONSCOPE_VERSION));
    workspace.theme().apply();
    ui::MainWindow window(workspace);
    window.show();
    return QApplication::exec();
}
