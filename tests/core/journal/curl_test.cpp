// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/journal/curl.h"

#include <QProcess>
#include <QTest>

using namespace sessionscope;
using namespace sessionscope::journal;

class CurlTest : public QObject
{
    Q_OBJECT

private slots:
    void whatTheClientSentIsTold()
    {
        Message request = call("{\"id\":1}");
        request.headers = {{"Host", "127.0.0.1:4483"},
                           {"Mcp-Session-Id", "0123456789abcdef"},
                           {"Content-Length", "8"},
                           {"Accept", "application/json, text/event-stream"}};
        SessionIdMask mask;
        mask.add("0123456789abcdef");
        QCOMPARE(QByteArray::fromStdString(curlCommand(request, mask)),
                 QByteArray("curl -i -N -X 'POST' 'http://127.0.0.1:4483/mcp' \\\n"
                            "  -H 'Mcp-Session-Id: 0123…ef' \\\n"
                            "  -H 'Accept: application/json, text/event-stream' \\\n"
                            "  --data-binary '{\"id\":1}'"));
        QVERIFY(curlCommand(request, {}).find("0123456789abcdef") != std::string::npos);
    }

    /// A shell reads it and hands every byte on.
    void noBodyBreaksTheShell_data()
    {
        QTest::addColumn<QByteArray>("body");
        QByteArray all;
        for (int byte = 0; byte < 256; ++byte)
            all.append(static_cast<char>(byte));
        QTest::newRow("quotes") << QByteArray("it's \"$HOME\" `id` \\n %s");
        QTest::newRow("lines") << QByteArray("a\nb\n");
        QTest::newRow("a zero") << QByteArray("a\0b", 3);
        QTest::newRow("all bytes") << all;
    }

    void noBodyBreaksTheShell()
    {
        QFETCH(QByteArray, body);
        const std::string command = curlCommand(call(body.toStdString()), {});
        // In place of curl a function that gives back what it would send.
        const std::string curl = "curl() { for last; do :; done;"
                                 " if [ \"$last\" = @- ]; then cat; else printf %s \"$last\"; fi; }\n";
        QProcess shell;
        shell.start(QStringLiteral("sh"), {QStringLiteral("-c"), QString::fromStdString(curl + command)});
        QVERIFY(shell.waitForFinished());
        QCOMPARE(shell.readAllStandardOutput(), body);
    }

    void anAddressIsFoundWithoutAHost()
    {
        Message request = call({});
        request.actor = proxyActor(ProxyId(1));
        QCOMPARE(urlOf(request), std::string("http://proxy-1/mcp"));
        request.leg = Leg::UpstreamRequest;
        request.peer = "127.77.0.10:8080";
        QCOMPARE(urlOf(request), std::string("http://127.77.0.10:8080/mcp"));
    }

    void firstLinesAreTakenApart()
    {
        Message message;
        message.startLine = "HTTP/1.1 404 Not Found";
        QCOMPARE(startLineOf(message).status, 404);
        QVERIFY(startLineOf(message).reason == "Not Found");
        message.startLine = "HTTP/1.1 200";
        QCOMPARE(startLineOf(message).status, 200);
        message.startLine = "DELETE /mcp HTTP/1.1";
        QVERIFY(startLineOf(message).method == "DELETE");
        QVERIFY(startLineOf(message).target == "/mcp");
        message.startLine = {};
        QVERIFY(startLineOf(message).method.empty());
    }

private:
    static Message call(std::string body)
    {
        Message message;
        message.startLine = "POST /mcp HTTP/1.1";
        message.bodySize = body.size();
        message.body = std::move(body);
        return message;
    }
};

QTEST_APPLESS_MAIN(CurlTest)
#include "curl_test.moc"
