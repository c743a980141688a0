// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/mcp_client.h"
#include "ui/view.h"

#include <QElapsedTimer>
#include <QStringList>

class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace sessionscope::ui {

/// Sends any MCP request through the proxy with an HTTP client of its own: to the proxy one more foreign client.
class ConsoleView : public View
{
    Q_OBJECT

public:
    explicit ConsoleView(Workspace &workspace);

    QList<Export> exports() override;
    const McpClient &client() const { return m_client; }

private:
    void build();
    void compose();
    void send();
    void tellHead(int status, const QString &reason, const QList<HttpHeader> &headers);
    void tellEvent(const QByteArray &type, const QByteArray &id, const QByteArray &body);
    void recall(int step);
    void write(const QString &line);
    void showState();
    QByteArray shownId(const QByteArray &session) const; ///< masked, unless somebody wants to see it
    QByteArray shownValue(const QByteArray &name, const QByteArray &value) const;
    std::optional<McpClient::Request> request() const; ///< nothing if a header is none
    QString asCurl() const;
    bool eventFilter(QObject *watched, QEvent *event) override;

    McpClient m_client;
    QElapsedTimer m_clock;
    int m_nextId = 1;
    QString m_composed; ///< the body as it was proposed last
    QStringList m_history;
    int m_recalled = 0;
    QComboBox *m_what;
    QComboBox *m_method;
    QLineEdit *m_tool;
    QPlainTextEdit *m_headers;
    QPlainTextEdit *m_request;
    QPlainTextEdit *m_answer;
    QLabel *m_status;
    QPushButton *m_send;
    QPushButton *m_cancel;
};

} // namespace sessionscope::ui
