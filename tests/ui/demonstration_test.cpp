// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/support/window_rig.h"
#include "ui/verdict_banner.h"

#include <QAbstractButton>
#include <QTest>

using namespace sessionscope;
using namespace sessionscope::ui;

class DemonstrationTest : public QObject
{
    Q_OBJECT

private slots:
    void showsTheBugAndTheFix_data()
    {
        QTest::addColumn<EngineKind>("engine");
        QTest::newRow("simulated") << EngineKind::Sim;
        QTest::newRow("on sockets") << EngineKind::Live;
    }

    void showsTheBugAndTheFix()
    {
        QFETCH(EngineKind, engine);
        WindowRig rig(engine);
        rig.useEmbeddedStore();
        rig.trigger("run.demonstrate");
        const Demonstration &demonstration = rig.workspace.demonstration();
        QTRY_COMPARE_WITH_TIMEOUT(demonstration.phase(), Demonstration::Phase::Done, 20'000);
        const auto comparison = demonstration.comparison();
        QVERIFY(comparison && comparison->reproduced() && comparison->fixed());
        QCOMPARE(comparison->before.profile, std::string("toolhive-0.17"));
        QCOMPARE(comparison->after.profile, std::string("pod-dns"));
        QCOMPARE(rig.window.findChild<VerdictBanner *>()->headline(),
                 QStringLiteral("Reproduced — 12 of 12 sessions lost; fixed — none of 12 sessions lost."));
        QCOMPARE(rig.workspace.run(), demonstration.after());
        QVERIFY2(rig.workspace.lab().isUp(), "the fixed cluster stays up to be played with");
        auto *other = rig.window.findChild<QAbstractButton *>(QStringLiteral("verdict.other"));
        other->click();
        QCOMPARE(rig.workspace.run(), demonstration.before());
        other->click();
        QCOMPARE(rig.workspace.run(), demonstration.after());
    }

    void endsWhenItsRunIsStopped()
    {
        WindowRig rig(EngineKind::Live);
        rig.useEmbeddedStore();
        rig.trigger("run.demonstrate");
        rig.workspace.lab().stop();
        QTRY_VERIFY(!rig.workspace.lab().isBusy());
        QCOMPARE(rig.workspace.demonstration().phase(), Demonstration::Phase::Idle);
        QCOMPARE(rig.workspace.runs().runs().size(), 1);
    }

    void leavesARunAloneThatWasAskedForInItsPlace()
    {
        WindowRig rig(EngineKind::Live);
        rig.useEmbeddedStore();
        rig.trigger("run.start");
        QTRY_VERIFY(rig.workspace.lab().isUp());
        rig.trigger("run.demonstrate"); // waits for what stands to end
        rig.workspace.startRun();       // as another start of the program asks this window
        QCOMPARE(rig.workspace.demonstration().phase(), Demonstration::Phase::Idle);
        QTRY_COMPARE(rig.workspace.runs().runs().size(), 2);
        QCOMPARE(rig.workspace.demonstration().before(), nullptr);
    }

    void tellsWhatIsWrongWithTheSetup()
    {
        WindowRig rig;
        QStringList problems;
        QObject::connect(&rig.workspace, &Workspace::problem,
                         [&](const Error &error) { problems.append(QString::fromStdString(error.where)); });
        auto overrides = rig.workspace.setup().overrides();
        overrides.sets = {{"cluster.backendReplicas", "many"}};
        rig.workspace.setup().setOverrides(overrides);
        rig.trigger("run.demonstrate");
        QCOMPARE(problems, QStringList{QStringLiteral("cluster.backendReplicas")});
        QCOMPARE(rig.workspace.demonstration().phase(), Demonstration::Phase::Idle);
    }
};

QTEST_MAIN(DemonstrationTest)
#include "demonstration_test.moc"
