// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/inspect/masked_value.h"
#include "core/inspect/record_classifier.h"

#include <QTest>

using namespace sessionscope;

/// What people see of keys and values.
class MaskedValueTest : public QObject
{
    Q_OBJECT

    /// JSON is easier to read with single quotes.
    static QByteArray quoted(const char *json) { return QByteArray(json).replace('\'', '"'); }

private slots:
    void aKeyKeepsWhatTellsItsKind_data()
    {
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QByteArray>("shown");
        QTest::newRow("proxy session") << QByteArray("thv:proxy:session:3f1c2f0a-7d0e-4b43-9c1e-000000abc001")
                                       << QByteArray("thv:proxy:session:3f1c…01");
        QTest::newRow("custom prefix")
            << QByteArray("mine:3f1c2f0a-7d0e-4b43-9c1e-000000abc001") << QByteArray("mine:3f1c…01");
        QTest::newRow("token") << QByteArray("thv:auth:{default:foo}:access:0123456789abcdef")
                               << QByteArray("thv:auth:{default:foo}:access:0123…ef");
        QTest::newRow("no colon") << QByteArray("0123456789abcdef") << QByteArray("0123…ef");
    }

    void aKeyKeepsWhatTellsItsKind()
    {
        QFETCH(QByteArray, key);
        QFETCH(QByteArray, shown);
        QCOMPARE(QByteArray::fromStdString(inspect::maskedKey(key.toStdString(), "mine:")), shown);
    }

    void aValueShowsNobodysSecret_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QByteArray>("shown");
        QTest::newRow("ids at the backends")
            << quoted("{'vmcp.backend.ids':'osv','vmcp.backend.session.osv':'JBSWY3DPEHPK3PXP'}")
            << quoted("{'vmcp.backend.ids':'osv','vmcp.backend.session.osv':'JBSW…XP'}");
        QTest::newRow("hash and salt of a token")
            << quoted("{'vmcp.token.hash': 'abc\\'def', 'vmcp.token.salt' :'xyz'}")
            << quoted("{'vmcp.token.hash': '…', 'vmcp.token.salt' :'…'}");
        QTest::newRow("whom it is bound to")
            << quoted("{'vmcp.identity.binding':'https://idp.example\\u0000user-42'}")
            << quoted("{'vmcp.identity.binding':'…'}");
        QTest::newRow("bound to nobody") << quoted("{'vmcp.identity.binding':'unauthenticated'}")
                                         << quoted("{'vmcp.identity.binding':'unauthenticated'}");
        QTest::newRow("another id than the key's")
            << quoted("{'id':'fedcba98-7654-3210','type':'mcp'}") << quoted("{'id':'fedc…10','type':'mcp'}");
        QTest::newRow("a preview that is cut off")
            << quoted("{'vmcp.token.hash':'abcde") << quoted("{'vmcp.token.hash':'…");
        QTest::newRow("cut off in a name")
            << quoted("{'vmcp.backend.session.") << quoted("{'vmcp.backend.session.");
        QTest::newRow("the id of a request") << quoted("{'init_body':'{\\'id\\':\\'request-number-1\\'}'}")
                                             << quoted("{'init_body':'{\\'id\\':\\'request-number-1\\'}'}");
        QTest::newRow("the session's own id")
            << QByteArray("\x01 secret-session-id \x02") << QByteArray("\x01 secr…id \x02");
    }

    void aValueShowsNobodysSecret()
    {
        QFETCH(QByteArray, value);
        QFETCH(QByteArray, shown);
        QCOMPARE(
            QByteArray::fromStdString(inspect::maskedValue(value.toStdString(), {"secret-session-id", ""})),
            shown);
    }
};

QTEST_APPLESS_MAIN(MaskedValueTest)
#include "masked_value_test.moc"
