// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/session/session_id.h"

#include <QRegularExpression>
#include <QTest>

#include <set>

using namespace sessionscope;
using namespace sessionscope::session;

Q_DECLARE_METATYPE(IdStyle)

class SessionIdTest : public QObject
{
    Q_OBJECT

private slots:
    void hashesWhatGoWouldNotParse_data()
    {
        QTest::addColumn<QByteArray>("raw");
        QTest::addColumn<QByteArray>("stored");
        // The pairs of digest 4.6, computed there with another implementation of UUID v5.
        QTest::newRow("opaque") << QByteArray("opaque-session-token-abc123")
                                << QByteArray("243b665d-3541-5a9b-9dfc-a48f62bcf682");
        QTest::newRow("mcp-go") << QByteArray("mcp-session-3f1c2f0a-7d0e-4b43-9c1e-1f0a6f2f9f10")
                                << QByteArray("1b1d8f76-9c2c-5f73-a8bb-14dc177a8bd4");
        QTest::newRow("go-sdk") << QByteArray("JBSWY3DPEHPK3PXPAAAAAAAAAA")
                                << QByteArray("022c56f1-68b9-5844-8ead-e2df842fd529");
        QTest::newRow("guessable") << QByteArray("session-1")
                                   << QByteArray("35ecdd23-f0b6-593a-8d5b-108982c1126d");
    }

    void hashesWhatGoWouldNotParse()
    {
        QFETCH(QByteArray, raw);
        QFETCH(QByteArray, stored);
        QCOMPARE(QByteArray::fromStdString(normaliseSessionId(raw.toStdString())), stored);
    }

    void keepsExactlyWhatGoParses_data()
    {
        QTest::addColumn<QByteArray>("raw");
        QTest::addColumn<bool>("kept");
        const QByteArray canonical = "3f1c2f0a-7d0e-4b43-9c1e-1f0a6f2f9f10";
        QTest::newRow("canonical") << canonical << true;
        QTest::newRow("upper case") << canonical.toUpper() << true;
        QTest::newRow("any version") << QByteArray("ffffffff-ffff-ffff-ffff-ffffffffffff") << true;
        QTest::newRow("hex") << QByteArray("3f1c2f0a7d0e4b439c1e1f0a6f2f9f10") << true;
        QTest::newRow("urn") << "urn:uuid:" + canonical << true;
        QTest::newRow("urn in any case") << "URN:Uuid:" + canonical << true;
        QTest::newRow("braces") << "{" + canonical + "}" << true;
        QTest::newRow("any bytes for braces") << "x" + canonical + "*" << true;
        QTest::newRow("hyphen misplaced") << QByteArray("3f1c2f0a7-d0e-4b43-9c1e-1f0a6f2f9f10") << false;
        QTest::newRow("no hex in canonical") << QByteArray("3f1c2f0a-7d0e-4b43-9c1e-1f0a6f2f9f1g") << false;
        QTest::newRow("no hex in 32") << QByteArray("3f1c2f0a7d0e4b439c1e1f0a6f2f9f1-") << false;
        QTest::newRow("other urn") << "urn:uiid:" + canonical << false;
        QTest::newRow("one short") << canonical.left(35) << false;
        QTest::newRow("one brace") << "{" + canonical << false;
        QTest::newRow("empty") << QByteArray() << false;
    }

    void keepsExactlyWhatGoParses()
    {
        QFETCH(QByteArray, raw);
        QFETCH(bool, kept);
        const QByteArray stored = QByteArray::fromStdString(normaliseSessionId(raw.toStdString()));
        QCOMPARE(stored == raw, kept);
        QVERIFY(kept || (stored.size() == 36 && stored.at(14) == '5'));
        QCOMPARE(QByteArray::fromStdString(normaliseSessionId(stored.toStdString())), stored);
    }

    void makesIdsOfEachStyle_data()
    {
        QTest::addColumn<IdStyle>("style");
        QTest::addColumn<QString>("form");
        QTest::addColumn<bool>("storedAsIs");
        const QString uuid = "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";
        QTest::newRow("TypeScript") << IdStyle::Uuid << uuid << true;
        QTest::newRow("Python") << IdStyle::Hex32 << "[0-9a-f]{12}4[0-9a-f]{3}[89ab][0-9a-f]{15}" << true;
        QTest::newRow("mcp-go") << IdStyle::McpSession << "mcp-session-" + uuid << false;
        QTest::newRow("go-sdk") << IdStyle::Base32 << "[A-Z2-7]{26}" << false;
    }

    void makesIdsOfEachStyle()
    {
        QFETCH(IdStyle, style);
        QFETCH(QString, form);
        QFETCH(bool, storedAsIs);
        const QRegularExpression expected(QRegularExpression::anchoredPattern(form));
        Rng rng(42);
        std::set<std::string> seen;
        for (int i = 0; i < 200; ++i) {
            const std::string id = makeSessionId(style, rng);
            QVERIFY2(expected.match(QString::fromStdString(id)).hasMatch(), id.c_str());
            QCOMPARE(normaliseSessionId(id) == id, storedAsIs);
            seen.insert(id);
        }
        QCOMPARE(seen.size(), std::size_t(200));
    }

    void theSameDrawsGiveTheSameId()
    {
        for (const IdStyle style : {IdStyle::Uuid, IdStyle::Hex32, IdStyle::McpSession, IdStyle::Base32}) {
            Rng one(7);
            Rng other(7);
            QCOMPARE(makeSessionId(style, one), makeSessionId(style, other));
        }
    }
};

QTEST_APPLESS_MAIN(SessionIdTest)
#include "session_id_test.moc"
