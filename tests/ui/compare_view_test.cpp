// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/support/window_rig.h"
#include "ui/dock_set.h"
#include "ui/models/comparison_model.h"
#include "ui/views/compare_view.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QTest>

using namespace sessionscope;
using namespace sessionscope::ui;

using Verdict = journal::ComparedStep::Verdict;

namespace {

struct CompareRig : WindowRig
{
    CompareRig()
    {
        useEmbeddedStore();
        window.docks().show(QStringLiteral("compare"));
    }

    bool demonstrate()
    {
        trigger("run.demonstrate");
        return QTest::qWaitFor(
            [this] { return workspace.demonstration().phase() == Demonstration::Phase::Done; }, 20'000);
    }

    CompareView &view = *window.findChild<CompareView *>();
    ComparisonModel &model = *view.findChild<ComparisonModel *>();
    QTableView &table = *view.findChild<QTableView *>();
    QLabel &summary = *view.findChild<QLabel *>(QStringLiteral("compareSummary"));
    QPushButton &showIt = *view.findChild<QPushButton *>(QStringLiteral("compareShowIt"));
    QCheckBox &onlyDifferences = *view.findChild<QCheckBox *>();
};

/// A run too long to be compared between two frames, with one fault at its end.
Run *longRun(const char *fault)
{
    constexpr int kEvents = 60'000;
    journal::Writer writer;
    for (int count = 0; count < kEvents; ++count) {
        journal::Event event;
        event.kind = journal::EventKind::ServicePicked;
        writer.append(event);
    }
    journal::Event event;
    event.kind = journal::EventKind::FaultRequested;
    event.text = writer.intern(fault);
    writer.append(event);
    auto *run = new Run({}, {});
    run->append(writer.take());
    run->setState(Run::State::Over);
    return run;
}

journal::ComparedStep stepOf(Verdict verdict)
{
    journal::ComparedStep::Side side;
    side.what = "POST tools/call counter";
    side.status = 200;
    side.pod = 0;
    journal::ComparedStep step;
    step.verdict = verdict;
    if (verdict != Verdict::OnlyRight)
        step.left = side;
    if (verdict == Verdict::Differs)
        side.status = 404;
    if (verdict == Verdict::RoutingDiffers)
        side.pod = 1;
    if (verdict != Verdict::OnlyLeft)
        step.right = side;
    return step;
}

} // namespace

class CompareViewTest : public QObject
{
    Q_OBJECT

private slots:
    void namesVerdictsByShapeAndWord_data()
    {
        QTest::addColumn<int>("verdict");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("left");
        QTest::addColumn<QString>("right");
        QTest::newRow("same") << int(Verdict::Same) << "= same" << "200" << "200";
        QTest::newRow("routing") << int(Verdict::RoutingDiffers) << "≈ routing differs" << "200" << "200";
        QTest::newRow("differs") << int(Verdict::Differs) << "≠ differs" << "200" << "404";
        QTest::newRow("left") << int(Verdict::OnlyLeft) << "← only left" << "200" << "";
        QTest::newRow("right") << int(Verdict::OnlyRight) << "→ only right" << "" << "200";
    }

    void namesVerdictsByShapeAndWord()
    {
        QFETCH(int, verdict);
        QFETCH(QString, text);
        QFETCH(QString, left);
        QFETCH(QString, right);
        Theme theme;
        ComparisonModel model(theme);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        journal::RunComparison comparison;
        comparison.steps = {stepOf(Verdict(verdict))};
        model.setComparison(comparison);
        const auto cell = [&model](int column) { return model.index(0, column).data().toString(); };
        QCOMPARE(cell(ComparisonModel::Verdict), text);
        QCOMPARE(cell(ComparisonModel::What), QStringLiteral("tools/call counter"));
        QCOMPARE(cell(ComparisonModel::LeftResult), left);
        QCOMPARE(cell(ComparisonModel::RightResult), right);
        model.setOnlyDifferences(true);
        QCOMPARE(model.rowCount(), Verdict(verdict) == Verdict::Same ? 0 : 1);
        QCOMPARE(model.rowOf(0), Verdict(verdict) == Verdict::Same ? -1 : 0);
    }

    void saysWhatItWillShowBeforeTwoRuns()
    {
        CompareRig rig;
        QCOMPARE(rig.model.rowCount(), 0);
        QVERIFY(!rig.showIt.isVisible() && !rig.table.isVisible());
        rig.trigger("run.start");
        QTRY_VERIFY(rig.workspace.run() && rig.workspace.run()->verdict());
        QVERIFY2(!rig.view.left() && !rig.view.right(), "one run has nothing to be compared with");
    }

    void setsTheBugBesideTheFix()
    {
        CompareRig rig;
        QVERIFY(rig.demonstrate());
        QCOMPARE(rig.view.left(), rig.workspace.demonstration().before());
        QCOMPARE(rig.view.right(), rig.workspace.demonstration().after());
        const journal::RunComparison &comparison = rig.model.comparison();
        QVERIFY(comparison.different > 0 && comparison.same > 0);
        QVERIFY(comparison.firstSeen);
        const int row = rig.model.rowOf(*comparison.firstSeen);
        QCOMPARE(rig.model.index(row, ComparisonModel::LeftResult).data().toString(), QStringLiteral("404"));
        QCOMPARE(rig.model.index(row, ComparisonModel::RightResult).data().toString(), QStringLiteral("200"));
        QVERIFY2(rig.summary.text().contains(QStringLiteral("left 404"))
                     && rig.summary.text().contains(QStringLiteral("right 200")),
                 qPrintable(rig.summary.text()));
    }

    void showsOnlyDifferencesIfAsked()
    {
        CompareRig rig;
        QVERIFY(rig.demonstrate());
        const journal::RunComparison &comparison = rig.model.comparison();
        QCOMPARE(rig.model.rowCount(), int(comparison.same + comparison.different));
        rig.onlyDifferences.click();
        QCOMPARE(rig.model.rowCount(), int(comparison.different));
        for (int row = 0; row < rig.model.rowCount(); ++row)
            QVERIFY(rig.model.step(row).verdict != Verdict::Same);
        rig.onlyDifferences.click();
        QCOMPARE(rig.model.rowCount(), int(comparison.same + comparison.different));
    }

    void goesToTheFirstDifference()
    {
        CompareRig rig;
        QVERIFY(rig.demonstrate());
        QTest::mouseClick(&rig.showIt, Qt::LeftButton);
        QCOMPARE(rig.workspace.run(), rig.workspace.demonstration().before());
        const std::size_t first = *rig.model.comparison().firstSeen;
        const journal::Sequence seen = rig.model.comparison().steps[first].left->seen;
        QVERIFY(rig.workspace.cursor().sequence() == seen);
        QVERIFY(rig.workspace.selection().value().event == seen);
        QCOMPARE(rig.table.currentIndex().row(), rig.model.rowOf(first));
        rig.onlyDifferences.click();
        QCOMPARE(rig.table.currentIndex().row(), rig.model.rowOf(first)); // it stays the current one
    }

    void keepsThePairThatSomebodyChose()
    {
        CompareRig rig;
        QVERIFY(rig.demonstrate());
        auto *right = rig.view.findChildren<QComboBox *>().at(1);
        right->setFocus();
        QTest::keyClick(right, Qt::Key_Up);
        QCOMPARE(rig.view.right(), rig.workspace.demonstration().before());
        QCOMPARE(rig.model.comparison().different, 0U);
        QVERIFY(!rig.showIt.isVisible());
        rig.onlyDifferences.click();
        QVERIFY(!rig.table.isVisible());
    }

    void comparesLongRunsBesideTheWindow()
    {
        CompareRig rig;
        RunList &runs = rig.workspace.runs();
        runs.add(longRun("restart-proxy"));
        runs.add(longRun("kill-pod"));
        QVERIFY2(rig.model.rowCount() == 0, "the window does not wait for it");
        runs.add(longRun("kill-pod")); // the first comparison is nobody's any more
        QTRY_VERIFY(!rig.view.isComparing());
        QTRY_COMPARE(rig.model.rowCount(), 1);
        QCOMPARE(rig.model.comparison().same, 1U);
        auto *left = rig.view.findChildren<QComboBox *>().at(0);
        left->setFocus();
        QTest::keyClick(left, Qt::Key_Up);
        QTRY_COMPARE(rig.model.rowCount(), 2);
        QTest::mouseClick(&rig.showIt, Qt::LeftButton);
        QCOMPARE(rig.workspace.run(), runs.runs().first());
        QVERIFY(rig.workspace.cursor().sequence() == rig.workspace.run()->journal().events().back().sequence);
    }

    void forgetsARunThatIsRemoved()
    {
        CompareRig rig;
        QVERIFY(rig.demonstrate());
        rig.workspace.runs().remove(rig.workspace.demonstration().before());
        QVERIFY(!rig.view.left() && !rig.view.right());
        QCOMPARE(rig.model.rowCount(), 0);
    }
};

QTEST_MAIN(CompareViewTest)
#include "compare_view_test.moc"
