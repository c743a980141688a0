// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/support/window_rig.h"
#include "ui/views/console_view.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QJsonDocument>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>

using namespace sessionscope;
using namespace sessionscope::ui;

namespace {

struct ConsoleRig : WindowRig
{
    explicit ConsoleRig(EngineKind engine)
        : WindowRig(engine)
    {
    }

    ConsoleView *view = window.findChild<ConsoleView *>();
    QComboBox *what = view->findChild<QComboBox *>(QStringLiteral("console.what"));
    QPlainTextEdit *headers = view->findChild<QPlainTextEdit *>(QStringLiteral("console.headers"));
    QPlainTextEdit *request = view->findChild<QPlainTextEdit *>(QStringLiteral("console.request"));
    QPlainTextEdit *answer = view->findChild<QPlainTextEdit *>(QStringLiteral("console.answer"));
    QPushButton *send = view->findChild<QPushButton *>(QStringLiteral("console.send"));
    QLabel *status = view->findChild<QLabel *>(QStringLiteral("console.status"));

    bool ask(int index)
    {
        what->setCurrentIndex(index);
        answer->clear();
        send->click();
        return QTest::qWaitFor(
            [this] { return !view->client().isBusy() && !answer->toPlainText().isEmpty(); });
    }
    QString idOfRequest() const
    {
        return QJsonDocument::fromJson(request->toPlainText().toUtf8())[QStringLiteral("id")]
            .toVariant()
            .toString();
    }
    QString curl() const
    {
        view->findChild<QPushButton *>(QStringLiteral("console.curl"))->click();
        return QApplication::clipboard()->text();
    }
    QString said() const { return answer->toPlainText(); }
};

} // namespace

class ConsoleViewTest : public QObject
{
    Q_OBJECT

private slots:
    void aWholeConversationGoesThroughTheProxy()
    {
        ConsoleRig rig(EngineKind::Live);
        QVERIFY(!rig.send->isEnabled());
        rig.trigger("run.cluster");
        QTRY_VERIFY_WITH_TIMEOUT(rig.send->isEnabled(), 20'000);
        QVERIFY(rig.ask(0)); // initialize
        QVERIFY2(rig.said().contains(QStringLiteral("← 200")), qPrintable(rig.said()));
        const QByteArray session = rig.view->client().session();
        QVERIFY(!session.isEmpty());
        QVERIFY(!rig.said().contains(QString::fromLatin1(session))); // whoever holds an id holds the session
        QVERIFY(rig.ask(2));                                         // tools/list
        QVERIFY2(rig.said().contains(QStringLiteral("\"counter\"")), qPrintable(rig.said()));
        QVERIFY(rig.ask(3)); // tools/call
        QVERIFY2(rig.said().contains(QStringLiteral("← 200")), qPrintable(rig.said()));
        rig.headers->setPlainText(QStringLiteral("Mcp-Session-Id: nobodys"));
        QVERIFY(rig.ask(2));
        QVERIFY2(rig.said().contains(QStringLiteral("← 404")), qPrintable(rig.said()));
        QCOMPARE(rig.view->client().session(), session);
        rig.headers->clear();
        QVERIFY(rig.ask(6)); // DELETE
        QCOMPARE(rig.view->client().session(), QByteArray());
        rig.trigger("run.stop");
        QTRY_VERIFY_WITH_TIMEOUT(!rig.workspace.lab().isBusy(), 20'000);
        QVERIFY(!rig.send->isEnabled());
    }

    void everyRequestHasAnIdOfItsOwn()
    {
        ConsoleRig rig(EngineKind::Live);
        rig.trigger("run.cluster");
        QTRY_VERIFY_WITH_TIMEOUT(rig.send->isEnabled(), 20'000);
        QVERIFY(rig.ask(0)); // initialize
        QVERIFY(rig.ask(4)); // ping
        const QString first = rig.idOfRequest();
        QVERIFY(rig.ask(4));
        QVERIFY(rig.idOfRequest() != first);
        const QString own = QStringLiteral("{\"jsonrpc\":\"2.0\",\"id\":77,\"method\":\"ping\"}");
        rig.request->setPlainText(own);
        QVERIFY(rig.ask(4));
        QCOMPARE(rig.request->toPlainText(), own); // what somebody wrote is theirs
    }

    void idsOfSessionsAreShownWhereSomebodyWantsThem()
    {
        ConsoleRig rig(EngineKind::Live);
        rig.trigger("run.cluster");
        QTRY_VERIFY_WITH_TIMEOUT(rig.send->isEnabled(), 20'000);
        QVERIFY(rig.ask(0));
        const QString session = QString::fromLatin1(rig.view->client().session());
        QVERIFY(!rig.status->text().contains(session));
        QVERIFY(!rig.curl().contains(session));
        rig.trigger("edit.reveal-ids");
        QVERIFY(rig.status->text().contains(session));
        QVERIFY(rig.curl().contains(session));
        QVERIFY(rig.ask(0));
        QVERIFY(rig.said().contains(QString::fromLatin1(rig.view->client().session())));
    }

    void whatIsNoHeaderIsToldAndNotSent()
    {
        ConsoleRig rig(EngineKind::Sim);
        rig.headers->setPlainText(QStringLiteral("nonsense"));
        QVERIFY(rig.status->text().startsWith(QStringLiteral("✗")));
        QVERIFY(!rig.send->isEnabled());
        rig.headers->setPlainText(QStringLiteral("A: b"));
        QVERIFY(!rig.status->text().startsWith(QStringLiteral("✗")));
    }

    void theCommandOfAShellSendsTheSame()
    {
        ConsoleRig rig(EngineKind::Sim);
        rig.headers->setPlainText(QStringLiteral("X-It: it's"));
        const QString text = rig.curl();
        QVERIFY2(text.startsWith(QStringLiteral("curl -i -N -X POST ")), qPrintable(text));
        QVERIFY2(text.contains(QStringLiteral("-H 'X-It: it'\\''s'")), qPrintable(text));
        QVERIFY2(text.contains(QStringLiteral("\"initialize\"")), qPrintable(text));
    }
};

QTEST_MAIN(ConsoleViewTest)
#include "console_view_test.moc"
