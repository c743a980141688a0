// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/mcp/era.h"

#include <QTest>

using namespace sessionscope::mcp;

class EraTest : public QObject
{
    Q_OBJECT

private slots:
    void checksInToolHivesOrder_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<bool>("signal");
        QTest::addColumn<QByteArray>("version");
        QTest::addColumn<bool>("capabilities");
        QTest::addColumn<bool>("stateless");
        QTest::addColumn<int>("code"); // 0: accepted
        const QByteArray modern = "2026-07-28";
        const QByteArray legacy = "2025-11-25";
        QTest::newRow("no signal") << QByteArray() << false << QByteArray() << false << false << 0;
        QTest::newRow("older header") << legacy << false << QByteArray() << false << false << 0;
        QTest::newRow("well-formed") << modern << true << modern << true << true << 0;
        QTest::newRow("no header") << QByteArray() << true << modern << true << true << 0;
        QTest::newRow("no version, older header") << legacy << true << QByteArray() << true << false << 0;
        QTest::newRow("no version, its header") << modern << false << QByteArray() << false << true << -32020;
        QTest::newRow("no version, no header")
            << QByteArray() << true << QByteArray() << true << true << -32602;
        QTest::newRow("unknown version before mismatch")
            << modern << true << legacy << false << true << -32022;
        QTest::newRow("mismatch before capabilities") << legacy << true << modern << false << true << -32020;
        QTest::newRow("no capabilities") << modern << true << modern << false << true << -32021;
    }

    void checksInToolHivesOrder()
    {
        QFETCH(QByteArray, header);
        QFETCH(bool, signal);
        QFETCH(QByteArray, version);
        QFETCH(bool, capabilities);
        QFETCH(bool, stateless);
        QFETCH(int, code);
        RpcPeek body;
        body.kind = RpcPeek::Kind::Request;
        body.method = "tools/list";
        body.meta.present = signal;
        if (!version.isEmpty())
            body.meta.protocolVersion = version.toStdString();
        body.meta.hasClientCapabilities = capabilities;
        const EraDecision decision = classify(header.toStdString(), body);
        QCOMPARE(decision.era == Era::Stateless, stateless);
        QCOMPARE(decision.refusal ? static_cast<int>(decision.refusal->code) : 0, code);
        body.method = "initialize";
        QVERIFY(classify(header.toStdString(), body).era == Era::Sessions);
    }
};

QTEST_APPLESS_MAIN(EraTest)
#include "era_test.moc"
