// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/journal/curl.h"
#include "core/journal/har.h"
#include "ui/edit_actions.h"
#include "ui/models/exchange_model.h"
#include "ui/views/exchange_view.h"
#include "ui/views/message_panel.h"
#include "ui/workspace.h"

#include <QAction>
#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSaveFile>
#include <QTreeView>

#include <algorithm>

// What the exchange view does with what it shows.

namespace sessionscope::ui {

void ExchangeView::addActions()
{
    ActionRegistry &actions = workspace().actions();
    const QString category = tr("Exchange");
    m_copyCurl = actions.add({QStringLiteral("exchange.copy-curl"),
                              category,
                              tr("&Copy as curl"),
                              {},
                              tr("Copy the client's request as a shell command")},
                             [this] { copyCurl(); });
    m_saveHar = actions.add({QStringLiteral("exchange.export-har"),
                             category,
                             tr("Export session as &HAR …"),
                             {},
                             tr("Save all captured exchanges of the session as an HTTP archive")},
                            [this] { saveHar(); });
    m_startReplay
        = actions.add({QStringLiteral("exchange.replay"),
                       category,
                       tr("&Replay session"),
                       {},
                       tr("Send the session's requests again through the proxy that stands, and compare")},
                      [this] { startReplay(); });
    m_revealIds = revealAction(workspace());
}

void ExchangeView::updateActions()
{
    const auto &messages = m_messages->messages();
    const bool hasRequest = std::ranges::any_of(messages, [](const journal::Message &message) {
        return message.leg == journal::Leg::ClientRequest && !message.dropped;
    });
    m_copyCurl->setEnabled(hasRequest);
    const Run *run = workspace().state().run();
    m_saveHar->setEnabled(run && m_model->rowCount() > 0 && !run->journal().messages().empty());
    const Run *standing = workspace().lab().run();
    const bool hasProxy = workspace().lab().isUp() && standing->cluster()
        && standing->header().engine == "live" && !standing->cluster()->mcpUrl.empty();
    m_startReplay->setEnabled(hasRequest && hasProxy && !m_replay.isRunning());
    m_startReplay->setToolTip(hasProxy ? m_startReplay->statusTip()
                                       : tr("Needs a cluster on sockets that stands: start one first"));
}

bool ExchangeView::showsSessionIds() const
{
    return m_revealIds->isChecked();
}

void ExchangeView::copyCurl()
{
    const auto &messages = m_messages->messages();
    const auto request = std::ranges::find(messages, journal::Leg::ClientRequest, &journal::Message::leg);
    const journal::ExchangeEntry *entry = chosen();
    if (request == messages.end() || !entry)
        return;
    const journal::Journal &journal = workspace().state().run()->journal();
    const auto mask
        = showsSessionIds() ? journal::SessionIdMask() : journal::sessionIdMaskOf(journal, *entry);
    QGuiApplication::clipboard()->setText(QString::fromStdString(journal::curlCommand(*request, mask)));
}

QByteArray ExchangeView::har(std::span<const journal::ExchangeEntry> entries) const
{
    const Run *run = workspace().state().run();
    if (!run)
        return {};
    return QByteArray::fromStdString(
        journal::encodeHar(run->header(), run->journal(), entries, showsSessionIds()));
}

QByteArray ExchangeView::sessionHar() const
{
    std::vector<journal::ExchangeEntry> entries;
    for (int row = 0; row < m_model->rowCount(); ++row)
        entries.push_back(m_model->entry(row));
    return har(entries);
}

void ExchangeView::saveHar()
{
    auto *dialog = new QFileDialog(this, tr("Export session as HAR"), QString(), tr("HTTP archive (*.har)"));
    dialog->setObjectName(QStringLiteral("exchange.har-dialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("har"));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        QSaveFile file(path);
        const QByteArray bytes = sessionHar();
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit()) {
            emit workspace().problem(
                {ErrorCode::Io,
                 tr("the archive could not be written: %1").arg(file.errorString()).toStdString(),
                 path.toStdString(), tr("choose another folder").toStdString()});
        }
    });
    dialog->open();
}

void ExchangeView::startReplay()
{
    const Run *standing = workspace().lab().run();
    if (!workspace().lab().isUp() || !standing->cluster())
        return;
    auto requests = replayOf(workspace().state().run()->journal(), m_exchanges, m_session);
    if (!requests) {
        emit workspace().problem(requests.error());
        return;
    }
    m_replay.start(*std::move(requests), QUrl(QString::fromStdString(standing->cluster()->mcpUrl)));
}

void ExchangeView::showReplay()
{
    const auto &answers = m_replay.answers();
    m_model->showReplay(answers);
    m_replayStrip->setVisible(m_replay.size() > 0);
    m_replayProgress->setRange(0, static_cast<int>(m_replay.size()));
    m_replayProgress->setValue(static_cast<int>(answers.size()));
    m_replayProgress->setVisible(m_replay.isRunning());
    m_replayCancel->setVisible(m_replay.isRunning());
    QString text = tr("Replayed %1 of %2; answered differently: %3")
                       .arg(answers.size())
                       .arg(m_replay.size())
                       .arg(m_replay.differing());
    if (!m_replay.isRunning()) {
        const bool isWhole = answers.size() == m_replay.size();
        text.prepend(!isWhole                   ? tr("■ Cancelled. ")
                         : m_replay.differing() ? QStringLiteral("▲ ")
                                                : QStringLiteral("✓ "));
    }
    m_replayText->setText(text);
    updateActions();
}

QList<View::Export> ExchangeView::exports()
{
    QList<Export> all = View::exports();
    all.prepend({tr("HTTP archive of the session"), QStringLiteral("har"), [this] { return sessionHar(); }});
    all.prepend({tr("HTTP archive of the exchange"), QStringLiteral("har"), [this] {
                     const journal::ExchangeEntry *entry = chosen();
                     return entry ? har(std::span(entry, 1)) : QByteArray();
                 }});
    all.prepend({tr("Markdown"), QStringLiteral("md"), [this] { return toMarkdown(); }});
    return all;
}

QByteArray ExchangeView::toMarkdown() const
{
    QString text = QStringLiteral("## %1\n\n").arg(m_title->text());
    for (int column = 0; column < ExchangeModel::ColumnCount; ++column)
        text += QStringLiteral("| %1 ").arg(
            m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
    text += QStringLiteral("|\n|---|---|---|---|\n");
    for (int row = 0; row < m_model->rowCount(); ++row) {
        for (int column = 0; column < ExchangeModel::ColumnCount; ++column)
            text += QStringLiteral("| %1 ").arg(m_model->index(row, column).data().toString());
        text += QStringLiteral("|\n");
    }
    return (text + QStringLiteral("\n```\n%1\n```\n").arg(m_messages->text())).toUtf8();
}

} // namespace sessionscope::ui
