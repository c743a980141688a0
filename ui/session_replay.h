// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/replay_plan.h"

#include <QObject>
#include <QPointer>
#include <QUrl>

class QNetworkAccessManager;
class QNetworkReply;

namespace sessionscope::ui {

/// Sends the requests of a recorded session again, one after the other, through a proxy that stands, and compares the
/// answers' statuses. The new session's id takes the recorded one's place.
class SessionReplay : public QObject
{
    Q_OBJECT

public:
    struct Answer
    {
        ExchangeId exchange;
        std::int64_t recorded = 0;
        std::int64_t now = 0; ///< 0: no answer
        QString trouble;      ///< why there was none
    };

    explicit SessionReplay(QObject *parent = nullptr);
    ~SessionReplay() override;

    /// Whatever ran before is cancelled.
    void start(std::vector<ReplayRequest> requests, const QUrl &url);
    void cancel();

    bool isRunning() const { return m_isRunning; }
    std::size_t size() const { return m_requests.size(); }
    const std::vector<Answer> &answers() const { return m_answers; }
    std::size_t differing() const;

signals:
    void changed(); ///< another answer, the start or the end

private:
    void sendNext();
    void take();
    void end();

    QNetworkAccessManager *m_network;
    QUrl m_url;
    std::vector<ReplayRequest> m_requests;
    std::vector<Answer> m_answers;
    QByteArray m_session;
    QPointer<QNetworkReply> m_reply;
    std::vector<QPointer<QNetworkReply>> m_streams; ///< GETs that stay open beside the requests
    bool m_isRunning = false;
};

} // namespace sessionscope::ui
