// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QList>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

namespace sessionscope::ui {

/// An HTTP server that a test speaks for: it keeps what it is asked and says what it is told, byte by byte.
class HttpPeer : public QObject
{
public:
    HttpPeer()
    {
        connect(&m_server, &QTcpServer::newConnection, this, [this] {
            m_socket = m_server.nextPendingConnection();
            connect(m_socket, &QTcpSocket::readyRead, this, [this] { received += m_socket->readAll(); });
        });
        m_server.listen(QHostAddress(QStringLiteral("127.0.0.1")));
    }

    QUrl url() const { return QUrl(QStringLiteral("http://127.0.0.1:%1/mcp").arg(m_server.serverPort())); }

    /// The whole head has come.
    bool wasAsked() const { return received.contains("\r\n\r\n"); }
    bool hasLine(const QByteArray &line) const
    {
        return received.toLower().contains("\r\n" + line.toLower() + "\r\n");
    }
    QByteArray received; ///< since the last answer

    void say(const QByteArray &bytes)
    {
        m_socket->write(bytes);
        m_socket->flush();
    }
    /// A whole answer; the connection ends with it.
    void answer(const QByteArray &statusLine, const QByteArray &headers, const QByteArray &body)
    {
        say("HTTP/1.1 " + statusLine + "\r\nConnection: close\r\n" + headers + "\r\n" + body);
        hangUp();
    }
    void hangUp()
    {
        received.clear();
        m_socket->disconnectFromHost();
    }

private:
    QTcpServer m_server;
    QPointer<QTcpSocket> m_socket;
};

} // namespace sessionscope::ui
