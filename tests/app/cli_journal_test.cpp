// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/cli_process.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

class CliJournalTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_journal = m_folder->filePath("run.journal");
    }

    void aLostSessionIsExplainedDownToItsRootCause()
    {
        record("toolhive-0.17");
        const CliRun run = runCli({"explain", m_journal, "--json"});
        QCOMPARE(run.exitCode, 0);
        const auto json = run.json();
        QCOMPARE(json["profile"].get<std::string>(), "toolhive-0.17");
        QCOMPARE(json["sessions"].size(), 12U);
        for (const auto &session : json["sessions"]) {
            QCOMPARE(session["failureMode"].get<std::string>(), "F-01");
            QCOMPARE(session["outcome"].get<std::string>(), "lost");
            QCOMPARE(std::ranges::count_if(
                         session["chain"],
                         [](const auto &link) { return link["rootCause"].template get<bool>(); }),
                     1);
            QVERIFY(!session["fix"].get<std::string>().empty());
        }
    }

    void sessionsWithOneStoryAreToldOnce()
    {
        record("toolhive-0.17");
        const CliRun run = runCli({"explain", m_journal});
        QCOMPARE(run.exitCode, 0);
        QCOMPARE(run.out.count("the root cause"), 1);
        QVERIFY(run.out.contains("11 more went the same way"));
        QVERIFY2(columnsOf(run.out) <= 80, run.out.constData());
    }

    void idsAreMaskedUnlessAskedFor()
    {
        record("toolhive-0.17");
        const auto masked = runCli({"explain", m_journal, "--json"}).json();
        const auto shown = runCli({"explain", m_journal, "--json", "--show-ids"}).json();
        const std::string id = shown["sessions"][0]["session"];
        QCOMPARE(id.size(), 36U);
        QVERIFY(masked["sessions"][0]["session"] != id);
        QVERIFY(!QByteArray::fromStdString(masked.dump()).contains(QByteArray::fromStdString(id)));

        const auto one
            = runCli({"explain", m_journal, "--json", "--session", QString::fromStdString(id.substr(0, 13))});
        QCOMPARE(one.json()["sessions"].size(), 1U);
        const auto same = runCli({"explain", m_journal, "--json", "--session",
                                  QString::fromStdString(masked["sessions"][0]["session"])});
        QVERIFY(same.json()["sessions"].size() >= 1U);
    }

    void aRunWithoutLossHasNothingToExplain()
    {
        record("pod-dns");
        const CliRun run = runCli({"explain", m_journal});
        QCOMPARE(run.exitCode, 0);
        QVERIFY(run.out.startsWith("No session was lost"));
        QCOMPARE(runCli({"explain", m_journal, "--json"}).json()["sessions"].size(), 0U);
    }

    void aSessionThatWasUsedAfterItWasClosedIsExplained()
    {
        record("toolhive-0.17", "upstream-e2e-close");
        const CliRun run = runCli({"explain", m_journal});
        QVERIFY2(run.out.contains("closed\n  Used after it was closed"), run.out.constData());
        QVERIFY2(run.out.contains("client answered 404 (guard)"), run.out.constData());
    }

    void aSessionThatIsNotThereIsSaidSo()
    {
        record("pod-dns");
        const CliRun run = runCli({"explain", m_journal, "--session", "nobody"});
        QCOMPARE(run.exitCode, 2);
        QVERIFY(run.err.contains("where: --session nobody"));
    }

    void aCutOffJournalIsReadAsFarAsItGoes()
    {
        record("toolhive-0.17");
        QFile file(m_journal);
        QVERIFY(file.resize(file.size() - 10));
        const auto json = runCli({"explain", m_journal, "--json"}).json();
        QVERIFY(json["truncated"].get<bool>());
    }

    void aForeignJournalPaintsNoTerminal()
    {
        record("toolhive-0.17");
        QFile file(m_journal);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QByteArray text = file.readAll();
        file.close();
        text.replace("mcp-myserver", "mcp-\\u001b[31mmyserver");
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
        file.close();
        const CliRun run = runCli({"explain", m_journal});
        QCOMPARE(run.exitCode, 0);
        QVERIFY2(run.out.contains("?[31mmyserver") && !run.out.contains('\x1b'), run.out.constData());
    }

    void aBrokenJournalNamesTheLine()
    {
        QFile file(m_journal);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("nonsense\n");
        file.close();
        const CliRun run = runCli({"explain", m_journal});
        QCOMPARE(run.exitCode, 2);
        QVERIFY2(run.err.contains(m_journal.toUtf8() + ": line 1"), run.err.constData());
    }

private:
    void record(const QString &profile, const QString &scenario = "restart")
    {
        const CliRun run
            = runCli({"run", scenario, "--engine", "sim", "--profile", profile, "--journal", m_journal});
        QVERIFY(run.exitCode == 0 || run.exitCode == 1);
        QVERIFY(QFile::exists(m_journal));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_journal;
};

QTEST_GUILESS_MAIN(CliJournalTest)
#include "cli_journal_test.moc"
