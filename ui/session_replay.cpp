// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/session_replay.h"

#include "core/mcp/headers.h"

#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QNetworkRequest>

#include <algorithm>
#include <utility>

namespace sessionscope::ui {

namespace {

constexpr int kAnswerMsMax = 15'000;

QByteArray bytes(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

void letGo(QNetworkReply *reply)
{
    if (!reply)
        return;
    reply->disconnect();
    reply->abort();
    reply->deleteLater();
}

} // namespace

SessionReplay::SessionReplay(QObject *parent)
    : QObject(parent)
    , m_network(new QNetworkAccessManager(this))
{
    m_network->setProxy(QNetworkProxy::NoProxy);
}

SessionReplay::~SessionReplay() = default;

void SessionReplay::start(std::vector<ReplayRequest> requests, const QUrl &url)
{
    cancel();
    m_requests = std::move(requests);
    m_answers.clear();
    m_session.clear();
    m_url = url;
    m_isRunning = true;
    sendNext();
}

void SessionReplay::cancel()
{
    if (m_isRunning)
        end();
}

std::size_t SessionReplay::differing() const
{
    return static_cast<std::size_t>(
        std::ranges::count_if(m_answers, [](const Answer &answer) { return answer.recorded != answer.now; }));
}

void SessionReplay::sendNext()
{
    if (m_answers.size() == m_requests.size()) {
        end();
        return;
    }
    const ReplayRequest &next = m_requests[m_answers.size()];
    QNetworkRequest request(m_url);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setTransferTimeout(kAnswerMsMax);
    for (const journal::Message::Header &header : next.headers)
        request.setRawHeader(bytes(header.name), bytes(header.value));
    if (next.namesSession && !m_session.isEmpty())
        request.setRawHeader(bytes(mcp::kSessionHeader), m_session);
    m_reply = m_network->sendCustomRequest(request, bytes(next.method), bytes(next.body));
    // A GET opens a stream that ends with the session: its head is the answer.
    const bool isStream = next.method == "GET";
    connect(m_reply, isStream ? &QNetworkReply::metaDataChanged : &QNetworkReply::finished, this,
            &SessionReplay::take);
    if (isStream)
        connect(m_reply, &QNetworkReply::errorOccurred, this, &SessionReplay::take);
    emit changed();
}

void SessionReplay::take()
{
    QNetworkReply *reply = std::exchange(m_reply, nullptr);
    reply->disconnect(this);
    const ReplayRequest &request = m_requests[m_answers.size()];
    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    m_answers.push_back(
        {request.exchange, request.status, status, status == 0 ? reply->errorString() : QString()});
    if (const QByteArray session = reply->rawHeader(bytes(mcp::kSessionHeader)); !session.isEmpty())
        m_session = session;
    if (reply->isFinished())
        reply->deleteLater();
    else
        m_streams.emplace_back(reply);
    sendNext();
}

void SessionReplay::end()
{
    m_isRunning = false;
    letGo(m_reply);
    m_reply = nullptr;
    for (const QPointer<QNetworkReply> &stream : m_streams)
        letGo(stream);
    m_streams.clear();
    emit changed();
}

} // namespace sessionscope::ui
