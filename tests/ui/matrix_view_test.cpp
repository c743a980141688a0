// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/scenario/catalogue.h"
#include "tests/ui/support/window_rig.h"
#include "ui/models/matrix_model.h"
#include "ui/view.h"
#include "ui/views/matrix_view.h"

#include <QAbstractItemModelTester>
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

/// The view in a window, with everything tried once.
struct MatrixRig : WindowRig
{
    MatrixRig()
    {
        workspace.scenarioMatrix().start(1);
        trigger("view.matrix");
    }

    ScenarioMatrix &matrix() { return workspace.scenarioMatrix(); }
    bool complete()
    {
        return QTest::qWaitFor([this] { return matrix().isComplete(); }, kSlowMs);
    }

    QModelIndex cell(const QString &scenario, const QString &profile) const
    {
        const QAbstractItemModel *model = table->model();
        for (int row = 0; row < model->rowCount(); ++row) {
            for (int column = 1; column < model->columnCount(); ++column) {
                if (model->index(row, 0).data() == scenario
                    && model->headerData(column, Qt::Horizontal).toString() == profile)
                    return model->index(row, column);
            }
        }
        return {};
    }

    QTableView *table = window.findChild<QTableView *>(QStringLiteral("matrix.table"));
    QPushButton *start = window.findChild<QPushButton *>(QStringLiteral("matrix.start"));
};

} // namespace

class MatrixViewTest : public QObject
{
    Q_OBJECT

private slots:
    void triesEveryScenarioUnderEveryProfile()
    {
        MatrixRig rig;
        const QAbstractItemModelTester tester(rig.table->model());
        QCOMPARE(rig.cell(QStringLiteral("starvation"), QStringLiteral("memory")).data().toString(),
                 QStringLiteral("…"));
        QVERIFY(rig.complete());
        QCOMPARE(rig.cell(QStringLiteral("restart"), QStringLiteral("toolhive-0.17")).data().toString(),
                 QStringLiteral("✗ 100 % lost"));
        QCOMPARE(rig.cell(QStringLiteral("restart"), QStringLiteral("pod-dns")).data().toString(),
                 QStringLiteral("✓ intact"));
        QCOMPARE(rig.cell(QStringLiteral("restart"), QStringLiteral("toolhive-0.44")).data().toString(),
                 QStringLiteral("▲ 100 % forgot"));
        QCOMPARE(rig.cell(QStringLiteral("dns-missing"), QStringLiteral("pod-dns")).data().toString(),
                 QStringLiteral("✗ no session"));
    }

    void agreesWithARunInTheWindow()
    {
        MatrixRig rig;
        QVERIFY(rig.complete());
        const QModelIndex cell = rig.cell(QStringLiteral("restart-pod"), QStringLiteral("pod-dns"));
        rig.table->scrollTo(cell);
        QTest::mouseClick(rig.table->viewport(), Qt::LeftButton, {}, rig.table->visualRect(cell).center());
        QCOMPARE(rig.workspace.setup().plan().id, std::string("restart-pod"));
        QCOMPARE(rig.workspace.setup().overrides().profile, std::string("pod-dns"));
        rig.trigger("run.start");
        QTRY_VERIFY(rig.workspace.run() && rig.workspace.run()->verdict());
        QCOMPARE(rig.workspace.run()->verdict()->sessions,
                 rig.matrix().cell(cell.row(), cell.column() - 1).sum);
    }

    void setsUpTheRunOfTheCellAndNoOther()
    {
        MatrixRig rig;
        scenario::Overrides overrides;
        overrides.store = cluster::StoreKind::Local;
        overrides.pinning = routing::Pinning::PodIp;
        overrides.sets = {{"cluster.backendReplicas", "7"}};
        overrides.seed = 99;
        rig.workspace.setup().setOverrides(overrides);
        rig.table->setCurrentIndex(rig.cell(QStringLiteral("restart"), QStringLiteral("pod-dns")));
        QTest::keyClick(rig.table, Qt::Key_Return);
        const auto run = rig.workspace.setup().resolved();
        QVERIFY(run);
        QCOMPARE(run->seed, std::uint64_t(99)); // it is locked
        scenario::Overrides plain;
        plain.profile = "pod-dns";
        const auto cell = scenario::resolve(scenario::findPlan("restart").value(), plain);
        QCOMPARE(run->cluster.store, cell->cluster.store);
        QCOMPARE(run->cluster.backendReplicas, cell->cluster.backendReplicas);
        QCOMPARE(run->profile.policy.pinning, cell->profile.policy.pinning);
    }

    void setsUpACellByTheKeyboard()
    {
        MatrixRig rig;
        rig.table->setCurrentIndex(rig.cell(QStringLiteral("store-down"), QStringLiteral("memory")));
        QCOMPARE(rig.workspace.setup().plan().id, std::string("restart"));
        QTest::keyClick(rig.table, Qt::Key_Return);
        QCOMPARE(rig.workspace.setup().plan().id, std::string("store-down"));
        QCOMPARE(rig.workspace.setup().overrides().profile, std::string("memory"));
        rig.trigger("edit.undo");
        QCOMPARE(rig.workspace.setup().plan().id, std::string("restart"));
    }

    void countsAsManySeedsAsAskedFor()
    {
        MatrixRig rig;
        QVERIFY(rig.complete());
        const int one = static_cast<int>(rig.matrix().cell(0, 0).sum.total);
        rig.window.findChild<QSpinBox *>(QStringLiteral("matrix.seeds"))->setValue(2);
        rig.start->click();
        QVERIFY(!rig.matrix().isComplete());
        QVERIFY(rig.complete());
        QCOMPARE(static_cast<int>(rig.matrix().cell(0, 0).sum.total), 2 * one);
    }

    void keepsWhatWasTriedWhenItIsStopped()
    {
        MatrixRig rig;
        QVERIFY(QTest::qWaitFor([&rig] { return rig.matrix().isKnown(0, 0); }, kSlowMs));
        QVERIFY(!rig.workspace.jobs().list().isEmpty());
        rig.workspace.jobs().list().first()->cancel();
        QVERIFY(!rig.matrix().isRunning());
        QVERIFY(rig.workspace.jobs().list().isEmpty());
        QVERIFY(rig.matrix().isKnown(0, 0));
        QVERIFY(!rig.matrix().isComplete());
        const auto *summary = rig.window.findChild<QLabel *>(QStringLiteral("matrix.summary"));
        QVERIFY(summary->text().startsWith(QStringLiteral("Stopped")));
        rig.start->click();
        QVERIFY(rig.complete());
    }

    void writesATable()
    {
        MatrixRig rig;
        QVERIFY(rig.complete());
        for (const View::Export &form : rig.window.findChild<MatrixView *>()->exports()) {
            if (form.suffix != QLatin1String("md"))
                continue;
            const QList<QByteArray> lines = form.render().split('\n');
            QVERIFY(lines.first().startsWith("| Scenario | memory | toolhive-0.17 |"));
            QVERIFY(lines[2].startsWith("| restart | "));
            return;
        }
        QFAIL("no Markdown");
    }
};

QTEST_MAIN(MatrixViewTest)
#include "matrix_view_test.moc"
