// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/views/console_view.h"

#include "core/base/mask.h"
#include "core/mcp/headers.h"
#include "ui/edit_actions.h"
#include "ui/views/elided.h"
#include "ui/workspace.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QHBoxLayout>
#include <QJsonDocument>
#include <QJsonObject>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

namespace sessionscope::ui {

namespace {

constexpr int kHistoryMax = 100;
constexpr int kAnswerLinesMax = 5000;

enum What { Initialize, Initialized, ListTools, CallTool, Ping, Stream, Delete, Raw };

QString pretty(const QByteArray &body)
{
    const QJsonDocument json = QJsonDocument::fromJson(body);
    return QString::fromUtf8(json.isNull() ? body : json.toJson(QJsonDocument::Indented)).trimmed();
}

} // namespace

ConsoleView::ConsoleView(Workspace &workspace)
    : View(QStringLiteral("console"), tr("Console"), workspace)
    , m_what(new ElidedComboBox(12, this))
    , m_method(new QComboBox(this))
    , m_tool(new QLineEdit(QStringLiteral("counter"), this))
    , m_headers(new QPlainTextEdit(this))
    , m_request(new QPlainTextEdit(this))
    , m_answer(new QPlainTextEdit(this))
    , m_status(new ElidedLabel(this))
    , m_send(new QPushButton(tr("Send"), this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
{
    build();
    connect(&m_client, &McpClient::headArrived, this, &ConsoleView::tellHead);
    connect(&m_client, &McpClient::eventArrived, this, &ConsoleView::tellEvent);
    connect(&m_client, &McpClient::bodyArrived, this,
            [this](const QByteArray &body) { write(pretty(body)); });
    connect(&m_client, &McpClient::failed, this,
            [this](const QString &why) { write(QStringLiteral("✗ ") + why); });
    connect(&m_client, &McpClient::finished, this, [this] {
        write({});
        showState();
    });
    connect(&workspace.lab(), &Lab::runCreated, this, [this] { m_client.forgetSession(); });
    connect(&workspace.lab(), &Lab::changed, this, &ConsoleView::showState);
    connect(revealAction(workspace), &QAction::toggled, this, &ConsoleView::showState);
    compose();
    showState();
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
    m_headers->setAccessibleName(tr("More headers"));
    m_headers->setTabChangesFocus(true);
    m_headers->setPlaceholderText(tr("More headers, one per line: Authorization: Bearer …"));
    m_headers->setToolTip(
        tr("Sent besides the client's own, or instead of them; without a value a header is left out"));
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
    curl->setObjectName(QStringLiteral("console.curl"));
    auto *row = new QHBoxLayout;
    for (QWidget *widget :
         {static_cast<QWidget *>(m_what), static_cast<QWidget *>(m_method), static_cast<QWidget *>(m_tool),
          static_cast<QWidget *>(m_send), static_cast<QWidget *>(m_cancel), static_cast<QWidget *>(curl)})
        row->addWidget(widget);
    row->addStretch(1);
    auto *what = new QSplitter(Qt::Vertical, this);
    what->addWidget(m_headers);
    what->addWidget(m_request);
    what->setStretchFactor(1, 1);
    what->setSizes({48, 200});
    auto *split = new QSplitter(this);
    split->addWidget(what);
    split->addWidget(m_answer);
    split->setStretchFactor(1, 2);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->addLayout(row);
    layout->addWidget(m_status);
    layout->addWidget(split, 1);
    connect(m_what, &QComboBox::currentIndexChanged, this, &ConsoleView::compose);
    connect(m_tool, &QLineEdit::textEdited, this, &ConsoleView::compose);
    connect(m_send, &QPushButton::clicked, this, &ConsoleView::send);
    connect(m_headers, &QPlainTextEdit::textChanged, this, &ConsoleView::showState);
    connect(m_cancel, &QPushButton::clicked, &m_client, &McpClient::cancel);
    connect(curl, &QPushButton::clicked, this, [this] { QApplication::clipboard()->setText(asCurl()); });
    const std::pair<QWidget *, const char *> names[]
        = {{m_what, "console.what"},       {m_tool, "console.tool"},    {m_headers, "console.headers"},
           {m_request, "console.request"}, {m_send, "console.send"},    {m_answer, "console.answer"},
           {m_cancel, "console.cancel"},   {m_status, "console.status"}};
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
            = QJsonObject{{QStringLiteral("protocolVersion"),
                           QString::fromUtf8(mcp::kSessionsVersion.data(), mcp::kSessionsVersion.size())},
                          {QStringLiteral("capabilities"), QJsonObject()},
                          {QStringLiteral("clientInfo"),
                           QJsonObject{{QStringLiteral("name"), QStringLiteral("sessionscope-console")},
                                       {QStringLiteral("version"), QStringLiteral("1")}}}};
    } else if (what == CallTool) {
        json[QStringLiteral("params")] = QJsonObject{{QStringLiteral("name"), m_tool->text()},
                                                     {QStringLiteral("arguments"), QJsonObject()}};
    }
    m_composed = QString::fromUtf8(QJsonDocument(json).toJson()).trimmed();
    m_request->setPlainText(m_composed);
}

std::optional<McpClient::Request> ConsoleView::request() const
{
    const Run *run = workspace().lab().run();
    const auto headers = headersFrom(m_headers->toPlainText());
    if (!headers)
        return std::nullopt;
    McpClient::Request request;
    request.method = m_method->currentText().toLatin1();
    if (run && run->cluster())
        request.url = QUrl(QString::fromStdString(run->cluster()->mcpUrl));
    if (request.method == "POST")
        request.body = m_request->toPlainText().toUtf8();
    request.headers = *headers;
    return request;
}

void ConsoleView::send()
{
    const auto wanted = request();
    if (!m_send->isEnabled() || !wanted || !wanted->url.isValid() || wanted->url.isEmpty())
        return;
    const QString text = m_request->toPlainText();
    if (!text.isEmpty() && (m_history.isEmpty() || m_history.last() != text))
        m_history.append(text);
    m_history = m_history.mid(std::max<qsizetype>(0, m_history.size() - kHistoryMax));
    m_recalled = int(m_history.size());
    write(QStringLiteral("→ %1 %2").arg(m_method->currentText(), m_what->currentText()));
    ++m_nextId;
    m_clock.start();
    m_client.send(*wanted);
    if (text == m_composed)
        compose(); // an id is for one request
    showState();
}

QByteArray ConsoleView::shownId(const QByteArray &session) const
{
    return revealsIds(workspace()) ? session
                                   : QByteArray::fromStdString(maskedSessionId(session.toStdString()));
}

QByteArray ConsoleView::shownValue(const QByteArray &name, const QByteArray &value) const
{
    return name.compare("Mcp-Session-Id", Qt::CaseInsensitive) == 0 ? shownId(value) : value;
}

void ConsoleView::tellHead(int status, const QString &reason, const QList<HttpHeader> &headers)
{
    write(QStringLiteral("← %1 %2  (%3 ms)").arg(status).arg(reason).arg(m_clock.elapsed()));
    for (const auto &[name, value] : headers)
        write(QString::fromUtf8(name + ": " + shownValue(name, value)));
    showState();
}

void ConsoleView::tellEvent(const QByteArray &type, const QByteArray &id, const QByteArray &body)
{
    QString title = tr("event at %1 ms").arg(m_clock.elapsed());
    for (const QByteArray &part : {type, id}) {
        if (!part.isEmpty())
            title += QStringLiteral(" · ") + QString::fromUtf8(part);
    }
    write(title);
    write(pretty(body));
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
    const bool live = up && workspace().lab().run()->header().engine == "live";
    const bool headers = headersFrom(m_headers->toPlainText()).has_value();
    m_send->setEnabled(live && headers && !m_client.isBusy());
    m_cancel->setEnabled(m_client.isBusy());
    if (!headers)
        m_status->setText(tr("✗ A header is “Name: value”, each on a line of its own."));
    else if (!up)
        m_status->setText(tr("Start a run or a cluster on the live engine first."));
    else if (!live)
        m_status->setText(tr("The simulator has no sockets: choose the live engine."));
    else if (m_client.session().isEmpty())
        m_status->setText(tr("No session yet: send initialize."));
    else
        m_status->setText(tr("Session %1").arg(QString::fromUtf8(shownId(m_client.session()))));
}

QString ConsoleView::asCurl() const
{
    const auto wanted = request();
    if (!wanted)
        return {};
    const auto quoted = [](const QByteArray &text) {
        return u'\'' + QString::fromUtf8(text).replace(u'\'', QStringLiteral("'\\''")) + u'\'';
    };
    QString text = QStringLiteral("curl -i -N -X %1 %2")
                       .arg(QString::fromLatin1(wanted->method), quoted(wanted->url.toEncoded()));
    for (const auto &[name, value] : m_client.headersOf(*wanted))
        text += QStringLiteral(" -H ") + quoted(name + ": " + shownValue(name, value));
    if (!wanted->body.isEmpty())
        text += QStringLiteral(" --data-raw ") + quoted(wanted->body);
    return text;
}

QList<View::Export> ConsoleView::exports()
{
    QList<Export> all = View::exports();
    all.prepend({tr("Text"), QStringLiteral("txt"), [this] { return m_answer->toPlainText().toUtf8(); }});
    return all;
}

} // namespace sessionscope::ui
