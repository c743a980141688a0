// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/support/window_rig.h"
#include "ui/client_snippets.h"
#include "ui/dock_set.h"
#include "ui/mcp_client.h"

#include <nlohmann/json.hpp>

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QTest>

using namespace sessionscope;
using namespace sessionscope::ui;

class AttachViewTest : public QObject
{
    Q_OBJECT

private slots:
    void everySnippetIsWellFormedAndNamesTheServer()
    {
        const QString url = QStringLiteral("http://127.0.0.1:18080/mcp");
        QStringList clients;
        for (const ClientSnippet &snippet : snippetsFor(url)) {
            clients.append(snippet.client);
            QVERIFY2(snippet.text.contains(url), qPrintable(snippet.client));
            QVERIFY2(!snippet.text.contains(u'%'), qPrintable(snippet.client));
            const auto format = snippet.format;
            if (format == ClientSnippet::Format::Json) {
                const auto json = nlohmann::json::parse(snippet.text.toStdString(), nullptr, false);
                QVERIFY2(json.is_object() && json.size() == 1, qPrintable(snippet.client));
                const char *servers = snippet.client == QStringLiteral("VS Code") ? "servers" : "mcpServers";
                QVERIFY2(json.contains(servers), qPrintable(snippet.client));
                const auto &server = json[servers]["sessionscope"];
                const bool isCommand = server.contains("command");
                const auto address = isCommand ? server["args"][2] : server["url"];
                QCOMPARE(address.get<std::string>(), url.toStdString());
                QVERIFY(!snippet.file.isEmpty());
            } else if (format == ClientSnippet::Format::Toml) {
                static const QRegularExpression toml(
                    QStringLiteral("^\\[mcp_servers\\.[a-z]+\\]\\nurl = \"[^\"\\\\]+\"$"));
                QVERIFY2(toml.match(snippet.text).hasMatch(), qPrintable(snippet.text));
            }
        }
        for (const char *client : {"Claude Code", "Claude Desktop", "VS Code", "Cursor"})
            QVERIFY2(clients.contains(QLatin1String(client)), client);
    }

    void theSnippetOfTheChosenClientIsShown()
    {
        WindowRig rig;
        auto *client = rig.window.findChild<QComboBox *>(QStringLiteral("attach.client"));
        auto *text = rig.window.findChild<QPlainTextEdit *>(QStringLiteral("attach.snippet"));
        auto *file = rig.window.findChild<QLabel *>(QStringLiteral("attach.file"));
        client->setCurrentText(QStringLiteral("Cursor"));
        QVERIFY(text->toPlainText().contains(QStringLiteral("127.0.0.1:18080/mcp")));
        QVERIFY(file->text().contains(QStringLiteral(".cursor/mcp.json")));
        client->setCurrentText(QStringLiteral("curl"));
        QVERIFY(text->toPlainText().startsWith(QStringLiteral("curl")));
        QCOMPARE(file->text(), QString());
    }

    void whoeverAttachesIsShownOnce()
    {
        WindowRig rig(EngineKind::Live);
        rig.window.docks().show(QStringLiteral("attach"));
        rig.trigger("run.cluster");
        auto *url = rig.window.findChild<QLineEdit *>(QStringLiteral("attach.url"));
        QTRY_VERIFY_WITH_TIMEOUT(!url->text().isEmpty(), 20'000);
        auto *clients = rig.window.findChild<QLabel *>(QStringLiteral("attach.clients"));
        QVERIFY(clients->text().startsWith(QStringLiteral("○")));
        McpClient foreign;
        bool finished = false;
        connect(&foreign, &McpClient::finished, this, [&finished] { finished = true; });
        foreign.send(
            {"POST", QUrl(url->text()),
             R"({"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25",)"
             R"("capabilities":{},"clientInfo":{"name":"somebody","version":"7.1"}}})"});
        QTRY_VERIFY(finished);
        QTRY_COMPARE(clients->text(), QStringLiteral("● somebody 7.1 — 1 requests, 0 failed"));
        rig.trigger("run.stop");
        QTRY_VERIFY_WITH_TIMEOUT(!rig.workspace.lab().isBusy(), 20'000);
    }
};

QTEST_MAIN(AttachViewTest)
#include "attach_view_test.moc"
