// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/live/engine/engine_rig.h"
#include "tests/live/inspect/inspector_rig.h"

using namespace sessionscope;
using namespace sessionscope::test;

/// The lab's own Redis, looked at like any foreign one: what is seen must be what the lab knows to be true.
class InspectorLabTest : public QObject
{
    Q_OBJECT

private slots:
    void seesWhereTheLabsSessionsAre()
    {
        live::test::EngineRig lab;
        QVERIFY(lab.open(live::test::runOf(callPlan(), "pod-ip", 3, cluster::StoreKind::Redis)));
        QVERIFY(lab.execute());
        InspectorRig rig;
        rig.open(spec(lab.ready->redisUrl), false);
        QTRY_VERIFY_WITH_TIMEOUT(rig.isDone(), 20'000);
        QVERIFY(rig.result().has_value());

        std::map<std::string, std::size_t> seen;
        rig.inventory.forEachPresent([&seen](auto, const inspect::Session &session) {
            ++seen[inspect::readPin(inspect::view(session.backendUrl)).hostName];
        });
        std::size_t all = 0;
        const auto truth = lab.status();
        for (const auto &pod : truth["pods"]) {
            const auto sessions = pod["sessions"].get<std::size_t>();
            QCOMPARE(seen[pod["ip"].get<std::string>()], sessions);
            all += sessions;
        }
        QCOMPARE(all, rig.sessions());
        QCOMPARE(all, std::size_t(12));
    }

    void findsTheLabsBug()
    {
        live::test::EngineRig lab;
        QVERIFY(lab.open(live::test::runOf(callPlan(), "toolhive-0.17", 3, cluster::StoreKind::Redis)));
        QVERIFY(lab.execute());
        InspectorRig rig;
        rig.open(spec(lab.ready->redisUrl), false);
        QTRY_VERIFY_WITH_TIMEOUT(rig.isDone(), 20'000);
        inspect::Evidence evidence;
        evidence.inventory = &rig.inventory;
        const auto findings = inspect::diagnose(evidence);
        QCOMPARE(findings.size(), std::size_t(1));
        QCOMPARE(std::string(findings[0].mode), std::string("F-01"));
        QCOMPARE(findings[0].sessions, std::size_t(12));
    }

private:
    static scenario::Plan callPlan()
    {
        scenario::Plan plan = live::test::restartPlan();
        plan.steps = {scenario::plan_step::Initialize{}, scenario::plan_step::Call{}};
        return plan;
    }
};

QTEST_GUILESS_MAIN(InspectorLabTest)
#include "inspector_lab_test.moc"
