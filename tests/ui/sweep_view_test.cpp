// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/support/window_rig.h"
#include "ui/models/sweep_model.h"
#include "ui/views/loss_gauge.h"
#include "ui/views/sweep_view.h"

#include <QAbstractItemModelTester>
#include <QDockWidget>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableView>
#include <QTest>

using namespace sessionscope;
using namespace sessionscope::ui;

namespace {

constexpr int kSlowMs = 60'000; // for a simulator under a sanitizer

struct SweepRig : WindowRig
{
    explicit SweepRig(const char *profile = "toolhive-0.17")
    {
        auto overrides = workspace.setup().overrides();
        overrides.profile = profile;
        workspace.setup().setOverrides(overrides);
        trigger("view.sweep");
    }

    void sweep(int runs)
    {
        window.findChild<QSpinBox *>(QStringLiteral("sweep.runs"))->setValue(runs);
        start->click();
        QTRY_VERIFY_WITH_TIMEOUT(!view->isRunning(), kSlowMs);
    }

    SweepView *view = window.findChild<SweepView *>();
    QPushButton *start = window.findChild<QPushButton *>(QStringLiteral("sweep.start"));
    QLabel *summary = window.findChild<QLabel *>(QStringLiteral("sweep.summary"));
    QTableView *table = window.findChild<QTableView *>(QStringLiteral("sweep.table"));
    SweepModel *model = qobject_cast<SweepModel *>(table->model());
};

} // namespace

class SweepViewTest : public QObject
{
    Q_OBJECT

private slots:
    void tellsTheLossRateBesideTheory()
    {
        SweepRig rig;
        const QAbstractItemModelTester tester(rig.model);
        rig.sweep(60);
        QCOMPARE(rig.model->rowCount(), 60);
        // As `sessionscope-cli run restart --profile toolhive-0.17 --engine sim --repeat 60` prints.
        QVERIFY2(rig.summary->text().contains(QStringLiteral(
                     "35 of 60 runs lost sessions: 58.3 % (95 %: 45.7 % to 69.9 %), theory 66.7 %; "
                     "sessions forgot their state in 0 of 60 runs: 0.0 %")),
                 qPrintable(rig.summary->text()));
    }

    void tellsAmnesiaApartFromLoss()
    {
        SweepRig rig("toolhive-0.44");
        rig.sweep(20);
        const auto forgetful = rig.model->losses().forgetful;
        QVERIFY(forgetful > 0);
        const QString text = rig.summary->text();
        QVERIFY2(text.contains(QStringLiteral("0 of 20 runs lost sessions: 0.0 %")), qPrintable(text));
        QVERIFY2(text.contains(QStringLiteral("sessions forgot their state in %1 of 20 runs").arg(forgetful)),
                 qPrintable(text));
    }

    void drawsAmnesiaBesideLoss()
    {
        const Theme theme;
        LossGauge gauge(theme);
        const auto drawn = [&gauge](const scenario::LossRate &losses) {
            gauge.show(losses, std::nullopt);
            return gauge.grab().toImage();
        };
        const QImage loss = drawn({60, 30, 0});
        QVERIFY(drawn({60, 30, 45}) != loss);
        QVERIFY(drawn({60, 30, 45}) != drawn({60, 30, 15}));
        QVERIFY(drawn({60, 30, 0}) == loss);
    }

    void saysWhereNoTheoryApplies()
    {
        SweepRig rig("toolhive-0.44");
        rig.sweep(3);
        QVERIFY2(rig.summary->text().contains(QStringLiteral("0 of 3 runs")),
                 qPrintable(rig.summary->text()));
        QVERIFY(rig.summary->text().contains(QStringLiteral("no simple theory")));
    }

    void takesASeedOverForTheNextRun()
    {
        SweepRig rig;
        rig.sweep(3);
        QCOMPARE(rig.model->seed(2), std::uint64_t(44));
        rig.table->selectRow(2);
        QTest::keyClick(rig.table, Qt::Key_Return);
        QCOMPARE(rig.workspace.setup().seed(), std::uint64_t(44));
        QVERIFY(rig.workspace.setup().isSeedLocked());
        rig.trigger("run.start");
        QTRY_VERIFY(rig.workspace.run() && rig.workspace.run()->verdict());
        QCOMPARE(rig.workspace.run()->verdict()->sessions.lost,
                 rig.model->index(2, SweepModel::Lost).data().toUInt());
    }

    void takesTheRunOfTheSeedOverWhateverWasChosenSince()
    {
        SweepRig rig;
        rig.sweep(3);
        rig.workspace.chooseScenario("store-down");
        auto overrides = rig.workspace.setup().overrides();
        overrides.profile = "pod-dns";
        rig.workspace.setup().setOverrides(overrides);
        rig.table->selectRow(2);
        QTest::keyClick(rig.table, Qt::Key_Return);
        QCOMPARE(rig.workspace.setup().plan().id, std::string("restart"));
        QCOMPARE(rig.workspace.setup().overrides().profile, std::string("toolhive-0.17"));
        QCOMPARE(rig.workspace.setup().seed(), std::uint64_t(44));
        rig.trigger("edit.undo");
        QCOMPARE(rig.workspace.setup().plan().id, std::string("store-down"));
    }

    void showsItselfWhenItIsAskedForInTheMenu()
    {
        SweepRig rig;
        rig.window.findChild<QDockWidget *>(QStringLiteral("dock.sweep"))->close();
        QVERIFY(!rig.view->isVisible());
        rig.trigger("run.sweep");
        QTRY_VERIFY(rig.view->isVisible());
        QVERIFY(rig.view->isRunning());
    }

    void growsByAllOfAFrameAtOnce()
    {
        Theme theme;
        SweepModel model(theme);
        const QAbstractItemModelTester tester(&model);
        const QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        model.append({{1, {.total = 2, .lost = 1}}, {2, {.total = 2}}});
        model.append({});
        QCOMPARE(inserted.count(), 1);
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.losses().runs, std::uint64_t(2));
    }

    void isStoppedFromTheStatusLine()
    {
        SweepRig rig;
        rig.window.findChild<QSpinBox *>(QStringLiteral("sweep.runs"))->setValue(1000);
        rig.start->click();
        QTRY_VERIFY(rig.model->rowCount() > 0);
        rig.workspace.jobs().list().first()->cancel();
        QVERIFY(!rig.view->isRunning());
        QVERIFY(rig.model->rowCount() < 1000);
        QVERIFY(rig.workspace.jobs().list().isEmpty());
    }

    void saysWhatIsWrongWithTheSetup()
    {
        SweepRig rig;
        scenario::Plan plan = rig.workspace.setup().plan();
        plan.cluster["backendReplicas"] = "many";
        rig.workspace.planEdits().change(QStringLiteral("change replicas"), plan);
        rig.start->click();
        QVERIFY(rig.summary->text().startsWith(QStringLiteral("✗")));
        QVERIFY(rig.summary->text().contains(QStringLiteral("cluster.backendReplicas")));
    }
};

QTEST_MAIN(SweepViewTest)
#include "sweep_view_test.moc"
