// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/support/window_rig.h"
#include "ui/topology.h"
#include "ui/views/topology_canvas.h"
#include "ui/views/topology_view.h"

#include <QAction>
#include <QTest>

#include <set>

using namespace sessionscope;
using namespace sessionscope::ui;
using journal::Actor;

namespace {

Topology topologyOf(WindowRig &rig)
{
    const Run *run = rig.workspace.run();
    return ui::topologyOf(rig.workspace.state().picture(), run->spec().cluster, run->journal(),
                          rig.workspace.selection().value().session);
}

int edgesOf(const Topology &topology, TopologyEdge::Kind kind, Actor::Kind to)
{
    int count = 0;
    for (const TopologyEdge &edge : topology.edges)
        count += edge.kind == kind && topology.nodes[edge.to].actor.kind == to;
    return count;
}

void runUnder(WindowRig &rig, const char *profile)
{
    auto overrides = rig.workspace.setup().overrides();
    overrides.profile = profile;
    rig.workspace.setup().setOverrides(overrides);
    rig.trigger("run.start");
    QTRY_VERIFY(rig.workspace.run() && rig.workspace.run()->verdict());
    QTRY_VERIFY(rig.workspace.lab().isUp());
}

} // namespace

class TopologyTest : public QObject
{
    Q_OBJECT

private slots:
    void saysWhereASessionIsAndWhereItsRecordLeads()
    {
        WindowRig rig;
        runUnder(rig, "toolhive-0.17");
        const auto &lost = rig.workspace.state().picture().sessions().row(0);
        QCOMPARE(lost.state(), journal::SessionState::Lost);
        rig.workspace.selection().selectSession(lost.session);
        const Topology topology = topologyOf(rig);
        QCOMPARE(edgesOf(topology, TopologyEdge::Kind::Record, Actor::Kind::Service), 1);
        QCOMPARE(edgesOf(topology, TopologyEdge::Kind::Truth, Actor::Kind::Pod), 1);
        const auto store = topology.find({Actor::Kind::Store, 0});
        QVERIFY(topology.nodes[*store].alarm.contains(QStringLiteral("at risk")));
        QVERIFY(topology.nodes.front().alarm.contains(QStringLiteral("12 lost")));
        QVERIFY(topology.nodes.front().facts.contains(QStringLiteral("12 sessions")));
        QVERIFY(topology.nodes.front().facts.contains(QStringLiteral("12 made anew")));
    }

    void findsNothingAtRiskWherePodsArePinned()
    {
        WindowRig rig;
        runUnder(rig, "pod-dns");
        const Topology topology = topologyOf(rig);
        for (const TopologyNode &node : topology.nodes) {
            if (node.actor.kind != Actor::Kind::Proxy)
                QCOMPARE(node.alarm, QString());
        }
    }

    void keepsCardsApart_data()
    {
        QTest::addColumn<int>("pods");
        QTest::newRow("one") << 1;
        QTest::newRow("three") << 3;
        QTest::newRow("seven") << 7;
        QTest::newRow("a hundred") << 100;
    }

    void keepsCardsApart()
    {
        QFETCH(int, pods);
        Topology topology;
        topology.nodes
            = {TopologyNode{{Actor::Kind::Client, 0}, {}}, TopologyNode{{Actor::Kind::Proxy, 0}, {}},
               TopologyNode{{Actor::Kind::Store, 0}, {}}, TopologyNode{{Actor::Kind::Service, 0}, {}}};
        for (int pod = 0; pod < pods; ++pod)
            topology.nodes.push_back(TopologyNode{{Actor::Kind::Pod, static_cast<std::uint32_t>(pod)}, {}});
        const QRectF room(0, 0, 640, 330);
        const auto places = layoutOf(topology, room.size());
        for (std::size_t one = 0; one < places.size(); ++one) {
            QVERIFY(places[one].width() > 15 && places[one].height() > 15);
            QVERIFY(room.contains(places[one]));
            for (std::size_t other = 0; other < one; ++other)
                QVERIFY(!places[one].intersects(places[other]));
        }
    }

    void isExportedAsATableToo()
    {
        WindowRig rig;
        runUnder(rig, "pod-dns");
        auto *view = rig.window.findChild<TopologyView *>();
        QByteArray csv;
        for (const View::Export &form : view->exports()) {
            if (form.suffix == QStringLiteral("csv"))
                csv = form.render();
        }
        QCOMPARE(csv.count("\r\n"), qsizetype(view->canvas().topology().nodes.size() + 1));
        QVERIFY2(csv.contains("myserver-2,knows "), csv.constData());
    }

    void manyPodsAreACrowd()
    {
        Topology topology;
        for (std::uint32_t pod = 0; pod < 20; ++pod)
            topology.nodes.push_back(TopologyNode{{Actor::Kind::Pod, pod}, {}});
        QVERIFY(!topology.isCrowd());
        topology.nodes.push_back(TopologyNode{{Actor::Kind::Pod, 20}, {}});
        QVERIFY(topology.isCrowd());
    }

    void aClickSelectsEverywhere()
    {
        WindowRig rig;
        runUnder(rig, "pod-dns");
        auto &canvas = rig.window.findChild<TopologyView *>()->canvas();
        const Actor pod{Actor::Kind::Pod, 1};
        const QRect card = canvas.placeOf(pod);
        QTest::mouseClick(canvas.viewport(), Qt::LeftButton, {}, card.bottomRight() - QPoint(6, 6));
        QCOMPARE(rig.workspace.selection().value().actor, std::optional(pod));
        QVERIFY(rig.workspace.actions().find(QStringLiteral("fault.kill-pod"))->isEnabled());
    }

    void theKeyboardReachesEveryCard()
    {
        WindowRig rig;
        runUnder(rig, "pod-dns");
        auto &canvas = rig.window.findChild<TopologyView *>()->canvas();
        std::set<Actor> reached;
        for (std::size_t card = 0; card < canvas.topology().nodes.size(); ++card) {
            QTest::keyClick(&canvas, Qt::Key_Right);
            QTest::keyClick(&canvas, Qt::Key_Return);
            reached.insert(*rig.workspace.selection().value().actor);
        }
        QCOMPARE(reached.size(), canvas.topology().nodes.size());
    }

    void aSessionDroppedOnAnotherPodIsPinnedThere()
    {
        WindowRig rig;
        runUnder(rig, "pod-dns");
        const journal::SessionRow before = rig.workspace.state().picture().sessions().row(0);
        const auto other = static_cast<std::uint32_t>((before.home + 1) % 3);
        auto &canvas = rig.window.findChild<TopologyView *>()->canvas();
        emit canvas.sessionDropped(before.session, other);
        QTRY_COMPARE(rig.workspace.state().picture().sessions().row(0).pin.pod, std::int64_t(other));
        const auto &faults = rig.workspace.state().picture().faults();
        QCOMPARE(rig.workspace.run()->journal().text(faults.back().askedBy), std::string_view("topology"));
        QVERIFY(rig.workspace.state().picture().sessions().row(0).mismatch());
    }

    void faultsOfACardAreJournalledWithWhoAsked()
    {
        WindowRig rig;
        runUnder(rig, "pod-dns");
        rig.workspace.selection().selectActor({Actor::Kind::Pod, 2});
        rig.trigger("fault.kill-pod");
        QTRY_COMPARE(rig.workspace.state().picture().pods()[2].incarnation, std::int64_t(2));
        const auto &fault = rig.workspace.state().picture().faults().back();
        QCOMPARE(rig.workspace.run()->journal().text(fault.fault), std::string_view("kill-pod"));
        QCOMPARE(rig.workspace.run()->journal().text(fault.askedBy), std::string_view("topology"));
    }
};

QTEST_MAIN(TopologyTest)
#include "topology_test.moc"
