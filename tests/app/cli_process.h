// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <nlohmann/json.hpp>

#include <QByteArray>
#include <QProcess>
#include <QStringList>

/// One run of the built program, from its words to its exit code.
struct CliRun
{
    int exitCode = -1;
    QByteArray out;
    QByteArray err;

    nlohmann::json json() const { return nlohmann::json::parse(out.toStdString(), nullptr, false); }
};

inline CliRun runCli(const QStringList &words, const QProcessEnvironment &environment = {})
{
    constexpr int kTimeoutMs = 60'000;
    QProcess process;
    if (!environment.isEmpty())
        process.setProcessEnvironment(environment);
    process.setStandardInputFile(QProcess::nullDevice());
    process.start(CLI_PATH, words);
    CliRun run;
    if (!process.waitForFinished(kTimeoutMs) || process.exitStatus() != QProcess::NormalExit)
        return run;
    run.exitCode = process.exitCode();
    run.out = process.readAllStandardOutput();
    run.err = process.readAllStandardError();
    return run;
}

/// The columns of the longest line.
inline qsizetype columnsOf(const QByteArray &text)
{
    qsizetype most = 0;
    for (const QString &line : QString::fromUtf8(text).split('\n'))
        most = std::max(most, line.size());
    return most;
}
