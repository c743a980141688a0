// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/command_palette.h"

#include "core/base/mask.h"
#include "core/scenario/catalogue.h"
#include "ui/core_words.h"
#include "ui/fuzzy.h"
#include "ui/workspace.h"

#include <QAction>
#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace sessionscope::ui {

namespace {

QString plainText(const QAction &action)
{
    return action.text().remove(QLatin1Char('&'));
}

} // namespace

CommandPalette::CommandPalette(Workspace &workspace, QWidget *window)
    : QFrame(window)
    , m_workspace(workspace)
    , m_field(new QLineEdit(this))
    , m_list(new QListWidget(this))
{
    setObjectName(QStringLiteral("palette"));
    setAccessibleName(tr("Command palette"));
    setProperty("role", QStringLiteral("card"));
    setAutoFillBackground(true);
    m_field->setAccessibleName(tr("Command, view, scenario, session or pod"));
    m_field->setPlaceholderText(tr("Command, view, scenario, session or pod …"));
    m_list->setAccessibleName(tr("What fits"));
    m_list->setFocusPolicy(Qt::NoFocus); // the field keeps the keyboard
    m_list->setUniformItemSizes(true);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_field);
    layout->addWidget(m_list);
    m_field->installEventFilter(this);
    connect(m_field, &QLineEdit::textEdited, this, &CommandPalette::filter);
    connect(m_list, &QListWidget::itemClicked, this, &CommandPalette::choose);
    hide();
}

void CommandPalette::open()
{
    m_focusBefore = QApplication::focusWidget();
    gather();
    m_field->clear();
    filter({});
    constexpr QSize kSize(620, 420);
    const QSize size = kSize.boundedTo(parentWidget()->size());
    setGeometry(
        QRect(QPoint((parentWidget()->width() - size.width()) / 2, parentWidget()->height() / 12), size));
    show();
    raise();
    m_field->setFocus(Qt::PopupFocusReason);
}

void CommandPalette::close()
{
    if (!isVisible())
        return;
    hide();
    if (m_focusBefore)
        m_focusBefore->setFocus(Qt::PopupFocusReason);
}

QStringList CommandPalette::shown() const
{
    QStringList texts;
    for (int row = 0; row < m_list->count() && (m_list->item(row)->flags() & Qt::ItemIsEnabled); ++row)
        texts.append(m_entries[m_list->item(row)->data(Qt::UserRole).toUInt()].text);
    return texts;
}

void CommandPalette::gather()
{
    m_entries.clear();
    for (const ActionRegistry::Entry &entry : m_workspace.actions().entries()) {
        QAction *action = entry.action;
        if (!action->isEnabled() || !action->isVisible())
            continue;
        if (action->menu())
            gatherFromMenu(*action->menu(), entry.category, plainText(*action));
        else
            m_entries.push_back({plainText(*action), entry.category,
                                 action->shortcut().toString(QKeySequence::NativeText),
                                 [action] { action->trigger(); }});
    }
    for (const scenario::BuiltIn &builtIn : scenario::builtInPlans()) {
        const auto plan = scenario::findPlan(builtIn.id);
        m_entries.push_back({spoken(plan->title), tr("Scenario"), {}, [this, id = builtIn.id] {
                                 m_workspace.chooseScenario(id);
                             }});
    }
    for (Run *run : m_workspace.runs().runs()) {
        if (run != m_workspace.run())
            m_entries.push_back({run->title(), tr("Run"), {}, [this, run = QPointer(run)] {
                                     if (run)
                                         m_workspace.runs().setCurrent(run);
                                 }});
    }
    if (m_workspace.run())
        gatherFromRun();
}

/// What would be in the menu now.
void CommandPalette::gatherFromMenu(QMenu &menu, const QString &category, const QString &title)
{
    emit menu.aboutToShow();
    for (QAction *action : menu.actions()) {
        if (!action->isSeparator() && action->isEnabled())
            m_entries.push_back({QStringLiteral("%1 %2").arg(title, plainText(*action)), category,
                                 action->shortcut().toString(QKeySequence::NativeText),
                                 [action = QPointer(action)] {
                                     if (action)
                                         action->trigger();
                                 }});
    }
}

void CommandPalette::gatherFromRun()
{
    const journal::Journal &journal = m_workspace.run()->journal();
    const journal::SessionTable &sessions = m_workspace.state().picture().sessions();
    for (std::uint32_t pod = 0; pod < m_workspace.run()->spec().cluster.backendReplicas; ++pod) {
        const journal::Actor actor{journal::Actor::Kind::Pod, pod};
        m_entries.push_back({QString::fromStdString(toText(actor)), tr("Pod"), {}, [this, actor] {
                                 m_workspace.selection().selectActor(actor);
                             }});
    }
    for (std::size_t index = 0; index < sessions.size(); ++index) {
        const journal::SessionRow &row = sessions.row(index);
        const QString id = QString::fromStdString(maskedSessionId(journal.text(row.session)));
        m_entries.push_back(
            {QStringLiteral("%1 · %2").arg(id, spoken(toText(row.state()))),
             tr("Session"),
             {},
             [this, session = row.session] { m_workspace.selection().selectSession(session); }});
    }
}

void CommandPalette::filter(const QString &typed)
{
    std::vector<std::pair<int, std::size_t>> fitting;
    for (std::size_t index = 0; index < m_entries.size(); ++index) {
        const Entry &entry = m_entries[index];
        const int score = std::max(fuzzyScore(typed, entry.text),
                                   fuzzyScore(typed, entry.kind + QLatin1Char(' ') + entry.text));
        if (score > 0)
            fitting.emplace_back(typed.isEmpty() ? 0 : -score, index);
    }
    std::stable_sort(fitting.begin(), fitting.end());
    fitting.resize(std::min<std::size_t>(fitting.size(), kShownMax));
    m_list->clear();
    for (const auto &[score, index] : fitting) {
        const Entry &entry = m_entries[index];
        QString text = QStringLiteral("%1 · %2").arg(entry.kind, entry.text);
        if (!entry.keys.isEmpty())
            text += QStringLiteral("   (%1)").arg(entry.keys);
        auto *item = new QListWidgetItem(text, m_list);
        item->setData(Qt::UserRole, static_cast<uint>(index));
    }
    if (fitting.empty()) {
        auto *item = new QListWidgetItem(tr("Nothing fits “%1”").arg(typed), m_list);
        item->setFlags(Qt::NoItemFlags);
    }
    m_list->setCurrentRow(0);
}

void CommandPalette::choose()
{
    const QListWidgetItem *item = m_list->currentItem();
    if (!item || !(item->flags() & Qt::ItemIsEnabled))
        return;
    const auto go = m_entries[item->data(Qt::UserRole).toUInt()].go;
    close(); // what is chosen may move the keyboard elsewhere
    go();
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusOut)
        hide();
    if (event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Escape:
        close();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        choose();
        return true;
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        QApplication::sendEvent(m_list, event);
        return true;
    default:
        return QFrame::eventFilter(watched, event);
    }
}

} // namespace sessionscope::ui
