// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/views/message_page.h"

#include <QWidget>

#include <vector>

class QComboBox;
class QPlainTextEdit;

namespace sessionscope::ui {

class Theme;

/// The captured messages of one exchange, one at a time: a chooser, the form of the body, and the text.
class MessagePanel : public QWidget
{
    Q_OBJECT

public:
    explicit MessagePanel(Theme &theme, QWidget *parent = nullptr);

    /// The message that is shown keeps its place if the exchange is the same as before.
    void show(std::vector<journal::Message> messages, journal::SessionIdMask mask, Instant begin);
    /// In place of messages: why there are none.
    void explain(const QString &text);

    const std::vector<journal::Message> &messages() const { return m_messages; }
    QString text() const;

private:
    void fillChooser();
    void render();
    void markChanges();

    Theme &m_theme;
    QComboBox *m_chooser;
    QComboBox *m_form;
    QPlainTextEdit *m_text;
    std::vector<journal::Message> m_messages;
    journal::SessionIdMask m_mask;
    Instant m_begin;
    bool m_comparesRecords = false; ///< the chooser's last item
};

} // namespace sessionscope::ui
