// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/views/attach_view.h"

#include "ui/client_snippets.h"
#include "ui/paced.h"
#include "ui/views/elided.h"
#include "ui/views/scrolled_page.h"
#include "ui/workspace.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QUrl>
#include <QVBoxLayout>

namespace sessionscope::ui {

namespace {

constexpr int kPortUsual = 18080;

QLabel *words(const QString &text, const char *role)
{
    auto *label = new QLabel(text);
    label->setProperty("role", QLatin1String(role));
    label->setWordWrap(true);
    return label;
}

QPushButton *copyButton(const QString &name, std::function<QString()> text)
{
    auto *button = new QPushButton(AttachView::tr("Copy"));
    button->setAccessibleName(name);
    QObject::connect(button, &QPushButton::clicked, button,
                     [text = std::move(text)] { QApplication::clipboard()->setText(text()); });
    return button;
}

} // namespace

AttachView::AttachView(Workspace &workspace)
    : View(QStringLiteral("attach"), tr("Attach"), workspace)
    , m_url(new QLineEdit)
    , m_port(new QSpinBox)
    , m_client(new ElidedComboBox(10))
    , m_file(new ElidedLabel)
    , m_snippet(new QPlainTextEdit)
    , m_clients(words({}, "muted"))
    , m_redis(new QLineEdit)
    , m_command(new QLineEdit)
{
    auto *page = new QWidget;
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(12, 10, 12, 10);
    addEntrance(column);
    addSnippets(column);
    addServers(column);
    column->addStretch(1);
    showScrolled(page, this);
    connect(&workspace.lab(), &Lab::changed, this, &AttachView::showCluster);
    auto *clients = new Paced([this] { showClients(); }, this, this);
    connect(&workspace.state(), &RunState::reset, clients, &Paced::ask);
    connect(&workspace.state(), &RunState::advanced, clients, &Paced::ask);
    showCluster();
    showClients();
}

void AttachView::addEntrance(QVBoxLayout *column)
{
    m_url->setObjectName(QStringLiteral("attach.url"));
    m_url->setAccessibleName(tr("URL of the proxy"));
    m_url->setReadOnly(true);
    m_port->setAccessibleName(tr("Port"));
    m_port->setRange(0, 65'535);
    m_port->setValue(kPortUsual);
    m_port->setSpecialValueText(tr("any port"));
    m_port->setPrefix(tr("port "));
    auto *start = new QPushButton(tr("Start cluster"));
    start->setObjectName(QStringLiteral("attach.start"));
    connect(start, &QPushButton::clicked, this,
            [this] { workspace().startCluster(static_cast<quint16>(m_port->value())); });
    auto *second = new QHBoxLayout;
    second->addWidget(m_url, 1);
    second->addWidget(copyButton(tr("Copy the URL"), [this] { return url(); }));
    column->addWidget(words(tr("Attach your own client"), "heading"));
    column->addWidget(start);
    column->addWidget(m_port);
    column->addLayout(second);
    m_clients->setObjectName(QStringLiteral("attach.clients"));
    column->addWidget(m_clients);
}

void AttachView::addSnippets(QVBoxLayout *column)
{
    for (const ClientSnippet &snippet : snippetsFor({}))
        m_client->addItem(snippet.client);
    m_client->setObjectName(QStringLiteral("attach.client"));
    m_file->setProperty("role", QStringLiteral("muted"));
    m_file->setObjectName(QStringLiteral("attach.file"));
    m_client->setAccessibleName(tr("Client"));
    m_snippet->setObjectName(QStringLiteral("attach.snippet"));
    m_snippet->setAccessibleName(tr("Configuration"));
    m_snippet->setReadOnly(true);
    m_snippet->setTabChangesFocus(true);
    m_snippet->setMinimumHeight(110);
    auto *row = new QHBoxLayout;
    row->addWidget(m_file, 1);
    row->addWidget(copyButton(tr("Copy the configuration"), [this] { return m_snippet->toPlainText(); }));
    column->addWidget(words(tr("Configuration"), "heading"));
    column->addWidget(m_client);
    column->addWidget(m_snippet);
    column->addLayout(row);
    connect(m_client, &QComboBox::currentIndexChanged, this, &AttachView::showCluster);
    connect(m_port, &QSpinBox::valueChanged, this, &AttachView::showCluster);
}

void AttachView::addServers(QVBoxLayout *column)
{
    m_redis->setAccessibleName(tr("URL of Redis"));
    m_redis->setReadOnly(true);
    m_redis->setPlaceholderText(tr("no Redis"));
    auto *row = new QHBoxLayout;
    row->addWidget(m_redis, 1);
    row->addWidget(copyButton(tr("Copy the URL of Redis"), [this] {
        const Run *run = workspace().lab().run();
        return run && run->cluster() ? QString::fromStdString(run->cluster()->redisUrl) : QString();
    }));
    m_command->setObjectName(QStringLiteral("attach.command"));
    m_command->setAccessibleName(tr("Command of a pod"));
    m_command->setPlaceholderText(QStringLiteral("node server.js --port {port}"));
    connect(m_command, &QLineEdit::editingFinished, this,
            [this] { workspace().setup().setPodCommand(m_command->text()); });
    column->addWidget(words(tr("Redis"), "heading"));
    column->addLayout(row);
    column->addWidget(words(tr("Your own server as pods"), "heading"));
    column->addWidget(m_command);
    column->addWidget(words(tr("Run once per pod with the next start; {host}, {port} and {ordinal} are "
                               "filled in. Empty: the built-in pods."),
                            "muted"));
}

QString AttachView::url() const
{
    const Lab &lab = workspace().lab();
    if (!lab.isUp() || !lab.run()->cluster() || lab.run()->header().engine != "live")
        return {};
    return QString::fromStdString(lab.run()->cluster()->mcpUrl);
}

void AttachView::showCluster()
{
    const QString here = url();
    m_url->setText(here);
    m_url->setPlaceholderText(tr("no live cluster is up"));
    m_url->setCursorPosition(0);
    const QString usual = QStringLiteral("http://127.0.0.1:%1/mcp").arg(m_port->value());
    const ClientSnippet snippet
        = snippetsFor(here.isEmpty() ? usual : here).at(std::max(0, m_client->currentIndex()));
    m_snippet->setPlainText(snippet.text);
    m_file->setText(snippet.file.isEmpty() ? QString() : tr("in %1").arg(snippet.file));
    const Run *run = workspace().lab().run();
    const QString redis = !here.isEmpty() ? QString::fromStdString(run->cluster()->redisUrl) : QString();
    QUrl shown(redis);
    if (!shown.password().isEmpty())
        shown.setPassword(QStringLiteral("…"));
    m_redis->setText(shown.toString());
    m_redis->setCursorPosition(0);
}

void AttachView::showClients()
{
    const Run *run = workspace().state().run();
    QStringList lines;
    if (run) {
        const auto &clients = workspace().state().picture().clients();
        for (std::size_t i = 0; i < clients.size(); ++i) {
            const journal::ClientPicture &client = clients[i];
            if (!client.isForeign())
                continue;
            const std::string_view name = run->journal().text(client.name);
            lines += tr("● %1 — %2 requests, %3 failed")
                         .arg(name.empty() ? tr("unnamed")
                                           : QString::fromUtf8(name.data(), qsizetype(name.size())))
                         .arg(client.requests)
                         .arg(client.failed);
        }
    }
    m_clients->setText(lines.isEmpty() ? tr("○ No client of yours has come yet.")
                                       : lines.mid(0, 8).join(QLatin1Char('\n')));
}

} // namespace sessionscope::ui
