// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/support/window_rig.h"
#include "ui/models/exchange_model.h"
#include "ui/views/exchange_view.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QTest>
#include <QTreeView>

using namespace sessionscope;
using namespace sessionscope::ui;

class ExchangeViewTest : public QObject
{
    Q_OBJECT

private slots:
    void tellsWhatItWillShow()
    {
        WindowRig rig;
        const ExchangeView *view = viewOf(rig);
        QVERIFY(!view->findChild<QTreeView *>()->isVisibleTo(view));
        QVERIFY(!action(rig, "exchange.copy-curl")->isEnabled());
        QVERIFY(!action(rig, "exchange.replay")->isEnabled());
    }

    void showsTheExchangesOfTheSelectedSession()
    {
        WindowRig rig;
        QVERIFY(ran(rig));
        const auto &sessions = rig.workspace.state().picture().sessions();
        QVERIFY(sessions.size() > 1);
        const journal::Symbol session = sessions.row(1).session;
        rig.workspace.selection().selectSession(session);
        const auto *list = viewOf(rig)->findChild<QTreeView *>();
        QVERIFY(list->model()->rowCount() > 1);
        QVERIFY(list->model()
                    ->index(0, ExchangeModel::What)
                    .data()
                    .toString()
                    .contains(QLatin1String("initialize")));
        list->selectionModel()->setCurrentIndex(list->model()->index(0, 0),
                                                QItemSelectionModel::ClearAndSelect);
        QCOMPARE(rig.workspace.selection().value().session, std::optional(session));
        QVERIFY(rig.workspace.selection().value().exchange.has_value());
    }

    void showsMessagesInEveryFormAndHidesIds()
    {
        WindowRig rig;
        QVERIFY(ran(rig));
        const journal::Symbol session = rig.workspace.state().picture().sessions().row(0).session;
        const QString id
            = QString::fromStdString(std::string(rig.workspace.state().run()->journal().text(session)));
        rig.workspace.selection().selectSession(session);
        ExchangeView *view = viewOf(rig);
        auto *list = view->findChild<QTreeView *>();
        list->selectionModel()->setCurrentIndex(list->model()->index(list->model()->rowCount() - 1, 0),
                                                QItemSelectionModel::ClearAndSelect);
        const auto *text = view->findChild<QPlainTextEdit *>(QStringLiteral("exchange.text"));
        auto *form = view->findChild<QComboBox *>(QStringLiteral("exchange.form"));
        QVERIFY(text->toPlainText().startsWith(QLatin1String("POST ")));
        QVERIFY(text->toPlainText().contains(QLatin1String("\n  \"jsonrpc\": \"2.0\"")));
        QVERIFY(!text->toPlainText().contains(id));
        rig.trigger("edit.reveal-ids");
        QVERIFY(text->toPlainText().contains(id));
        form->setCurrentIndex(1);
        QVERIFY(text->toPlainText().contains(QLatin1String("\"jsonrpc\":\"2.0\"")));
        form->setCurrentIndex(2);
        QVERIFY(text->toPlainText().contains(QLatin1String("0000  7b 22")));
        rig.trigger("exchange.copy-curl");
        QVERIFY(QGuiApplication::clipboard()->text().startsWith(QLatin1String("curl ")));
        QVERIFY(QGuiApplication::clipboard()->text().contains(id));
    }

    void anotherRunForgetsWhatWasSelected()
    {
        WindowRig rig;
        QVERIFY(ran(rig));
        const auto &sessions = rig.workspace.state().picture().sessions();
        rig.workspace.selection().selectSession(sessions.row(sessions.size() - 1).session);
        // Its journal is empty: it has no text for what is selected in the other.
        rig.workspace.runs().add(new Run(rig.workspace.run()->spec(), rig.workspace.run()->header()));
        QCOMPARE(rig.workspace.selection().value(), Selection::Value());
    }

    void everyExportHasSomethingToTell()
    {
        WindowRig rig;
        QVERIFY(ran(rig));
        for (const View::Export &each : viewOf(rig)->exports())
            QTRY_VERIFY2(each.render().size() > 50,
                         qPrintable(each.name)); // the view follows at its own pace
    }

    void aRecordedSessionIsReplayedThroughTheProxy()
    {
        WindowRig rig(EngineKind::Live);
        rig.workspace.startCluster(0);
        QTRY_VERIFY_WITH_TIMEOUT(rig.workspace.lab().isUp(), 15'000);
        QVERIFY(!action(rig, "exchange.replay")->isEnabled());
        rig.workspace.lab().stop();
        QTRY_VERIFY_WITH_TIMEOUT(!rig.workspace.lab().isBusy(), 15'000);
        QVERIFY(ran(rig, "pod-dns"));
        QTRY_VERIFY(rig.workspace.lab().isUp());
        rig.workspace.selection().selectSession(rig.workspace.state().picture().sessions().row(0).session);
        QTRY_VERIFY(action(rig, "exchange.replay")->isEnabled());
        rig.trigger("exchange.replay");
        const SessionReplay &replay = viewOf(rig)->replay();
        QVERIFY(replay.isRunning());
        QTRY_VERIFY_WITH_TIMEOUT(!replay.isRunning(), 20'000);
        QCOMPARE(replay.answers().size(), replay.size());
        QCOMPARE(replay.differing(), std::size_t(0));
    }

private:
    static ExchangeView *viewOf(WindowRig &rig) { return rig.window.findChild<ExchangeView *>(); }
    static QAction *action(WindowRig &rig, const char *id)
    {
        return rig.workspace.actions().find(QLatin1String(id));
    }

    /// The default scenario, to its verdict.
    static bool ran(WindowRig &rig, const std::string &profile = "toolhive-0.17")
    {
        auto overrides = rig.workspace.setup().overrides();
        overrides.store = cluster::StoreKind::Embedded;
        overrides.profile = profile;
        rig.workspace.setup().setOverrides(overrides);
        rig.workspace.startRun();
        return QTest::qWaitFor([&rig] { return rig.workspace.run() && rig.workspace.run()->verdict(); },
                               20'000);
    }
};

QTEST_MAIN(ExchangeViewTest)
#include "exchange_view_test.moc"
