// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/mcp_client.h"

#include "core/mcp/headers.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkRequest>
#include <QRegularExpression>

namespace sessionscope::ui {

namespace {

const QByteArray kSessionHeader = QByteArrayLiteral("Mcp-Session-Id");
const QByteArray kEventStream = QByteArrayLiteral("text/event-stream");

QByteArray bytesOf(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

void put(QList<HttpHeader> &headers, const HttpHeader &header)
{
    headers.removeIf([&header](const HttpHeader &each) {
        return each.first.compare(header.first, Qt::CaseInsensitive) == 0;
    });
    if (!header.second.isEmpty())
        headers.append(header);
}

} // namespace

std::optional<QList<HttpHeader>> headersFrom(const QString &text)
{
    // A field's name is a token (RFC 9110, 5.6.2).
    static const QRegularExpression header(
        QStringLiteral("^\\s*([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \\t]*([^\\x00-\\x08\\x0a-\\x1f]*?)\\s*$"));
    QList<HttpHeader> headers;
    for (const QString &line : text.split(u'\n', Qt::SkipEmptyParts)) {
        if (line.trimmed().isEmpty())
            continue;
        const auto match = header.match(line);
        if (!match.hasMatch())
            return std::nullopt;
        headers.append({match.captured(1).toLatin1(), match.captured(2).toUtf8()});
    }
    return headers;
}

McpClient::McpClient(QObject *parent)
    : QObject(parent)
{
}

McpClient::~McpClient()
{
    if (m_reply)
        m_reply->disconnect(this);
}

QList<HttpHeader> McpClient::headersOf(const Request &request) const
{
    QList<HttpHeader> headers;
    const bool posts = request.method == "POST";
    put(headers, {"Accept", posts ? "application/json, " + kEventStream : kEventStream});
    if (posts)
        put(headers, {"Content-Type", "application/json"});
    put(headers, {kSessionHeader, m_session});
    put(headers, {bytesOf(mcp::kProtocolHeader), m_version});
    for (const HttpHeader &header : request.headers)
        put(headers, header);
    return headers;
}

void McpClient::send(const Request &request)
{
    if (m_reply)
        return;
    QNetworkRequest http(request.url);
    http.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    for (const HttpHeader &header : headersOf(request))
        http.setRawHeader(header.first, header.second);
    m_method = request.method;
    m_body.clear();
    m_events.reset();
    m_status = 0;
    m_reply = m_network.sendCustomRequest(http, request.method, request.body);
    connect(m_reply, &QNetworkReply::metaDataChanged, this, &McpClient::takeHead);
    connect(m_reply, &QNetworkReply::readyRead, this, &McpClient::takeBytes);
    connect(m_reply, &QNetworkReply::finished, this, &McpClient::finish);
}

void McpClient::cancel()
{
    if (m_reply)
        m_reply->abort();
}

void McpClient::forgetSession()
{
    m_session.clear();
    m_version.clear();
}

void McpClient::takeHead()
{
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status == 0 || m_status != 0)
        return;
    m_status = status;
    // From a successful answer only: an error's id would change the session under our feet (clients' facts).
    if (status < 300 && m_reply->hasRawHeader(kSessionHeader))
        m_session = m_reply->rawHeader(kSessionHeader);
    if (m_reply->rawHeader("Content-Type").toLower().startsWith(kEventStream))
        m_events.emplace();
    emit headArrived(status, m_reply->attribute(QNetworkRequest::HttpReasonPhraseAttribute).toString(),
                     m_reply->rawHeaderPairs());
}

void McpClient::takeBytes()
{
    const QByteArray bytes = m_reply->readAll();
    if (!m_events) {
        m_body += bytes;
        return;
    }
    m_events->feed({bytes.constData(), static_cast<std::size_t>(bytes.size())});
    while (const auto event = m_events->next()) {
        const QByteArray data = bytesOf(event->data);
        takeVersion(data);
        emit eventArrived(bytesOf(event->type), bytesOf(event->id), data);
    }
}

void McpClient::takeVersion(const QByteArray &json)
{
    const QString version = QJsonDocument::fromJson(json)
                                .object()
                                .value(QLatin1String("result"))
                                .toObject()
                                .value(QLatin1String("protocolVersion"))
                                .toString();
    if (!version.isEmpty() && m_status < 300)
        m_version = version.toLatin1();
}

void McpClient::finish()
{
    takeBytes();
    if (!m_body.isEmpty()) {
        takeVersion(m_body);
        emit bodyArrived(m_body);
    }
    // An HTTP error is an answer like any other.
    if (m_status == 0 || (m_status < 400 && m_reply->error() != QNetworkReply::NoError))
        emit failed(m_reply->errorString());
    else if (m_method == "DELETE" && m_status < 300)
        forgetSession();
    m_reply->deleteLater();
    m_reply.clear();
    emit finished();
}

} // namespace sessionscope::ui
