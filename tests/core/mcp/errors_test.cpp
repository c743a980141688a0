// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/mcp/errors.h"
#include "tests/support/json_text.h"

#include <QTest>

using namespace sessionscope::mcp;
using sessionscope::test::json;

class ErrorsTest : public QObject
{
    Q_OBJECT

private slots:
    void sessionNotFoundIsByteForByteToolHives_data()
    {
        QTest::addColumn<QByteArray>("id");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("number") << QByteArray("7")
                                << json("{'error':{'code':-32001,'message':'Session not found'},"
                                        "'id':7,'jsonrpc':'2.0'}");
        QTest::newRow("string") << json("'a'")
                                << json("{'error':{'code':-32001,'message':'Session not found'},"
                                        "'id':'a','jsonrpc':'2.0'}");
        QTest::newRow("left out, never null")
            << QByteArray()
            << json("{'error':{'code':-32001,'message':'Session not found'},'jsonrpc':'2.0'}");
    }

    void sessionNotFoundIsByteForByteToolHives()
    {
        QFETCH(QByteArray, id);
        QFETCH(QByteArray, body);
        QCOMPARE(QByteArray::fromStdString(sessionNotFoundBody(id.toStdString())), body);
    }

    void escapesTheMessage()
    {
        const QByteArray expected
            = json("{'error':{'code':-32600,'message':'no \\'batch\\''},'jsonrpc':'2.0'}");
        const std::string body = errorBody(ErrorNumber::InvalidRequest, "no \"batch\"", {});
        QCOMPARE(QByteArray::fromStdString(body), expected);
    }
};

QTEST_APPLESS_MAIN(ErrorsTest)
#include "errors_test.moc"
