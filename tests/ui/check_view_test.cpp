// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/support/window_rig.h"
#include "ui/models/check_model.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QTableView>
#include <QTest>

using namespace sessionscope;
using namespace sessionscope::ui;

namespace {

struct CheckRig : WindowRig
{
    void runUnder(const char *profile)
    {
        auto overrides = workspace.setup().overrides();
        overrides.profile = profile;
        workspace.setup().setOverrides(overrides);
        const Run *before = workspace.run();
        trigger("run.start");
        QTRY_VERIFY(workspace.run() != before && workspace.run()->verdict());
    }

    int rowOf(const QString &id) const
    {
        for (int row = 0; row < model->rowCount(); ++row) {
            if (model->index(row, CheckModel::Check).data() == id)
                return row;
        }
        return -1;
    }

    QString text(const QString &id, int column) const
    {
        return model->index(rowOf(id), column).data().toString();
    }

    QTableView *table = window.findChild<QTableView *>(QStringLiteral("checks.table"));
    CheckModel *model = qobject_cast<CheckModel *>(table->model());
    QLabel *summary = window.findChild<QLabel *>(QStringLiteral("checks.summary"));
};

const QString kLost = QStringLiteral("no-session-lost");

} // namespace

class CheckViewTest : public QObject
{
    Q_OBJECT

private slots:
    void listsWhatWillBeJudged()
    {
        CheckRig rig;
        const QAbstractItemModelTester tester(rig.model);
        QCOMPARE(rig.model->rowCount(), 6);
        QCOMPARE(rig.text(kLost, CheckModel::Status), QStringLiteral("○ not judged yet"));
        rig.workspace.chooseScenario("starvation");
        QVERIFY(rig.rowOf(QStringLiteral("load-spread")) >= 0);
    }

    void saysWhoBrokeWhichRuleAndWhy()
    {
        CheckRig rig;
        rig.runUnder("toolhive-0.17");
        QCOMPARE(rig.text(kLost, CheckModel::Status), QStringLiteral("✗ failed"));
        QCOMPARE(rig.text(kLost, CheckModel::Culprit), QStringLiteral("proxy"));
        QVERIFY(rig.text(kLost, CheckModel::Evidence).contains(QStringLiteral("12")));
        QCOMPARE(rig.text(QStringLiteral("every-client-got-a-session"), CheckModel::Status),
                 QStringLiteral("✓ passed"));
        QVERIFY(rig.summary->text().startsWith(QStringLiteral("✗ 2 of 6")));
        rig.runUnder("pod-dns");
        QVERIFY(rig.summary->text().startsWith(QStringLiteral("✓")));
    }

    void selectsWhatAFailedCheckBlames()
    {
        CheckRig rig;
        rig.runUnder("toolhive-0.17");
        rig.trigger("view.checks");
        const int row = rig.rowOf(kLost);
        QTest::mouseClick(rig.table->viewport(), Qt::LeftButton, {},
                          rig.table->visualRect(rig.model->index(row, 0)).center());
        const journal::Sequence blamed = rig.model->result(row).events.front();
        QCOMPARE(rig.workspace.selection().value().event, std::optional(blamed));
        QVERIFY(rig.workspace.selection().value().actor.has_value());
        QVERIFY(rig.workspace.cursor().isLive());
        QTest::keyClick(rig.table, Qt::Key_Return);
        QVERIFY(!rig.workspace.cursor().isLive());
    }
};

QTEST_MAIN(CheckViewTest)
#include "check_view_test.moc"
