// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/support/inspect_rig.h"
#include "ui/inspect/bar_chart.h"
#include "ui/inspect/cluster_view.h"
#include "ui/inspect/finding_list.h"
#include "ui/inspect/inspect_bar.h"
#include "ui/views/list_table.h"

#include <QAbstractItemModelTester>
#include <QListView>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace sessionscope;
using namespace sessionscope::ui;

namespace {

constexpr const char *kService = "http://mcp-foo:8080";
constexpr const char *kPod = "http://10.244.1.7:8080";

} // namespace

/// The inspect mode, against an inspector that says what a test wants.
class InspectTest : public QObject
{
    Q_OBJECT

    using Rig = InspectRig;

private slots:
    void sessionsStandInTheListAsTheyAreFound()
    {
        Rig rig;
        const QAbstractItemModelTester tester(&rig.model(),
                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
        rig.open();
        const QSignalSpy inserted(&rig.model(), &QAbstractItemModel::rowsInserted);
        rig.fake.scan(FakeInspector::keys(4'000, kService));
        QTRY_COMPARE(rig.model().rowCount(), 4'000);
        QVERIFY(inserted.size() > 0 && inserted.size() <= 2); // in batches, not one per session
        QCOMPARE(rig.cell(0, InspectedSessionModel::Client), QStringLiteral("claude-code 2.1.0"));
        QCOMPARE(rig.cell(0, InspectedSessionModel::Pin), QStringLiteral("▲ service"));
        QCOMPARE(rig.cell(0, InspectedSessionModel::PointsAt), QLatin1String(kService));
        QVERIFY(rig.cell(0, InspectedSessionModel::Ttl).startsWith(QLatin1String("1h")));
    }

    void filtersSpeakTheLanguageOfRuns_data()
    {
        QTest::addColumn<QString>("filter");
        QTest::addColumn<int>("rows");
        QTest::newRow("pin") << "pin:service" << 3;
        QTest::newRow("not") << "-pin:service" << 2;
        QTest::newRow("time to live") << "ttl<30m" << 1;
        QTest::newRow("client") << "client:claude*" << 4;
        QTest::newRow("where") << "text:10.244.1.7" << 2;
        QTest::newRow("finding") << "mode:F-01" << 3;
        QTest::newRow("state") << "state:gone" << 0;
    }

    void filtersSpeakTheLanguageOfRuns()
    {
        QFETCH(QString, filter);
        QFETCH(int, rows);
        Rig rig;
        session::Record cursor = test::record(test::uuid(3), kPod);
        cursor.metadata["init_body"] = test::initBody("cursor");
        inspect::RawKey other = test::raw(cursor);
        other.at = FakeInspector::now();
        rig.openWith({FakeInspector::key(0, kService), FakeInspector::key(1, kService),
                      FakeInspector::key(2, kService), other, FakeInspector::key(4, kPod, 60'000)});
        rig.filter().setText(filter);
        QTRY_COMPARE(rig.model().rowCount(), rows);
    }

    void aBarSelectsTheSessionsThatItCounts()
    {
        Rig rig;
        const auto named = [](int number, const char *client, const char *version, const std::string &url) {
            session::Record record = test::record(test::uuid(number), url);
            std::string body = test::initBody(client);
            record.metadata["init_body"] = body.replace(body.find("2.1.0"), 5, version);
            inspect::RawKey key = test::raw(record);
            key.at = FakeInspector::now();
            return key;
        };
        // Each contains the name of another one.
        rig.openWith(
            {named(0, "claude", "1.0", "http://mcp-foo:8080"),
             named(1, "claude", "1.0.1", "http://foo-1.mcp-foo-headless.default.svc.cluster.local:8080"),
             named(2, "claude code", "1.0", "http://foo-10.mcp-foo-headless.default.svc.cluster.local:8080"),
             named(3, "claude code", "1.0", "http://10.244.1.7:8080"),
             named(4, "a/b (c)", "1.0", "http://10.244.1.77:8080"),
             named(5, "x", "1", "http://mcp-foo2:8080")});
        const auto charts = rig.view("inspect-pins")->findChildren<BarChart *>();
        int bars = 0;
        for (const BarChart *chart : charts) {
            for (const BarChart::Bar &bar : chart->bars()) {
                rig.filter().setText({});
                QTRY_COMPARE(rig.model().rowCount(), 6);
                rig.filter().setText(bar.filter);
                QTRY_VERIFY2(rig.model().rowCount() == static_cast<int>(bar.count), qPrintable(bar.filter));
                ++bars;
            }
        }
        QCOMPARE(bars, 6 + 5);
    }

    void aBoundOfTimeGoesOnWithTheClock()
    {
        Rig rig;
        rig.openWith({FakeInspector::key(0, kService), FakeInspector::key(1, kService, 1'802'000)});
        rig.filter().setText(QStringLiteral("ttl<30m"));
        QTRY_COMPARE(rig.model().rowCount(), 0);
        const auto tick = [&rig] {
            for (quint64 i = 0; i < InspectedSessionModel::kTicksPerRegroup; ++i)
                rig.model().tick();
            return rig.model().rowCount();
        };
        QTRY_COMPARE_WITH_TIMEOUT(tick(), 1, 20'000);
    }

    void anotherOrderLeavesWhatIsChosenAndInView()
    {
        Rig rig;
        rig.openWith(FakeInspector::keys(500, kService));
        auto *table = rig.view("inspect-sessions")->findChild<QTableView *>();
        table->sortByColumn(InspectedSessionModel::Session, Qt::AscendingOrder);
        rig.inspection().select(3);
        for (const int row : {5, 8})
            table->selectionModel()->select(rig.model().index(row, 0),
                                            QItemSelectionModel::Select | QItemSelectionModel::Rows);
        table->verticalScrollBar()->setValue(200);
        table->sortByColumn(InspectedSessionModel::Session, Qt::DescendingOrder);
        QTRY_COMPARE(rig.model().session(0), Inspection::Row(499));
        std::vector<Inspection::Row> chosen;
        for (const QModelIndex &index : table->selectionModel()->selectedRows())
            chosen.push_back(rig.model().session(index.row()));
        std::sort(chosen.begin(), chosen.end());
        QCOMPARE(chosen, (std::vector<Inspection::Row>{3, 5, 8}));
        QCOMPARE(table->verticalScrollBar()->value(), 200);
    }

    void sortingIsDoneAside()
    {
        Rig rig;
        rig.openWith({FakeInspector::key(0, kPod, 3'000'000), FakeInspector::key(1, kPod, 1'000'000),
                      FakeInspector::key(2, kPod, 2'000'000)});
        rig.model().sort(InspectedSessionModel::Ttl, Qt::AscendingOrder);
        QTRY_COMPARE(rig.model().session(0), Inspection::Row(1));
        QCOMPARE(rig.model().session(1), Inspection::Row(2));
        // What comes while it is sorted finds its place.
        control::InspectorReport report;
        report.observations.emplace_back(std::get<inspect::Session>(
            inspect::RecordClassifier().classify(FakeInspector::key(3, kPod, 500'000))));
        rig.fake.say(std::move(report));
        QTRY_COMPARE(rig.model().session(0), Inspection::Row(3));
    }

    void whatIsWrongIsToldAndItsSessionsAreShown()
    {
        Rig rig;
        rig.openWith({FakeInspector::key(0, kService), FakeInspector::key(1, kPod)});
        auto *findings = rig.window.window.findChild<FindingModel *>();
        QTRY_VERIFY(findings->rowCount() > 0);
        QCOMPARE(std::string(findings->finding(0).mode), std::string("F-01"));
        QTRY_VERIFY(rig.cell(0, InspectedSessionModel::Findings).startsWith(QLatin1String("F-01")));
        QVERIFY(rig.cell(1, InspectedSessionModel::Findings).isEmpty());
        auto *list = rig.view("inspect-findings")->findChild<QListView *>();
        emit list->clicked(findings->index(0));
        QCOMPARE(rig.filter().text(), QStringLiteral("mode:F-01"));
        QTRY_COMPARE(rig.model().rowCount(), 1);
    }

    void whatWasOpenBeforeIsNotMixedIn()
    {
        Rig rig;
        rig.openWith({FakeInspector::key(0, kService)});
        rig.fake.closesAtOnce = false;
        rig.window.window.inspect().openConnection(QStringLiteral("redis://127.0.0.2"));
        const control::CommandId closing = rig.fake.lastId();
        rig.fake.scan(FakeInspector::keys(7, kService)); // last words of the old one
        rig.fake.done(closing);
        QTRY_VERIFY(rig.fake.last<control::OpenConnection>()->spec.redis.host == "127.0.0.2");
        QCOMPARE(rig.inspection().inventory().size(), std::size_t(0));
        rig.fake.scan({FakeInspector::key(50, kPod)});
        QTRY_COMPARE(rig.model().rowCount(), 1);
        QCOMPARE(rig.cell(0, InspectedSessionModel::PointsAt), QLatin1String(kPod));
    }

    void theStateOfTheWatchIsAlwaysInView_data()
    {
        QTest::addColumn<inspect::LinkState>("state");
        QTest::addColumn<QString>("says");
        QTest::newRow("live") << inspect::LinkState::Live << "live";
        QTest::newRow("polling") << inspect::LinkState::Polling << "polling";
        QTest::newRow("stale") << inspect::LinkState::Stale << "stale";
        QTest::newRow("re-dialling") << inspect::LinkState::Redialling << "re-dialling, attempt 1";
    }

    void theStateOfTheWatchIsAlwaysInView()
    {
        QFETCH(inspect::LinkState, state);
        QFETCH(QString, says);
        Rig rig;
        rig.openWith(FakeInspector::keys(3, kService));
        auto *bar = rig.window.window.findChild<InspectBar *>();
        rig.fake.say(inspect::LinkState::Loading);
        QTRY_VERIFY2(bar->state().startsWith(QStringLiteral("loading")), qPrintable(bar->state()));
        rig.fake.say(state);
        QTRY_VERIFY2(bar->state().startsWith(says), qPrintable(bar->state()));
        QVERIFY(bar->state().contains(QStringLiteral("3 sessions")));
        QCOMPARE(rig.model().rowCount(), 3); // whatever becomes of the link, what was seen stays
    }

    void whatIsGoneStaysInViewMarked()
    {
        Rig rig;
        rig.openWith(FakeInspector::keys(2, kService));
        control::InspectorReport report;
        report.observations.emplace_back(
            inspect::KeyGone{test::kProxyPrefix + test::uuid(0), FakeInspector::now()});
        rig.fake.say(std::move(report));
        QTRY_VERIFY(rig.cell(0, InspectedSessionModel::Session).startsWith(QLatin1String("gone")));
        QCOMPARE(rig.model().rowCount(), 2);
        QVERIFY(rig.window.window.findChild<InspectBar *>()->state().contains(
            QStringLiteral("1 sessions, 1 gone")));
        rig.inspection().select(0);
        QTRY_VERIFY(rig.view("inspect-session")
                        ->findChild<QListWidget *>()
                        ->item(0)
                        ->text()
                        .contains(QStringLiteral("gone")));
    }

    void aValueIsReadWhenItsSessionIsChosenAndShownSafely()
    {
        Rig rig;
        rig.openWith({FakeInspector::key(0, kService)});
        rig.inspection().select(0);
        QTRY_VERIFY(rig.fake.last<control::ReadValue>());
        QVERIFY(!rig.fake.last<control::ReadValue>()->all);
        inspect::RawKey value = FakeInspector::key(0, kService);
        value.size = value.value.size() + 1'000'000; // a preview
        rig.fake.say(control::ValueRead{rig.fake.lastId(), value});
        auto *text = rig.view("inspect-session")->findChild<QPlainTextEdit *>();
        QTRY_VERIFY(text->toPlainText().contains(QLatin1String(kService)));
        const QString id = QString::fromStdString(test::uuid(0));
        QVERIFY(!text->toPlainText().contains(id));
        rig.window.trigger("edit.reveal-ids");
        QVERIFY(text->toPlainText().contains(id));
        auto *all = rig.view("inspect-session")->findChild<QPushButton *>();
        QVERIFY(!all->isHidden());
        all->click();
        QVERIFY(rig.fake.last<control::ReadValue>()->all);
        value.value = std::string("\x00\xff\x01", 3);
        value.size = 3;
        rig.fake.say(control::ValueRead{rig.fake.lastId(), value});
        QTRY_VERIFY(text->toPlainText().contains(QStringLiteral("00 ff 01")));
        QVERIFY(all->isHidden());
    }

    void whatIsCopiedIsWhatIsShown()
    {
        Rig rig;
        rig.openWith({FakeInspector::key(0, kService), FakeInspector::key(1, kPod)});
        rig.filter().setText(QStringLiteral("pin:service"));
        QTRY_COMPARE(rig.model().rowCount(), 1);
        const QByteArray copied = rig.view("inspect-sessions")->exports().front().render();
        QVERIFY(copied.contains("mcp-foo"));
        QVERIFY(!copied.contains("10.244.1.7"));
    }

    void allSessionsAreExportedWhateverIsShown()
    {
        QTemporaryDir folder;
        Rig rig;
        rig.openWith({FakeInspector::key(0, kService), FakeInspector::key(1, kPod)});
        rig.filter().setText(QStringLiteral("pin:service"));
        QTRY_COMPARE(rig.model().rowCount(), 1);
        for (const char *name : {"all.csv", "all.json"}) {
            const QString file = folder.filePath(QLatin1String(name));
            rig.window.window.inspect().exportSessions(file);
            QTRY_VERIFY(QFile::exists(file));
            QFile written(file);
            QVERIFY(written.open(QIODevice::ReadOnly));
            const QByteArray bytes = written.readAll();
            QVERIFY(bytes.contains("mcp-foo") && bytes.contains("10.244.1.7"));
            QVERIFY(!bytes.contains(QByteArray::fromStdString(test::uuid(0))));
            QCOMPARE(bytes.startsWith('{'), QByteArray(name).endsWith("json"));
        }
    }

    void aFindingShowsItsOwnSessionsOrNone()
    {
        Rig rig;
        inspect::RawKey eternal = FakeInspector::key(1, kPod, inspect::Session::kNoTtl);
        inspect::RawKey foreign = FakeInspector::key(2, kPod);
        foreign.value
            = session::encode(test::record(test::uuid(3), kPod)); // A-5 too: another id than the key's
        foreign.size = foreign.value.size();
        inspect::RawKey broken = test::raw(test::kProxyPrefix + test::uuid(4), "oops"); // A-5, and no session
        rig.open();
        rig.fake.scan({FakeInspector::key(0, kPod), eternal, foreign, broken});
        auto *findings = rig.window.window.findChild<FindingModel *>();
        auto *list = rig.view("inspect-findings")->findChild<QListView *>();
        const auto choose = [&](std::string_view id) {
            for (int row = 0; row < findings->rowCount(); ++row) {
                if (findings->finding(row).id == id) {
                    list->setCurrentIndex(findings->index(row));
                    return true;
                }
            }
            return false;
        };
        const auto buttons = rig.view("inspect-findings")->findChildren<QPushButton *>();
        const auto shows = std::find_if(buttons.begin(), buttons.end(), [](const QPushButton *button) {
            return button->text().contains(QStringLiteral("session"));
        });
        QTRY_VERIFY(choose("no-ttl"));
        (*shows)->click();
        QTRY_COMPARE(rig.model().rowCount(), 1);
        QCOMPARE(rig.model().session(0), Inspection::Row(1));
        QVERIFY(choose("malformed-record"));
        QVERIFY(!(*shows)->isEnabled());
    }

    void exportsMaskIdsUnlessTheyAreRevealed()
    {
        Rig rig;
        rig.openWith({FakeInspector::key(0, kService)});
        const QByteArray id = QByteArray::fromStdString(test::uuid(0));
        for (const View::Export &format : rig.view("inspect-sessions")->exports().mid(0, 2)) {
            QVERIFY(format.render().contains("mcp-foo"));
            QVERIFY2(!format.render().contains(id), qPrintable(format.name));
        }
        rig.window.trigger("edit.reveal-ids");
        for (const View::Export &format : rig.view("inspect-sessions")->exports().mid(0, 2))
            QVERIFY2(format.render().contains(id), qPrintable(format.name));
    }

    void snapshotsAreKeptPrivateAndOpenedOffline()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("prod.snapshot"));
        {
            Rig rig;
            rig.openWith(FakeInspector::keys(4, kService));
            rig.window.window.inspect().saveSnapshot(file);
            QTRY_VERIFY(QFile::exists(file));
        }
        QCOMPARE(QFile::permissions(file) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
        Rig rig;
        rig.window.window.inspect().openSnapshot(file);
        QTRY_COMPARE(rig.model().rowCount(), 4);
        QVERIFY(rig.window.workspace.mode().inspects());
        QVERIFY(rig.inspection().isOffline());
        QTRY_COMPARE(std::string(rig.inspection().judgement().findings().at(0).mode), std::string("F-01"));
        QVERIFY(rig.fake.posted().empty()); // a file needs no inspector
    }

    void kubernetesWordIsDrawnAndJoined()
    {
        QTemporaryDir folder;
        test::Installation it = test::Installation::healthy();
        it.object("StatefulSet", "foo")["spec"]["serviceName"] = "foo"; // F-04
        QFile file(folder.filePath(QStringLiteral("objects.json")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray::fromStdString(test::json{{"kind", "List"}, {"items", it.objects}}.dump()));
        file.close();
        Rig rig;
        rig.openWith({FakeInspector::key(0, kService), FakeInspector::key(1, kPod)});
        rig.window.window.inspect().openObjects(file.fileName());
        const auto *view = qobject_cast<InspectedClusterView *>(rig.view("inspect-cluster"));
        QTRY_VERIFY(view->topology().find({journal::Actor::Kind::Dns, 0}));
        const auto &nodes = view->topology().nodes;
        QVERIFY(nodes[*view->topology().find({journal::Actor::Kind::Dns, 0})].alarm.contains(
            QStringLiteral("serviceName is foo")));
        QTRY_VERIFY(
            view->topology().nodes[*view->topology().find({journal::Actor::Kind::Service, 0})].alarm.contains(
                QStringLiteral("1 session")));
        QTRY_VERIFY(
            view->topology().nodes[*view->topology().find({journal::Actor::Kind::Pod, 0})].facts.contains(
                QStringLiteral("1 session(s)")));
        QTRY_VERIFY(std::any_of(rig.inspection().judgement().findings().begin(),
                                rig.inspection().judgement().findings().end(),
                                [](const inspect::Finding &finding) { return finding.mode == "F-04"; }));
        QCOMPARE(rig.cell(1, InspectedSessionModel::Ordinal), QStringLiteral("0")); // by its address
    }

    void aPlanThatWasEditedComesBackAfterAFindingWasBroughtToTheLab()
    {
        Rig rig;
        scenario::Plan mine = rig.window.workspace.setup().plan();
        mine.title = "mine";
        rig.window.workspace.planEdits().change(QStringLiteral("rename"), mine);
        rig.openWith(FakeInspector::keys(3, kService));
        QTRY_VERIFY(rig.window.workspace.actions().find(QStringLiteral("inspect.reproduce"))->isEnabled());
        rig.window.trigger("inspect.reproduce");
        QCOMPARE(rig.window.workspace.setup().plan().id, std::string("live-restart"));
        rig.window.workspace.planEdits().stack().undo();
        QCOMPARE(rig.window.workspace.setup().plan().title, std::string("mine"));
    }

    void aFindingIsBroughtToTheLab()
    {
        Rig rig;
        rig.openWith(FakeInspector::keys(3, kService));
        QVERIFY(rig.window.workspace.mode().inspects());
        QTRY_VERIFY(rig.window.workspace.actions().find(QStringLiteral("inspect.reproduce"))->isEnabled());
        rig.window.trigger("inspect.reproduce");
        QVERIFY(!rig.window.workspace.mode().inspects());
        QCOMPARE(rig.window.workspace.setup().plan().id, std::string("live-restart"));
        QCOMPARE(rig.window.workspace.setup().overrides().profile, std::string("toolhive-0.17"));
        QVERIFY(rig.window.workspace.setup().resolved().has_value());
        rig.window.trigger("run.start");
        QTRY_VERIFY_WITH_TIMEOUT(rig.window.workspace.run() && rig.window.workspace.run()->verdict(), 20'000);
        QVERIFY(rig.window.workspace.run()->verdict()->showsTheBug());
    }
};

QTEST_MAIN(InspectTest)
#include "inspect_test.moc"
