// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/support/window_rig.h"
#include "ui/clip_export.h"
#include "ui/dock_set.h"
#include "ui/filter_bar.h"
#include "ui/models/event_model.h"
#include "ui/models/session_model.h"
#include "ui/views/event_view.h"
#include "ui/views/list_table.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QScrollBar>
#include <QStandardItemModel>
#include <QTest>

using namespace sessionscope;
using namespace sessionscope::ui;

class ListsTest : public QObject
{
    Q_OBJECT

    static void run(WindowRig &rig)
    {
        rig.trigger("run.start");
        QTRY_VERIFY_WITH_TIMEOUT(rig.workspace.run() && rig.workspace.run()->verdict(), 20'000);
    }

    template <class Model> static Model *modelOf(WindowRig &rig) { return rig.window.findChild<Model *>(); }
    static FilterBar *filterOf(WindowRig &rig, const char *view)
    {
        return rig.window.docks().view(QLatin1String(view))->findChild<FilterBar *>();
    }
    static ListTable *tableOf(WindowRig &rig, const char *view)
    {
        return rig.window.docks().view(QLatin1String(view))->findChild<ListTable *>();
    }

private slots:
    void writesTablesSoThatOtherProgramsReadThem_data()
    {
        QTest::addColumn<TableFormat>("format");
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("tabs") << TableFormat::Tsv << QByteArray("A\tB\nx y\tsay \"hi\", a|b\n");
        QTest::newRow("csv") << TableFormat::Csv << QByteArray("A,B\r\n\"x\ny\",\"say \"\"hi\"\", a|b\"\r\n");
        QTest::newRow("markdown") << TableFormat::Markdown
                                  << QByteArray("| A | B |\n| --- | --- |\n| x y | say \"hi\", a\\|b |\n");
        QTest::newRow("json")
            << TableFormat::Json
            << QByteArray("[\n  {\n    \"A\": \"x\\ny\",\n    \"B\": \"say \\\"hi\\\", a|b\"\n  }\n]\n");
    }

    void writesTablesSoThatOtherProgramsReadThem()
    {
        QFETCH(TableFormat, format);
        QStandardItemModel model(1, 2);
        model.setHorizontalHeaderLabels({QStringLiteral("A"), QStringLiteral("B")});
        model.setItem(0, 0, new QStandardItem(QStringLiteral("x\ny")));
        model.setItem(0, 1, new QStandardItem(QStringLiteral("say \"hi\", a|b")));
        QTEST(renderTable(model, {0}, {0, 1}, format), "text");
    }

    void keepsTheLastGoodFilterAndTellsWhatIsWrong()
    {
        FilterBar bar(QStringLiteral("things"));
        bar.show();
        auto *edit = bar.findChild<QLineEdit *>();
        int changes = 0;
        connect(&bar, &FilterBar::filterChanged, &bar, [&changes] { ++changes; });
        QTest::keyClicks(edit, QStringLiteral("state:lost"));
        QTRY_COMPARE(edit->property("validity").toString(), QStringLiteral("good"));
        QCOMPARE(changes, 1);
        bar.setText(QStringLiteral("status>=many"));
        QCOMPARE(edit->property("validity").toString(), QStringLiteral("bad"));
        QCOMPARE(changes, 1);
        QVERIFY(!bar.filter().matchesAll());
        QTest::keyClick(edit, Qt::Key_Escape);
        QVERIFY(bar.filter().matchesAll());
        bar.addTerm(QStringLiteral("client"), QStringLiteral("claude code"), true);
        QCOMPARE(bar.text(), QStringLiteral("-client:\"claude code\""));
        QCOMPARE(bar.history(), QStringList{bar.text()});
    }

    void showsEverySessionOfARunAndFiltersThem()
    {
        WindowRig rig;
        auto *model = modelOf<SessionModel>(rig);
        const QAbstractItemModelTester tester(model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        run(rig);
        const auto &sessions = rig.workspace.state().picture().sessions();
        QVERIFY(sessions.size() > 0);
        QCOMPARE(model->rowCount(), static_cast<int>(sessions.size()));
        FilterBar *filter = filterOf(rig, "sessions");
        filter->setText(QStringLiteral("state:lost"));
        QCOMPARE(model->rowCount(), static_cast<int>(sessions.inState(journal::SessionState::Lost)));
        filter->setText(QStringLiteral("-state:lost"));
        QCOMPARE(model->rowCount(),
                 static_cast<int>(sessions.size() - sessions.inState(journal::SessionState::Lost)));
    }

    void tellsEveryListOfSessionsWhatChanged()
    {
        WindowRig rig;
        SessionModel second(rig.workspace);
        run(rig);
        QVERIFY(second.rowCount() > 0);
        QCOMPARE(second.rowCount(), modelOf<SessionModel>(rig)->rowCount());
    }

    void masksSessionIdsUntilTheyAreRevealed()
    {
        WindowRig rig;
        run(rig);
        const auto *model = modelOf<SessionModel>(rig);
        const QString whole = QString::fromStdString(
            std::string(rig.workspace.run()->journal().text(model->session(0).session)));
        rig.window.docks().show(QStringLiteral("sessions"));
        tableOf(rig, "sessions")->selectRow(0);
        rig.workspace.selection().selectSession(model->session(0).session);
        const QString masked = model->index(0, SessionModel::Session).data().toString();
        QVERIFY(masked.contains(u'…') && !whole.contains(masked));
        QVERIFY(!rig.window.docks()
                     .view(QStringLiteral("sessions"))
                     ->exports()
                     .front()
                     .render()
                     .contains(whole.toUtf8()));
        rig.trigger("edit.reveal-ids");
        QCOMPARE(model->index(0, SessionModel::Session).data().toString(), whole);
    }

    void selectsTheSameSessionEverywhere()
    {
        WindowRig rig;
        run(rig);
        const auto *model = modelOf<SessionModel>(rig);
        ListTable *table = tableOf(rig, "sessions");
        rig.workspace.selection().selectSession(model->session(2).session);
        QCOMPARE(table->currentIndex().row(), 2);
        QTest::keyClick(table, Qt::Key_Up);
        QVERIFY(rig.workspace.selection().value().session == model->session(1).session);
        filterOf(rig, "sessions")->setText(QStringLiteral("text:nowhere-at-all"));
        QVERIFY(!table->currentIndex().isValid());
        QVERIFY2(rig.workspace.selection().value().session, "a filter does not take the selection away");
    }

    void findsTheSameEventsAsTheFilterDoes()
    {
        WindowRig rig;
        auto *model = modelOf<EventModel>(rig);
        const QAbstractItemModelTester tester(model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        filterOf(rig, "events")->setText(QStringLiteral("kind:AnswerReceived"));
        run(rig);
        QTRY_VERIFY(!model->isFiltering());
        int expected = 0;
        for (const journal::Event &event : rig.workspace.run()->journal().events())
            expected += event.kind == journal::EventKind::AnswerReceived ? 1 : 0;
        QVERIFY(expected > 0);
        QCOMPARE(model->rowCount(), expected);
        filterOf(rig, "events")->setText({});
        QCOMPARE(model->rowCount(), static_cast<int>(model->total()));
    }

    void pausesAtTheEndWhenScrolledAndFollowsAgain()
    {
        WindowRig rig;
        run(rig);
        rig.window.docks().show(QStringLiteral("events"));
        auto *view = static_cast<EventView *>(rig.window.docks().view(QStringLiteral("events")));
        ListTable *table = tableOf(rig, "events");
        QTRY_VERIFY(table->verticalScrollBar()->maximum() > 0);
        QTest::keyClick(table, Qt::Key_End);
        QVERIFY(view->isFollowing());
        QCOMPARE(table->verticalScrollBar()->value(), table->verticalScrollBar()->maximum());
        table->verticalScrollBar()->setValue(0);
        QVERIFY(!view->isFollowing());
        QTest::keyClick(table, Qt::Key_End);
        QVERIFY(view->isFollowing());
    }

    void movesTheCursorToTheEventThatIsEntered()
    {
        WindowRig rig;
        run(rig);
        ListTable *table = tableOf(rig, "events");
        table->selectRow(5);
        QTest::keyClick(table, Qt::Key_Return);
        QVERIFY(rig.workspace.cursor().sequence() == modelOf<EventModel>(rig)->eventAt(5).sequence);
    }
};

QTEST_MAIN(ListsTest)
#include "lists_test.moc"
