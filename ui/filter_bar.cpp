// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/filter_bar.h"

#include "ui/to_qstring.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QFrame>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QStringListModel>
#include <QStyle>
#include <QToolButton>

#include <algorithm>
#include <utility>

namespace sessionscope::ui {

namespace {

QToolButton *addButton(const QString &text, const QString &name, QHBoxLayout &row)
{
    auto *button = new QToolButton;
    button->setText(text);
    button->setAccessibleName(name);
    button->setToolTip(name);
    button->setFocusPolicy(Qt::TabFocus);
    row.addWidget(button);
    return button;
}

QStringList candidatesFor(const QString &word)
{
    QStringList candidates;
    const QString field = word.section(u':', 0, 0);
    for (const journal::FilterFieldInfo &info : journal::filterFields()) {
        const QString name = toQString(info.name);
        if (!word.contains(u':'))
            candidates.append(name + u':');
        else if (name == field) {
            for (const std::string_view value : info.values)
                candidates.append(name + u':' + toQString(value));
        }
    }
    return candidates;
}

} // namespace

FilterBar::FilterBar(const QString &what, const QString &example, QWidget *parent)
    : QWidget(parent)
    , m_edit(new QLineEdit)
    , m_count(new QLabel)
    , m_error(new QLabel)
    , m_candidates(new QStringListModel(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 4, 6, 4);
    layout->setSpacing(2);
    auto *row = new QHBoxLayout;
    layout->addLayout(row);
    m_edit->setAccessibleName(tr("Filter of %1").arg(what));
    m_edit->setPlaceholderText(tr("Filter %1 — %2").arg(what, example));
    m_edit->setClearButtonEnabled(true);
    m_edit->installEventFilter(this);
    row->addWidget(m_edit, 1);
    setFocusProxy(m_edit);
    QToolButton *history = addButton(QStringLiteral("▾"), tr("Earlier filters"), *row);
    m_historyMenu = new QMenu(history);
    history->setMenu(m_historyMenu);
    history->setPopupMode(QToolButton::InstantPopup);
    connect(m_historyMenu, &QMenu::aboutToShow, this, &FilterBar::fillHistory);
    QToolButton *help = addButton(QStringLiteral("?"), tr("What filters can say"), *row);
    m_helpButton = help;
    connect(help, &QToolButton::clicked, this, &FilterBar::showHelp);
    m_count->setProperty("role", QStringLiteral("muted"));
    m_count->setAccessibleName(tr("Number of %1").arg(what));
    row->addWidget(m_count);
    m_error->setProperty("role", QStringLiteral("error"));
    m_error->setAccessibleName(tr("What is wrong with the filter"));
    m_error->setWordWrap(true);
    m_error->hide();
    layout->addWidget(m_error);

    m_completer = new QCompleter(m_candidates, this);
    m_completer->setWidget(m_edit);
    m_completer->setCaseSensitivity(Qt::CaseInsensitive);
    connect(m_completer, qOverload<const QString &>(&QCompleter::activated), this, &FilterBar::complete);
    m_debounce.setSingleShot(true);
    m_debounce.setInterval(kDebounceMs);
    connect(&m_debounce, &QTimer::timeout, this, &FilterBar::apply);
    connect(m_edit, &QLineEdit::textChanged, &m_debounce, qOverload<>(&QTimer::start));
    connect(m_edit, &QLineEdit::textEdited, this, &FilterBar::offer);
    connect(m_edit, &QLineEdit::editingFinished, this, [this] {
        apply();
        remember();
    });
}

FilterBar::~FilterBar()
{
    // A field that is destroyed with the keyboard in it ends its editing, when this is half gone already.
    m_edit->disconnect(this);
}

QString FilterBar::text() const
{
    return m_edit->text();
}

void FilterBar::setText(const QString &text)
{
    m_edit->setText(text);
    apply();
}

void FilterBar::addTerm(const QString &field, const QString &value, bool excludes)
{
    // Only what has a meaning of its own in the language needs quotes; a mask's wildcard must stay one.
    const bool plain = std::all_of(value.begin(), value.end(), [](QChar each) {
        return each.isLetterOrNumber() || each == u'-' || each == u'_' || each == u'.' || each == u'*';
    });
    const QString term = (excludes ? QStringLiteral("-") : QString()) + field + u':'
        + (plain ? value : u'"' + QString(value).remove(u'"') + u'"');
    const QString before = text().trimmed();
    setText(before.isEmpty() ? term : before + u' ' + term);
    remember();
}

void FilterBar::setCount(qsizetype shown, qsizetype all)
{
    const QLocale locale;
    m_count->setText(shown == all ? locale.toString(all)
                                  : tr("%1 of %2").arg(locale.toString(shown), locale.toString(all)));
}

void FilterBar::apply()
{
    m_debounce.stop();
    const Result<journal::Filter> parsed = journal::parseFilter(text().toStdString());
    if (!parsed) {
        showError(&parsed.error());
        return;
    }
    showError(nullptr);
    if (text() == m_applied)
        return;
    m_applied = text();
    m_filter = *parsed;
    emit filterChanged();
}

void FilterBar::showError(const Error *error)
{
    const QString validity = error   ? QStringLiteral("bad")
        : text().trimmed().isEmpty() ? QString()
                                     : QStringLiteral("good");
    if (m_edit->property("validity").toString() != validity) {
        m_edit->setProperty("validity", validity);
        m_edit->style()->unpolish(m_edit);
        m_edit->style()->polish(m_edit);
    }
    m_error->setText(error ? QStringLiteral("✗ ") + QString::fromStdString(error->text()) : QString());
    m_error->setVisible(error != nullptr);
}

void FilterBar::remember()
{
    const QString filter = m_applied.trimmed();
    if (filter.isEmpty())
        return;
    m_history.removeAll(filter);
    m_history.prepend(filter);
    if (m_history.size() > kHistoryMax)
        m_history.removeLast();
}

qsizetype FilterBar::wordStart() const
{
    const QString before = text().left(m_edit->cursorPosition());
    qsizetype start = before.size();
    while (start > 0 && !QStringLiteral(" (|").contains(before[start - 1]))
        --start;
    while (start < before.size() && QStringLiteral("!-").contains(before[start]))
        ++start;
    return start;
}

void FilterBar::offer()
{
    const QString word = text().left(m_edit->cursorPosition()).mid(wordStart());
    m_candidates->setStringList(word.isEmpty() ? QStringList() : candidatesFor(word));
    m_completer->setCompletionPrefix(word);
    if (m_completer->completionCount() > 0 && m_completer->currentCompletion() != word)
        m_completer->complete();
    else
        m_completer->popup()->hide();
}

void FilterBar::complete(const QString &completion)
{
    const qsizetype start = wordStart();
    const QString after = text().mid(m_edit->cursorPosition());
    m_edit->setText(text().left(start) + completion + after);
    m_edit->setCursorPosition(static_cast<int>(start + completion.size()));
}

void FilterBar::fillHistory()
{
    m_historyMenu->clear();
    for (const QString &filter : std::as_const(m_history))
        m_historyMenu->addAction(QString(filter).replace(u'&', QStringLiteral("&&")), this,
                                 [this, filter] { setText(filter); });
    if (m_history.isEmpty())
        m_historyMenu->addAction(tr("No filter yet: Enter remembers one"))->setEnabled(false);
}

void FilterBar::showHelp()
{
    QString rows;
    for (const journal::FilterFieldInfo &info : journal::filterFields())
        rows += QStringLiteral("<tr><td><code>%1:</code>&nbsp;&nbsp;</td><td>%2</td></tr>")
                    .arg(toQString(info.name).toHtmlEscaped(), toQString(info.description).toHtmlEscaped());
    auto *popup = new QFrame(this, Qt::Popup);
    popup->setAttribute(Qt::WA_DeleteOnClose);
    popup->setProperty("role", QStringLiteral("card"));
    popup->setAccessibleName(tr("What filters can say"));
    auto *layout = new QVBoxLayout(popup);
    auto *label = new QLabel(
        tr("<p><code>state:lost pod:2</code> — both must hold<br><code>pod:1 or pod:2</code> — either<br>"
           "<code>-kind:fault</code> — not<br><code>status&gt;=400</code> <code>t&gt;12s</code> — compare<br>"
           "<code>session:ab*</code> — wildcards<br><code>\"connection refused\"</code> — anywhere</p>"
           "<table>%1</table>")
            .arg(rows));
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    layout->addWidget(label);
    popup->adjustSize();
    // Above the button: lists stand at the bottom of the window.
    popup->move(m_helpButton->mapToGlobal(QPoint(m_helpButton->width() - popup->width(), -popup->height())));
    popup->show();
}

bool FilterBar::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress && static_cast<const QKeyEvent *>(event)->key() == Qt::Key_Escape
        && !text().isEmpty()) {
        setText({});
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace sessionscope::ui
