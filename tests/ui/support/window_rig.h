// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/composition.h"
#include "ui/main_window.h"
#include "ui/workspace.h"

#include <QAction>
#include <QString>
#include <QTest>

namespace sessionscope::ui {

inline std::unique_ptr<control::EnginePort> engineOf(EngineKind kind)
{
    return app::makeEngine(kind == EngineKind::Live ? app::EngineKind::Live : app::EngineKind::Sim);
}

/// The whole window, as the program puts it together, on the simulator unless a test wants sockets.
struct WindowRig
{
    explicit WindowRig(EngineKind engine = EngineKind::Sim, InspectorFactory inspector = app::makeInspector)
        : workspace(engineOf, std::move(inspector), QStringLiteral("test"))
    {
        workspace.theme().apply();
        workspace.setup().setEngine(engine);
        window.show();
    }

    /// As a menu or a shortcut would.
    void trigger(const char *action) { workspace.actions().find(QLatin1String(action))->trigger(); }

    /// No redis-server for what does not look at it.
    void useEmbeddedStore()
    {
        auto overrides = workspace.setup().overrides();
        overrides.store = cluster::StoreKind::Embedded;
        workspace.setup().setOverrides(overrides);
    }

    /// Before and after, and a lost session chosen.
    void demonstrate()
    {
        trigger("run.demonstrate");
        QTRY_COMPARE(workspace.demonstration().phase(), Demonstration::Phase::Done);
        workspace.runs().setCurrent(workspace.demonstration().before());
        const journal::SessionTable &sessions = workspace.state().picture().sessions();
        QVERIFY(sessions.size() > 0);
        workspace.selection().selectSession(sessions.row(0).session);
    }

    Workspace workspace;
    MainWindow window{workspace};
};

} // namespace sessionscope::ui
