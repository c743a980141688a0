// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/sessionscope/single_instance.h"

#include <QCryptographicHash>
#include <QDir>
#include <QLocalSocket>

#include <memory>

namespace sessionscope::window {

namespace {

constexpr char kEnd = '\n'; // of a request; JSON text of one line has none
constexpr qsizetype kRequestMax = 64 * 1024;
constexpr const char *kAnswer = "ok\n";

} // namespace

SingleInstance::SingleInstance(const QString &name, QObject *parent)
    : QObject(parent)
    , m_name(name)
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &SingleInstance::receive);
}

QString SingleInstance::defaultName()
{
    const QByteArray place = QDir::homePath().toUtf8() + '\n' + qgetenv("WAYLAND_DISPLAY") + '\n'
        + qgetenv("DISPLAY") + '\n' + qgetenv("QT_QPA_PLATFORM");
    const QByteArray hash = QCryptographicHash::hash(place, QCryptographicHash::Sha256).toHex().left(16);
    const QString folder = qEnvironmentVariable("XDG_RUNTIME_DIR", QDir::tempPath());
    return QStringLiteral("%1/sessionscope-%2").arg(folder, QString::fromLatin1(hash));
}

bool SingleInstance::handOver(const Request &request) const
{
    QLocalSocket socket;
    socket.connectToServer(m_name);
    if (!socket.waitForConnected(kPatienceMs))
        return false;
    socket.write(QByteArray::fromStdString(encode(request)) + kEnd);
    while (!socket.canReadLine()) {
        if (!socket.waitForReadyRead(kPatienceMs))
            return false;
    }
    return socket.readLine() == kAnswer;
}

void SingleInstance::listen()
{
    if (m_server.listen(m_name))
        return;
    // Nobody answered there, so what is in the way was left by one that crashed.
    QLocalServer::removeServer(m_name);
    m_server.listen(m_name);
}

void SingleInstance::receive()
{
    while (QLocalSocket *socket = m_server.nextPendingConnection()) {
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        const auto read = [this, socket] {
            if (socket->bytesAvailable() > kRequestMax)
                socket->abort();
            if (!socket->canReadLine())
                return;
            if (const auto request = decode(socket->readLine().toStdString())) {
                socket->write(kAnswer);
                emit requested(*request);
            }
            socket->disconnectFromServer();
        };
        connect(socket, &QLocalSocket::readyRead, this, read);
        read();
    }
}

} // namespace sessionscope::window
