// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/journal/exchange_spans.h"
#include "ui/paced.h"
#include "ui/session_replay.h"
#include "ui/view.h"

#include <optional>

class QAction;
class QLabel;
class QProgressBar;
class QPushButton;
class QTreeView;

namespace sessionscope::ui {

class ExchangeModel;
class MessagePanel;
class Run;
class SpanDiagram;

/// What really went over the wires: the exchanges of the selected session, the parts of the chosen one, and its messages
/// as captured. Without a selection it takes the first session that was lost, else the first.
class ExchangeView : public View
{
    Q_OBJECT

public:
    explicit ExchangeView(Workspace &workspace);

    QList<Export> exports() override;
    const SessionReplay &replay() const { return m_replay; }

private:
    void build();
    void buildReplayStrip();
    void addActions();
    void startOver();
    void follow();
    void fold(std::size_t events);
    void refresh();
    void chooseRow();
    void showExchange();
    void showMessages(const journal::ExchangeEntry &entry);
    void showReplay();
    void updateActions();
    void select(const QModelIndex &index);

    journal::Symbol subject() const;
    const journal::ExchangeEntry *chosen() const; ///< null without one
    bool showsSessionIds() const;
    void copyCurl();
    void saveHar();
    void startReplay();
    QByteArray har(std::span<const journal::ExchangeEntry> entries) const;
    QByteArray sessionHar() const;
    QByteArray toMarkdown() const;

    QLabel *m_title;
    QLabel *m_empty;
    QWidget *m_content;
    QTreeView *m_list;
    SpanDiagram *m_spans;
    MessagePanel *m_messages;
    QWidget *m_replayStrip;
    QLabel *m_replayText;
    QProgressBar *m_replayProgress;
    QPushButton *m_replayCancel;
    ExchangeModel *m_model;
    QAction *m_copyCurl = nullptr;
    QAction *m_saveHar = nullptr;
    QAction *m_startReplay = nullptr;
    QAction *m_revealIds = nullptr;
    SessionReplay m_replay;
    Paced m_follow;
    const Run *m_run = nullptr; ///< that was folded
    journal::ExchangeIndex m_exchanges;
    std::size_t m_folded = 0;
    journal::Symbol m_session{};
    std::optional<ExchangeId> m_exchange; ///< that is shown
    std::size_t m_shownBytes = 0;         ///< of its messages
};

} // namespace sessionscope::ui
