// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/cli_process.h"

#include <QFile>
#include <QTest>

namespace {

const QString kManifest = GOLDEN_DIR "/cluster/mcpserver.yaml";

QByteArray golden(const QString &name)
{
    QFile file(GOLDEN_DIR "/cluster/" + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class CliRunConfigTest : public QObject
{
    Q_OBJECT

private slots:
    void theOperatorsFileDependsOnTheProfile_data()
    {
        QTest::addColumn<QString>("profile");
        QTest::addColumn<QString>("file");
        QTest::newRow("as released") << "toolhive-0.17" << "runconfig.json";
        QTest::newRow("today") << "toolhive-0.44" << "runconfig.json";
        QTest::newRow("the pull request") << "pr-4638" << "runconfig_headless.json";
        QTest::newRow("our best") << "pod-dns" << "runconfig_headless.json";
    }

    void theOperatorsFileDependsOnTheProfile()
    {
        QFETCH(QString, profile);
        QFETCH(QString, file);
        const CliRun run = runCli({"runconfig", kManifest, "--profile", profile});
        QVERIFY2(run.exitCode == 0, run.err.constData());
        QCOMPARE(run.out, golden(file));
    }

    void whatWasPrintedCanBeReadAgain()
    {
        const QString file = GOLDEN_DIR "/cluster/runconfig_headless.json";
        const auto first = runCli({"runconfig", file, "--profile", "pod-dns"}).json();
        QVERIFY(first.is_object());
        QVERIFY(first["scaling_config"]["headless_service"].is_object());
    }
};

QTEST_GUILESS_MAIN(CliRunConfigTest)
#include "cli_run_config_test.moc"
