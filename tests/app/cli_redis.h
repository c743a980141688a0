// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

/// A redis-server that is not ours, on a socket in a folder of the test's own.
class CliRedis
{
public:
    static bool isInstalled() { return !QStandardPaths::findExecutable("redis-server").isEmpty(); }

    CliRedis()
    {
        m_server.start(
            "redis-server",
            {"--port", "0", "--unixsocket", path("r.sock"), "--dir", m_folder.path(), "--save", "3600 1"});
    }

    ~CliRedis() { stop(); }

    /// Its folder stays.
    void stop()
    {
        m_server.kill();
        m_server.waitForFinished();
    }

    bool answers() const
    {
        return QTest::qWaitFor([this] { return ask({"PING"}) == "PONG\n"; }, 20'000);
    }

    QString path(const QString &name) const { return m_folder.filePath(name); }
    QString url() const { return "unix:" + path("r.sock"); }

    /// What redis-cli prints of the reply.
    QByteArray ask(const QStringList &words) const
    {
        QProcess process;
        process.start("redis-cli", QStringList{"-s", path("r.sock")} + words);
        process.waitForFinished();
        return process.readAllStandardOutput();
    }

private:
    QTemporaryDir m_folder;
    QProcess m_server;
};
