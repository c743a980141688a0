// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/mcp/sse.h"

#include <QByteArray>
#include <QList>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QObject>
#include <QPair>
#include <QPointer>
#include <QUrl>

#include <optional>

namespace sessionscope::ui {

/// "Name: value", as in HTTP.
using HttpHeader = QPair<QByteArray, QByteArray>;

/// One header per line, blank lines between them or not; nothing if a line is no header. An empty value is kept: it
/// means that the header is not to be sent.
std::optional<QList<HttpHeader>> headersFrom(const QString &text);

/// An MCP client over HTTP, one request at a time, with a session and a protocol version of its own. It knows no more
/// of a proxy than its URL.
class McpClient : public QObject
{
    Q_OBJECT

public:
    struct Request
    {
        QByteArray method; ///< "POST"
        QUrl url;
        QByteArray body;
        QList<HttpHeader> headers{}; ///< on top of the client's own; an empty value takes that one away
    };

    explicit McpClient(QObject *parent = nullptr);
    ~McpClient() override;

    /// Ignored while isBusy().
    void send(const Request &request);
    void cancel();
    void forgetSession();

    bool isBusy() const { return m_reply; }
    const QByteArray &session() const { return m_session; } ///< Mcp-Session-Id; empty before initialize
    /// What a request would carry now.
    QList<HttpHeader> headersOf(const Request &request) const;

signals:
    void headArrived(int status, const QString &reason, const QList<sessionscope::ui::HttpHeader> &headers);
    void eventArrived(const QByteArray &type, const QByteArray &id, const QByteArray &data);
    void bodyArrived(const QByteArray &body); ///< of an answer that is no event stream, whole
    void failed(const QString &why);          ///< there was no answer, or it broke off
    void finished();                          ///< always, and last

private:
    void takeHead();
    void takeBytes();
    void takeVersion(const QByteArray &json);
    void finish();

    QNetworkAccessManager m_network;
    QPointer<QNetworkReply> m_reply;
    QByteArray m_method;
    QByteArray m_session;
    QByteArray m_version; ///< that the server agreed to
    QByteArray m_body;
    std::optional<mcp::SseParser> m_events; ///< of an event stream
    int m_status = 0;
};

} // namespace sessionscope::ui
