// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/ui/support/fake_inspector.h"
#include "tests/ui/support/window_rig.h"
#include "ui/dock_set.h"
#include "ui/filter_bar.h"
#include "ui/inspect/inspect_actions.h"
#include "ui/inspect/inspected_session_model.h"
#include "ui/inspect/inspection.h"

#include <QTest>

namespace sessionscope::ui {

/// The window in the inspect mode, against an inspector that says what a test wants.
struct InspectRig
{
    FakeInspector fake; ///< declared first, so that it outlives the window
    WindowRig window{EngineKind::Sim, fake.factory()};

    Inspection &inspection() { return window.workspace.inspection(); }
    InspectedSessionModel &model() { return *window.window.findChild<InspectedSessionModel *>(); }
    View *view(const char *id) { return window.window.docks().view(QLatin1String(id)); }
    FilterBar &filter() { return *view("inspect-sessions")->findChild<FilterBar *>(); }
    QString cell(int row, InspectedSessionModel::Column column)
    {
        return model().index(row, column).data().toString();
    }

    void open(const char *uri = "redis://127.0.0.1:6379")
    {
        const std::size_t before = fake.posted().size();
        window.window.inspect().openConnection(QLatin1String(uri));
        QTRY_VERIFY(fake.posted().size() >= before + 2);
        QVERIFY(fake.last<control::OpenConnection>());
        fake.say(inspect::LinkState::Live);
    }

    /// Everything that the inspector said before was taken.
    void settle()
    {
        fake.say(control::CommandsSent{{{"settled", ++m_settled}}});
        QTRY_VERIFY(inspection().commandsSent().contains("settled"));
        QTRY_COMPARE(inspection().commandsSent().at("settled"), m_settled);
    }

    void openWith(const std::vector<inspect::RawKey> &keys)
    {
        open();
        fake.scan(keys);
        QTRY_COMPARE(model().rowCount(), static_cast<int>(keys.size()));
        QTRY_COMPARE(inspection().judgement().summary().sessions, keys.size());
    }

private:
    std::uint64_t m_settled = 0;
};

} // namespace sessionscope::ui
