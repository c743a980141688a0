// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/views/console_view.h"

#include "core/base/mask.h"
#include "ui/workspace.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QHBoxLayout>
#include <QJsonDocument>
#include <QJsonObject>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QNetworkReply>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

namespace sessionscope::ui {

namespace {

constexpr int kHistoryMax = 100;
constexpr int kAnswerLinesMax = 5000;

const QByteArray kSessionHeader = QByteArrayLiteral("Mcp-Session-Id");

enum What { Initialize, Initialized, ListTools, CallTool, Ping, Stream, Delete, Raw };

QString pretty(const QByteArray &body)
{
    const QJsonDocument json = QJsonDocument::fromJson(body);
    return QString::fromUtf8(json.isNull() ? body : json.toJson(QJsonDocument::Indented)).trimmed();
}

QByteArray masked(const QByteArray &name, const QByteArray &value)
{
    if (name.compare(kSessionHeader, Qt::CaseInsensitive) != 0)
        return value;
    return QByteArray::fromStdString(maskedSessionId(value.toStdString()));
}

} // namespace

ConsoleView::ConsoleView(Workspace &workspace)
    : View(QStringLiteral("console"), tr("Console"), workspace)
    , m_what(new QComboBox(this))
    , m_method(new QComboBox(this))
    , m_tool(new QLineEdit(QStringLiteral("counter"), this))
    , m_request(new QPlainTextEdit(this))
    , m_answer(new QPlainTextEdit(this))
    , m_status(new QLabel(this))
    , m_send(new QPushButton(tr("Send"), this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
{
    build();
    connect(&workspace.state(), &RunState::reset, this, [this] { m_session.clear(); });
    connect(&workspace.lab(), &Lab::changed, this, &ConsoleView::showState);
    compose();
    showState();
}

ConsoleView::~ConsoleView()
{
    if (m_reply)
        m_reply->disconnect(this);
}

void ConsoleView::build()
{
    m_what->addItems({QStringLiteral("initialize"), QStringLiteral("notifications/initialized"),
                      QStringLiteral("tools/list"), QStringLiteral("tools/call"), QStringLiteral("ping"),
                      tr("GET stream"), tr("DELETE session"), tr("raw")});
    m_what->setAccessibleName(tr("Request"));
    m_method->addItems({QStringLiteral("POST"), QStringLiteral("GET"), QStringLiteral("DELETE")});
    m_method->setAccessibleName(tr("HTTP method"));
    m_tool->setAccessibleName(tr("Tool"));
    m_request->setAccessibleName(tr("Body of the request"));
    m_request->setTabChangesFocus(true);
    m_request->installEventFilter(this);
    m_answer->setAccessibleName(tr("Answers"));
    m_answer->setReadOnly(true);
    m_answer->setMaximumBlockCount(kAnswerLinesMax);
    m_answer->setPlaceholderText(
        tr("Status, headers, body and events of each answer appear here, with their times."));
    m_send->setProperty("primary", true);
    auto *curl = new QPushButton(tr("Copy as curl"), this);
    auto *row = new QHBoxLayout;
    for (QWidget *widget :
         {static_cast<QWidget *>(m_what), static_cast<QWidget *>(m_method), static_cast<QWidget *>(m_tool),
          static_cast<QWidget *>(m_send), static_cast<QWidget *>(m_cancel), static_cast<QWidget *>(curl)})
        row->addWidget(widget);
    row->addWidget(m_status, 1);
    auto *split = new QSplitter(this);
    split->addWidget(m_request);
    split->addWidget(m_answer);
    split->setStretchFactor(1, 2);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->addLayout(row);
    layout->addWidget(split, 1);
    connect(m_what, &QComboBox::currentIndexChanged, this, &ConsoleView::compose);
    connect(m_tool, &QLineEdit::textEdited, this, &ConsoleView::compose);
    connect(m_send, &QPushButton::clicked, this, &ConsoleView::send);
    connect(m_cancel, &QPushButton::clicked, this, &ConsoleView::cancel);
    connect(curl, &QPushButton::clicked, this, [this] { QApplication::clipboard()->setText(asCurl()); });
    const std::pair<QWidget *, const char *> names[]
        = {{m_what, "console.what"}, {m_tool, "console.tool"},     {m_request, "console.request"},
           {m_send, "console.send"}, {m_answer, "console.answer"}, {m_cancel, "console.cancel"}};
    for (const auto &[widget, name] : names)
        widget->setObjectName(QLatin1String(name));
}

void ConsoleView::compose()
{
    const int what = m_what->currentIndex();
    m_tool->setVisible(what == CallTool);
    m_method->setVisible(what == Raw);
    m_method->setCurrentIndex(what == Stream ? 1 : what == Delete ? 2 : 0);
    if (what == Raw)
        return;
    if (what == Stream || what == Delete) {
        m_request->clear();
        return;
    }
    QJsonObject json{{QStringLiteral("jsonrpc"), QStringLiteral("2.0")},
                     {QStringLiteral("method"), m_what->currentText()}};
    if (what != Initialized)
        json[QStringLiteral("id")] = m_nextId;
    if (what == Initialize) {
        json[QStringLiteral("params")]
            = QJsonObject{{QStringLiteral("protocolVersion"), QStringLiteral("2025-06-18")},
                          {QStringLiteral("capabilities"), QJsonObject()},
                          {QStringLiteral("clientInfo"),
                           QJsonObject{{QStringLiteral("name"), QStringLiteral("sessionscope-console")},
                                       {QStringLiteral("version"), QStringLiteral("1")}}}};
    } else if (what == CallTool) {
        json[QStringLiteral("params")] = QJsonObject{{QStringLiteral("name"), m_tool->text()},
                                                     {QStringLiteral("arguments"), QJsonObject()}};
    }
    m_request->setPlainText(QString::fromUtf8(QJsonDocument(json).toJson()).trimmed());
}

void ConsoleView::send()
{
    const Run *run = workspace().lab().run();
    if (m_reply || !workspace().lab().isUp() || !run->cluster())
        return;
    QNetworkRequest request{QUrl(QString::fromStdString(run->cluster()->mcpUrl))};
    request.setRawHeader("Content-Type", "application/json");
    request.setRawHeader("Accept",
                         m_method->currentIndex() == 1 ? "text/event-stream"
                                                       : "application/json, text/event-stream");
    if (!m_session.isEmpty())
        request.setRawHeader(kSessionHeader, m_session);
    if (!m_session.isEmpty())
        request.setRawHeader("Mcp-Protocol-Version", "2025-06-18");
    const QString text = m_request->toPlainText();
    if (!text.isEmpty() && (m_history.isEmpty() || m_history.last() != text))
        m_history.append(text);
    m_history = m_history.mid(std::max<qsizetype>(0, m_history.size() - kHistoryMax));
    m_recalled = int(m_history.size());
    m_body.clear();
    m_streams = false;
    m_clock.start();
    const QByteArray method = m_method->currentText().toLatin1();
    m_reply = m_network.sendCustomRequest(request, method, method == "POST" ? text.toUtf8() : QByteArray());
    connect(m_reply, &QNetworkReply::metaDataChanged, this, &ConsoleView::takeHead);
    connect(m_reply, &QNetworkReply::readyRead, this, &ConsoleView::takeBytes);
    connect(m_reply, &QNetworkReply::finished, this, &ConsoleView::finish);
    write(QStringLiteral("→ %1 %2").arg(m_method->currentText(), m_what->currentText()));
    ++m_nextId;
    showState();
}

void ConsoleView::takeHead()
{
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status == 0)
        return;
    write(QStringLiteral("← %1 %2  (%3 ms)")
              .arg(status)
              .arg(m_reply->attribute(QNetworkRequest::HttpReasonPhraseAttribute).toString())
              .arg(m_clock.elapsed()));
    for (const auto &[name, value] : m_reply->rawHeaderPairs())
        write(QString::fromLatin1(name + ": " + masked(name, value)));
    // From a successful answer only: an error's id would change the session under our feet (clients' facts).
    if (status < 300 && m_reply->hasRawHeader(kSessionHeader))
        m_session = m_reply->rawHeader(kSessionHeader);
    m_streams = m_reply->header(QNetworkRequest::ContentTypeHeader)
                    .toString()
                    .startsWith(QStringLiteral("text/event-stream"));
}

void ConsoleView::takeBytes()
{
    m_body += m_reply->readAll();
    if (!m_streams)
        return;
    qsizetype end = m_body.indexOf("\n\n");
    for (; end >= 0; end = m_body.indexOf("\n\n")) {
        write(tr("event at %1 ms").arg(m_clock.elapsed()));
        write(QString::fromUtf8(m_body.left(end)));
        m_body.remove(0, end + 2);
    }
}

void ConsoleView::finish()
{
    takeBytes();
    if (!m_body.trimmed().isEmpty())
        write(pretty(m_body));
    const bool answered = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).isValid();
    if (!answered)
        write(QStringLiteral("✗ ") + m_reply->errorString());
    else if (m_method->currentText() == QStringLiteral("DELETE")
             && m_reply->error() == QNetworkReply::NoError)
        m_session.clear();
    write({});
    m_reply->deleteLater();
    m_reply.clear();
    showState();
}

void ConsoleView::cancel()
{
    if (m_reply)
        m_reply->abort();
}

void ConsoleView::recall(int step)
{
    const int index = m_recalled + step;
    if (index < 0 || index >= m_history.size())
        return;
    m_recalled = index;
    m_request->setPlainText(m_history.at(index));
}

bool ConsoleView::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_request && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const QTextCursor cursor = m_request->textCursor();
        if (key->key() == Qt::Key_Up && cursor.blockNumber() == 0) {
            recall(-1);
            return true;
        }
        if (key->key() == Qt::Key_Down && cursor.blockNumber() == m_request->blockCount() - 1) {
            recall(1);
            return true;
        }
    }
    return View::eventFilter(watched, event);
}

void ConsoleView::write(const QString &line)
{
    m_answer->appendPlainText(line);
}

void ConsoleView::showState()
{
    const bool up = workspace().lab().isUp();
    m_send->setEnabled(up && !m_reply && workspace().lab().run()->header().engine == "live");
    m_cancel->setEnabled(m_reply);
    if (!up)
        m_status->setText(tr("Start a run or a cluster on the live engine first."));
    else if (workspace().lab().run()->header().engine != "live")
        m_status->setText(tr("The simulator has no sockets: choose the live engine."));
    else if (m_session.isEmpty())
        m_status->setText(tr("No session yet: send initialize."));
    else
        m_status->setText(
            tr("Session %1").arg(QString::fromStdString(maskedSessionId(m_session.toStdString()))));
}

QString ConsoleView::asCurl() const
{
    const Run *run = workspace().lab().run();
    const QString url = run && run->cluster() ? QString::fromStdString(run->cluster()->mcpUrl) : QString();
    QString text = QStringLiteral("curl -i -N -X %1 '%2' -H 'Accept: application/json, text/event-stream'"
                                  " -H 'Content-Type: application/json'")
                       .arg(m_method->currentText(), url);
    if (!m_session.isEmpty())
        text += QStringLiteral(" -H 'Mcp-Session-Id: %1'").arg(QString::fromLatin1(m_session));
    QString body = m_request->toPlainText();
    if (m_method->currentIndex() == 0)
        text += QStringLiteral(" --data '%1'").arg(body.replace(QLatin1Char('\''), QStringLiteral("'\\''")));
    return text;
}

QList<View::Export> ConsoleView::exports()
{
    QList<Export> all = View::exports();
    all.prepend({tr("Text"), QStringLiteral("txt"), [this] { return m_answer->toPlainText().toUtf8(); }});
    return all;
}

} // namespace sessionscope::ui
