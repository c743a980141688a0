// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/support/window_rig.h"

#include <QTest>

using namespace sessionscope;
using namespace sessionscope::ui;

/// Faults of the menus.
class FaultActionsTest : public QObject
{
    Q_OBJECT

private slots:
    void restartsEveryProxyThatThereIs_data()
    {
        QTest::addColumn<QByteArray>("scaling");
        QTest::addColumn<int>("restarts");
        QTest::newRow("as planned") << QByteArray() << 1;
        QTest::newRow("one more") << QByteArray("fault.more-proxies") << 2;
    }

    void restartsEveryProxyThatThereIs()
    {
        QFETCH(QByteArray, scaling);
        QFETCH(int, restarts);
        WindowRig rig;
        rig.trigger("run.cluster");
        QTRY_VERIFY(rig.workspace.lab().isUp());
        if (!scaling.isEmpty()) {
            rig.trigger(scaling.constData());
            QTRY_COMPARE(settled(rig, "scale-proxy"), 1);
        }
        rig.trigger("fault.restart-all-proxies");
        QTRY_COMPARE(settled(rig, "restart-proxy"), restarts);
        QCOMPARE(requested(rig, "restart-proxy"), restarts);
    }

    void offersToStartTheStoreOnlyWhereItIsDown()
    {
        WindowRig rig;
        const QAction *stop = rig.workspace.actions().find(QStringLiteral("fault.stop-store"));
        const QAction *start = rig.workspace.actions().find(QStringLiteral("fault.start-store"));
        QVERIFY(!stop->isEnabled() && !start->isEnabled());
        rig.trigger("run.cluster");
        QTRY_VERIFY(stop->isEnabled() && !start->isEnabled());
        rig.trigger("fault.stop-store");
        QTRY_VERIFY(!stop->isEnabled() && start->isEnabled());
        rig.trigger("fault.start-store");
        QTRY_VERIFY(stop->isEnabled() && !start->isEnabled());
    }

private:
    static int settled(const WindowRig &rig, std::string_view fault)
    {
        return count(rig, journal::EventKind::FaultSettled, fault);
    }
    static int requested(const WindowRig &rig, std::string_view fault)
    {
        return count(rig, journal::EventKind::FaultRequested, fault);
    }
    static int count(const WindowRig &rig, journal::EventKind kind, std::string_view fault)
    {
        const journal::Journal &journal = rig.workspace.run()->journal();
        int found = 0;
        for (const journal::Event &event : journal.events())
            found += event.kind == kind && journal.text(event.text) == fault;
        return found;
    }
};

QTEST_MAIN(FaultActionsTest)
#include "fault_actions_test.moc"
