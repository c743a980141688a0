// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/views/message_panel.h"

#include "ui/theme.h"
#include "ui/views/elided.h"

#include <QComboBox>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLocale>
#include <QPlainTextEdit>
#include <QTextBlock>

#include <algorithm>
#include <utility>

namespace sessionscope::ui {

namespace {

using journal::Leg;
using journal::Message;

/// Null if the exchange did not touch the record so.
const Message *lastOf(const std::vector<Message> &messages, Leg leg)
{
    const auto found = std::find_if(messages.rbegin(), messages.rend(),
                                    [leg](const Message &message) { return message.leg == leg; });
    return found == messages.rend() ? nullptr : &*found;
}

} // namespace

MessagePanel::MessagePanel(Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_chooser(new ElidedComboBox(6, this))
    , m_form(new QComboBox(this))
    , m_text(new QPlainTextEdit(this))
{
    m_chooser->setObjectName(QStringLiteral("exchange.messages"));
    m_chooser->setAccessibleName(tr("Message"));
    m_chooser->setMinimumContentsLength(12);
    m_form->setObjectName(QStringLiteral("exchange.form"));
    m_form->setAccessibleName(tr("Form of the body"));
    m_form->addItems({tr("Pretty"), tr("Raw"), tr("Hex")}); // as BodyForm
    m_text->setObjectName(QStringLiteral("exchange.text"));
    m_text->setAccessibleName(tr("Head and body"));
    m_text->setReadOnly(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setStyleSheet(QStringLiteral("font-family: \"%1\"")
                              .arg(QFontDatabase::systemFont(QFontDatabase::FixedFont).family()));
    auto *choice = new QHBoxLayout;
    choice->setSpacing(6);
    choice->addWidget(m_chooser, 1);
    choice->addWidget(m_form);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addLayout(choice);
    layout->addWidget(m_text, 1);
    connect(m_chooser, &QComboBox::currentIndexChanged, this, &MessagePanel::render);
    connect(m_form, &QComboBox::currentIndexChanged, this, &MessagePanel::render);
    connect(&m_theme, &Theme::changed, this, &MessagePanel::markChanges);
}

void MessagePanel::show(std::vector<Message> messages, journal::SessionIdMask mask, Instant begin)
{
    const bool same = !m_messages.empty() && !messages.empty()
        && m_messages.front().exchange == messages.front().exchange;
    const int kept = same ? m_chooser->currentIndex() : 0;
    m_messages = std::move(messages);
    m_mask = std::move(mask);
    m_begin = begin;
    fillChooser();
    {
        const QSignalBlocker quiet(m_chooser);
        m_chooser->setCurrentIndex(std::min(kept, m_chooser->count() - 1));
    }
    render();
}

void MessagePanel::explain(const QString &text)
{
    m_messages.clear();
    fillChooser();
    m_text->setPlainText(text);
}

QString MessagePanel::text() const
{
    return m_text->toPlainText();
}

void MessagePanel::fillChooser()
{
    const QSignalBlocker quiet(m_chooser);
    m_chooser->clear();
    for (const Message &message : m_messages) {
        QString label = titleOf(message);
        const qint64 size = static_cast<qint64>(message.bodySize);
        label += QStringLiteral(" · ") + QLocale().formattedDataSize(size, 1, QLocale::DataSizeIecFormat);
        m_chooser->addItem(message.truncated() ? tr("%1, cut").arg(label) : label);
    }
    m_comparesRecords = lastOf(m_messages, Leg::RecordBefore) && lastOf(m_messages, Leg::RecordAfter);
    if (m_comparesRecords)
        m_chooser->addItem(tr("record: before and after"));
    m_chooser->setEnabled(!m_messages.empty());
    m_form->setEnabled(!m_messages.empty());
}

void MessagePanel::render()
{
    const auto chosen = static_cast<std::size_t>(std::max(0, m_chooser->currentIndex()));
    if (m_messages.empty())
        return;
    if (chosen < m_messages.size()) {
        m_text->setPlainText(
            pageOf(m_messages[chosen], static_cast<BodyForm>(m_form->currentIndex()), m_mask, m_begin));
    } else {
        m_text->setPlainText(comparisonOf(lastOf(m_messages, Leg::RecordBefore)->body,
                                          lastOf(m_messages, Leg::RecordAfter)->body, m_mask));
    }
    m_form->setEnabled(chosen < m_messages.size());
    markChanges();
}

/// Colours the changed lines of a comparison; their first character says the same.
void MessagePanel::markChanges()
{
    QList<QTextEdit::ExtraSelection> marks;
    const bool compares
        = m_comparesRecords && m_chooser->currentIndex() == static_cast<int>(m_messages.size());
    for (QTextBlock block = m_text->document()->begin(); compares && block.isValid(); block = block.next()) {
        const QChar mark = block.text().isEmpty() ? QChar(u' ') : block.text().front();
        if (mark == u' ')
            continue;
        QTextEdit::ExtraSelection line;
        line.cursor = QTextCursor(block);
        line.format.setBackground(m_theme.color(mark == u'+' ? Tone::GoodFill : Tone::BadFill));
        line.format.setForeground(m_theme.color(mark == u'+' ? Tone::Good : Tone::Bad));
        line.format.setProperty(QTextFormat::FullWidthSelection, true);
        marks.append(line);
    }
    m_text->setExtraSelections(marks);
}

} // namespace sessionscope::ui
