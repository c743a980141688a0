// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/support/window_rig.h"
#include "ui/models/card_model.h"

#include <QAbstractItemModelTester>
#include <QListView>
#include <QRegularExpression>
#include <QTest>

using namespace sessionscope;
using namespace sessionscope::ui;

namespace {

constexpr int kSlowMs = 60'000; // for a simulator under a sanitizer

struct CardRig : WindowRig
{
    CardRig() { trigger("view.catalogue"); }

    QModelIndex card(const char *id) const { return model->index(model->rowOf(id)); }
    QString read(const char *id) const { return card(id).data(Qt::AccessibleTextRole).toString(); }

    QListView *cards = window.findChild<QListView *>(QStringLiteral("catalogue.cards"));
    CardModel *model = qobject_cast<CardModel *>(cards->model());
};

} // namespace

class CatalogueViewTest : public QObject
{
    Q_OBJECT

private slots:
    void hasACardForEveryScenario()
    {
        const CardRig rig;
        const QAbstractItemModelTester tester(rig.model);
        QCOMPARE(rig.model->rowCount(), 18);
        const QString card = rig.read("reschedule-pod");
        QVERIFY(card.contains(QStringLiteral("Fault: reschedule-pod 0")));
        QVERIFY(rig.read("starvation").contains(QStringLiteral("nothing is broken")));
        QVERIFY(rig.read("delete-session").contains(QStringLiteral("Fault: close")));
    }

    void expectsWhatTheSimulatorSays()
    {
        CardRig rig;
        QVERIFY(rig.read("restart").contains(QStringLiteral("…")));
        QVERIFY(QTest::qWaitFor([&rig] { return rig.workspace.scenarioMatrix().isComplete(); }, kSlowMs));
        const QString card = rig.read("restart");
        QVERIFY2(card.contains(QStringLiteral("✓ intact: pod-dns, pod-ip")), qPrintable(card));
        static const QRegularExpression kForgot(QStringLiteral("▲ \\d+ % forgot: toolhive-0.44"));
        QVERIFY2(card.contains(kForgot), qPrintable(card));
        const QRect room = rig.cards->visualRect(rig.card("restart"));
        QVERIFY(room.width() <= rig.cards->viewport()->width());
    }

    void asksTheSimulatorOnlyWhenSomebodyLooks()
    {
        WindowRig rig;
        rig.trigger("view.scenario");
        QCoreApplication::processEvents();
        QVERIFY(!rig.workspace.scenarioMatrix().isRunning());
        rig.trigger("view.catalogue");
        QTRY_VERIFY(rig.workspace.scenarioMatrix().isRunning());
    }

    void choosesByMouseAndByKeyboard()
    {
        CardRig rig;
        const QModelIndex card = rig.card("restart-kill");
        rig.cards->scrollTo(card);
        QTest::mouseClick(rig.cards->viewport(), Qt::LeftButton, {}, rig.cards->visualRect(card).center());
        QCOMPARE(rig.workspace.setup().plan().id, std::string("restart-kill"));
        QTest::keyClick(rig.cards, Qt::Key_Down);
        QTest::keyClick(rig.cards, Qt::Key_Return);
        QCOMPARE(rig.workspace.setup().plan().id, std::string("single-replica"));
    }

    void showsWhatWasChosenElsewhere()
    {
        CardRig rig;
        rig.workspace.chooseScenario("store-flush");
        QCOMPARE(rig.cards->currentIndex(), rig.card("store-flush"));
        scenario::Plan own = rig.workspace.setup().plan();
        own.id = "own";
        rig.workspace.choosePlan(own);
        QVERIFY(!rig.cards->currentIndex().isValid());
        rig.workspace.chooseScenario("store-flush");
        QVERIFY(rig.cards->selectionModel()->isSelected(rig.card("store-flush")));
    }
};

QTEST_MAIN(CatalogueViewTest)
#include "catalogue_view_test.moc"
