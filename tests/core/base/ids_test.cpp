// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/base/ids.h"

#include <QTest>

using namespace sessionscope;

class IdsTest : public QObject
{
    Q_OBJECT

private slots:
    void parsesDottedQuads_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("valid");
        QTest::newRow("loopback") << QByteArray("127.0.0.1") << true;
        QTest::newRow("highest") << QByteArray("255.255.255.255") << true;
        QTest::newRow("part too large") << QByteArray("127.0.0.256") << false;
        QTest::newRow("three parts") << QByteArray("127.0.1") << false;
        QTest::newRow("rest") << QByteArray("127.0.0.1:80") << false;
        QTest::newRow("name") << QByteArray("localhost") << false;
        QTest::newRow("empty") << QByteArray() << false;
    }

    void parsesDottedQuads()
    {
        QFETCH(QByteArray, text);
        QFETCH(bool, valid);
        const auto address = IpAddress::parse(text.toStdString());
        QCOMPARE(address.has_value(), valid);
        if (valid)
            QCOMPARE(address->text(), text.toStdString());
    }

    void anEndpointReadsAsAddressAndPort()
    {
        const Endpoint endpoint{*IpAddress::parse("127.77.0.10"), 8080};
        QCOMPARE(endpoint.text(), std::string("127.77.0.10:8080"));
    }
};

QTEST_APPLESS_MAIN(IdsTest)
#include "ids_test.moc"
