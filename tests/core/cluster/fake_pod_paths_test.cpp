// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/cluster/fake_pod.h"

#include <QTest>

#include <string>

using namespace sessionscope;
using namespace sessionscope::cluster;

class FakePodPathsTest : public QObject
{
    Q_OBJECT

private slots:
    void aSessionIsKnownOnEveryPath_data()
    {
        QTest::addColumn<QString>("path");
        QTest::newRow("where MCP is") << "/mcp";
        QTest::newRow("the way back") << "/mcp/";
        QTest::newRow("nothing there") << "/foo";
    }

    void aSessionIsKnownOnEveryPath()
    {
        QFETCH(QString, path);
        FakePod pod({}, Rng(1));
        PodRequest request;
        request.method = "POST";
        request.path = FakePod::kPath;
        request.accept = "application/json, text/event-stream";
        request.contentType = "application/json";
        request.body = R"({"jsonrpc":"2.0","id":0,"method":"initialize",)"
                       R"("params":{"protocolVersion":"2025-06-18"}})";
        const PodReply made = pod.handle(request, Instant());
        const std::string session = made.headers.back().second;
        QVERIFY(pod.knows(session));

        const std::string elsewhere = path.toStdString();
        request.path = elsewhere;
        request.sessionId = session;
        QVERIFY(pod.handle(request, Instant()).knewSession);
        request.sessionId = "nobody";
        QVERIFY(!pod.handle(request, Instant()).knewSession);
    }
};

QTEST_APPLESS_MAIN(FakePodPathsTest)
#include "fake_pod_paths_test.moc"
