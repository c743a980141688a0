// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/inspect/inspect_bar.h"

#include "ui/inspect/connection_book.h"
#include "ui/inspect/inspect_actions.h"
#include "ui/inspect/inspect_text.h"
#include "ui/inspect/inspection.h"
#include "ui/views/elided.h"
#include "ui/workspace.h"

#include <QAction>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QToolButton>

#include <algorithm>

namespace sessionscope::ui {

namespace {

constexpr int kSourceCharacters = 24; // of an address are kept, however much there is to say of it
constexpr int kSourceMargin = 16;

} // namespace

InspectBar::InspectBar(Workspace &workspace, ConnectionBook &book, InspectActions &inspectActions,
                       QWidget *parent)
    : QToolBar(tr("Inspect"), parent)
    , m_workspace(workspace)
    , m_book(book)
    , m_actions(inspectActions)
    , m_source(new ElidedLabel)
    , m_dot(new QLabel)
    , m_state(new ElidedLabel)
{
    setObjectName(QStringLiteral("bar.inspect"));
    setMovable(false);
    auto *connections = new QToolButton;
    connections->setObjectName(QStringLiteral("button.connect"));
    connections->setDefaultAction(workspace.actions().find(QStringLiteral("file.connect")));
    connections->setPopupMode(QToolButton::MenuButtonPopup);
    connections->setFocusPolicy(Qt::TabFocus);
    auto *menu = new QMenu(connections);
    connections->setMenu(menu);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] { fill(*menu); });
    addWidget(connections);
    m_source->setAccessibleName(tr("What is looked at"));
    addWidget(m_source);
    m_dot->setText(QStringLiteral("●"));
    addWidget(m_dot);
    m_state->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_state->setAccessibleName(tr("How fresh it is"));
    m_state->setObjectName(QStringLiteral("inspectState"));
    addWidget(m_state);
    for (const char *id :
         {"inspect.scan-again", "inspect.save-snapshot", "inspect.read-objects", "inspect.reproduce"}) {
        addAction(m_workspace.actions().find(QLatin1String(id)));
        QWidget *button = widgetForAction(actions().last());
        button->setFocusPolicy(Qt::TabFocus);
        button->setProperty("primary", QLatin1String(id) == QLatin1String("inspect.reproduce"));
    }
    Inspection &inspection = workspace.inspection();
    for (const auto signal : {&Inspection::stateChanged, &Inspection::reset, &Inspection::judged})
        connect(&inspection, signal, this, &InspectBar::update);
    connect(&workspace.theme(), &Theme::changed, this, &InspectBar::update);
    m_seconds.setInterval(1000);
    connect(&m_seconds, &QTimer::timeout, this, [this] {
        if (isVisible())
            update();
    });
    m_seconds.start();
    update();
}

void InspectBar::fill(QMenu &menu)
{
    menu.clear();
    for (const inspect::ConnectionSpec &spec : m_book.list()) {
        const QString name = toQString(spec.name);
        const QString group = toQString(spec.group);
        QAction *action = menu.addAction(group.isEmpty() ? name : QStringLiteral("%1 / %2").arg(group, name));
        connect(action, &QAction::triggered, this, [this, name] { m_actions.connectToSaved(name); });
    }
    if (m_book.list().empty())
        menu.addAction(tr("No connection is saved yet"))->setEnabled(false);
    menu.addSeparator();
    menu.addAction(m_workspace.actions().find(QStringLiteral("inspect.open-snapshot")));
}

QString InspectBar::state() const
{
    return m_state->text();
}

void InspectBar::update()
{
    const Inspection &inspection = m_workspace.inspection();
    const Theme &theme = m_workspace.theme();
    QString source = tr("nothing yet");
    QColor colour;
    if (inspection.spec()) {
        source = toQString(inspection.spec()->name.empty() ? inspection.spec()->address()
                                                           : inspection.spec()->name);
        colour = QColor(toQString(inspection.spec()->colour));
    } else if (inspection.isOffline()) {
        source = tr("snapshot of %1").arg(toQString(inspection.sight().source));
    }
    m_source->setText(source);
    const QFontMetrics metrics = m_source->fontMetrics();
    m_source->setMinimumWidth(std::min(metrics.horizontalAdvance(source) + kSourceMargin,
                                       metrics.averageCharWidth() * kSourceCharacters));
    m_source->setToolTip(toQString(inspection.sight().source));
    m_source->setStyleSheet(
        colour.isValid() ? QStringLiteral("border-left: 6px solid %1; padding-left: 6px;").arg(colour.name())
                         : QString());
    const Tone tone = inspection.isOffline() ? Tone::Info : toneOf(inspection.link().state);
    m_dot->setStyleSheet(QStringLiteral("color: %1").arg(theme.color(tone).name()));
    m_dot->setVisible(inspection.spec() || inspection.isOffline());
    const QLocale locale;
    const inspect::SessionInventory &inventory = inspection.inventory();
    const QString present = locale.toString(static_cast<qulonglong>(inventory.present()));
    const auto gone = static_cast<qulonglong>(inventory.size() - inventory.present());
    const QString sessions = gone == 0 ? tr("%1 sessions").arg(present)
                                       : tr("%1 sessions, %2 gone").arg(present, locale.toString(gone));
    QStringList parts;
    if (inspection.isOffline()) {
        parts.append(tr("offline, taken %1").arg(timeText(inspection.sight().at)));
        parts.append(sessions);
    } else if (inspection.spec()) {
        parts.append(linkText(inspection.link()));
        parts.append(sessions);
        if (inspection.scan().running)
            parts.append(
                tr("%1 keys so far").arg(locale.toString(static_cast<qulonglong>(inspection.scan().keys))));
        else if (!inspection.scan().complete)
            parts.append(tr("not all keys were seen"));
        if (const auto last = inspection.lastSeen()) {
            const auto ago = (inspection.now().unixNanoseconds - last->unixNanoseconds) / 1'000'000'000;
            parts.append(tr("last change %1 s ago").arg(ago));
        }
        if (inspection.link().error)
            parts.append(QString::fromStdString(inspection.link().error->what));
    }
    m_state->setText(parts.join(QStringLiteral(" · ")));
}

} // namespace sessionscope::ui
