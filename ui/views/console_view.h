// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/view.h"

#include <QElapsedTimer>
#include <QNetworkAccessManager>
#include <QPointer>
#include <QStringList>

class QComboBox;
class QLabel;
class QLineEdit;
class QNetworkReply;
class QPlainTextEdit;
class QPushButton;

namespace sessionscope::ui {

/// Sends any MCP request through the proxy with an HTTP client of its own: to the proxy one more foreign client.
class ConsoleView : public View
{
    Q_OBJECT

public:
    explicit ConsoleView(Workspace &workspace);
    ~ConsoleView() override;

    QList<Export> exports() override;
    const QByteArray &session() const
    {
        return m_session;
    } ///< Mcp-Session-Id of the console; empty before initialize

private:
    void build();
    void compose();
    void send();
    void cancel();
    void takeHead();
    void takeBytes();
    void finish();
    void recall(int step);
    void write(const QString &line);
    void showState();
    QString asCurl() const;
    bool eventFilter(QObject *watched, QEvent *event) override;

    QNetworkAccessManager m_network;
    QPointer<QNetworkReply> m_reply;
    QElapsedTimer m_clock;
    QByteArray m_session;
    QByteArray m_body;
    bool m_streams = false;
    int m_nextId = 1;
    QStringList m_history;
    int m_recalled = 0;
    QComboBox *m_what;
    QComboBox *m_method;
    QLineEdit *m_tool;
    QPlainTextEdit *m_request;
    QPlainTextEdit *m_answer;
    QLabel *m_status;
    QPushButton *m_send;
    QPushButton *m_cancel;
};

} // namespace sessionscope::ui
