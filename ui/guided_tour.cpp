// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/guided_tour.h"

#include "ui/dock_set.h"
#include "ui/main_window.h"
#include "ui/workspace.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPainterPath>
#include <QPushButton>

#include <algorithm>

namespace sessionscope::ui {

namespace {

constexpr int kCardWidth = 380;
constexpr int kGap = 14;

} // namespace

GuidedTour::GuidedTour(Workspace &workspace, MainWindow &window)
    : QWidget(&window)
    , m_workspace(workspace)
    , m_window(window)
    , m_steps{{tr("Clients"),
               tr("A client opens an MCP session with its first request. The answer carries a session id, "
                  "and the client sends it with every further request."),
               QStringLiteral("topology"),
               {}},
              {tr("The proxy"),
               tr("All requests go through a proxy. It remembers for each session where to send it. When "
                  "it restarts, what it had in memory is gone."),
               QStringLiteral("topology"),
               {}},
              {tr("The Service"),
               tr("A Kubernetes Service has one address for many pods and picks one of them for each "
                  "new connection. It knows nothing of MCP sessions."),
               QStringLiteral("topology"),
               {}},
              {tr("Pods"),
               tr("The servers. The state of a session lives in the memory of the one pod that opened it; "
                  "any "
                  "other pod answers “404 session not found”."),
               QStringLiteral("topology"),
               {}},
              {tr("The store"),
               tr("The proxy writes a record of each session into a store, such as Redis, so that it can "
                  "find the session again after a restart."),
               QStringLiteral("sessions"),
               {}},
              {tr("The pin"),
               tr("The record's backend_url is the pin. If it names the Service, the next connection may end "
                  "at any pod. If it names the pod, it ends where the session lives. That is the whole bug."),
               {},
               QStringLiteral("setup.pin")},
              {tr("Restart the proxy"),
               tr("“Show bug and fix” does it for you, before and after the fix. Or press here, as "
                  "often as you like, and see which sessions survive."),
               {},
               QStringLiteral("button.restart")}}
    , m_card(new QFrame(this))
    , m_title(new QLabel(m_card))
    , m_text(new QLabel(m_card))
    , m_count(new QLabel(m_card))
    , m_back(new QPushButton(tr("Back"), m_card))
    , m_next(new QPushButton(m_card))
{
    setObjectName(QStringLiteral("tour"));
    setAccessibleName(tr("Guided tour"));
    m_card->setProperty("role", QStringLiteral("card"));
    m_title->setProperty("role", QStringLiteral("heading"));
    m_count->setProperty("role", QStringLiteral("muted"));
    m_text->setWordWrap(true);
    m_next->setProperty("primary", true);
    m_next->setObjectName(QStringLiteral("tour.next"));
    m_back->setObjectName(QStringLiteral("tour.back"));
    auto *leave = new QPushButton(tr("End"), m_card);
    leave->setObjectName(QStringLiteral("tour.end"));
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_count, 1);
    for (QPushButton *button : {leave, m_back, m_next})
        buttons->addWidget(button);
    auto *layout = new QVBoxLayout(m_card);
    layout->addWidget(m_title);
    layout->addWidget(m_text);
    layout->addLayout(buttons);
    connect(leave, &QPushButton::clicked, this, &GuidedTour::end);
    connect(m_back, &QPushButton::clicked, this, [this] { showStep(m_step - 1); });
    connect(m_next, &QPushButton::clicked, this, [this] {
        if (m_step + 1 < steps())
            showStep(m_step + 1);
        else
            end();
    });
    hide();
}

void GuidedTour::start()
{
    m_focusBefore = QApplication::focusWidget();
    QCoreApplication::instance()->installEventFilter(this);
    setGeometry(m_window.rect());
    show();
    raise();
    showStep(0);
}

void GuidedTour::end()
{
    if (!isVisible())
        return;
    QCoreApplication::instance()->removeEventFilter(this);
    hide();
    if (m_focusBefore)
        m_focusBefore->setFocus();
    emit ended();
}

void GuidedTour::showStep(int step)
{
    m_step = std::clamp(step, 0, steps() - 1);
    const Step &now = m_steps[m_step];
    m_title->setText(now.title);
    m_text->setText(now.text);
    m_count->setText(tr("%1 of %2").arg(m_step + 1).arg(steps()));
    m_back->setEnabled(m_step > 0);
    m_next->setText(m_step + 1 < steps() ? tr("Next") : tr("Done"));
    m_next->setAccessibleDescription(now.title + QStringLiteral(": ") + now.text);
    if (!now.view.isEmpty())
        m_window.docks().show(now.view);
    raise(); // a dock that is shown comes to the front
    m_next->setFocus();
    place();
}

QWidget *GuidedTour::target() const
{
    const Step &now = m_steps[m_step];
    QWidget *found
        = now.view.isEmpty() ? m_window.findChild<QWidget *>(now.widget) : m_window.docks().view(now.view);
    return found && found->isVisible() ? found : m_window.centralWidget();
}

void GuidedTour::place()
{
    setGeometry(m_window.rect());
    const QWidget *about = target();
    m_spot
        = QRect(about->mapTo(&m_window, QPoint()), about->size()).adjusted(-4, -4, 4, 4).intersected(rect());
    m_card->setFixedWidth(std::min(kCardWidth, width() - 2 * kGap));
    m_card->adjustSize();
    const QSize size = m_card->size();
    // Beside the spot where there is room, else in its corner.
    QPoint at(m_spot.left(), m_spot.bottom() + kGap);
    if (at.y() + size.height() > height())
        at = QPoint(m_spot.right() + kGap, m_spot.top());
    if (at.x() + size.width() > width() || at.y() + size.height() > height())
        at = QPoint(m_spot.right() - size.width() - kGap, m_spot.bottom() - size.height() - kGap);
    at.setX(std::clamp(at.x(), kGap, std::max(kGap, width() - size.width() - kGap)));
    at.setY(std::clamp(at.y(), kGap, std::max(kGap, height() - size.height() - kGap)));
    m_card->move(at);
    update();
}

void GuidedTour::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath dimmed;
    dimmed.addRect(rect());
    QPainterPath spot;
    constexpr qreal kRadius = 8;
    spot.addRoundedRect(m_spot, kRadius, kRadius);
    constexpr float kDimness = 0.72F;
    QColor dim = m_workspace.theme().color(Tone::Window);
    dim.setAlphaF(kDimness);
    painter.fillPath(dimmed.subtracted(spot), dim);
    painter.setPen(QPen(m_workspace.theme().color(Tone::Accent), 2));
    painter.drawPath(spot);
}

void GuidedTour::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Escape:
        end();
        break;
    case Qt::Key_Right:
    case Qt::Key_Return:
    case Qt::Key_Enter:
        m_next->click();
        break;
    case Qt::Key_Left:
        m_back->click();
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

/// Round on the card: what it dims must not be pressed unseen.
bool GuidedTour::focusNextPrevChild(bool next)
{
    QList<QPushButton *> buttons = m_card->findChildren<QPushButton *>();
    buttons.removeIf([](const QPushButton *button) { return !button->isEnabled(); });
    const qsizetype step = next ? 1 : buttons.size() - 1;
    const qsizetype now = std::max<qsizetype>(0, buttons.indexOf(m_card->focusWidget()));
    buttons[(now + step) % buttons.size()]->setFocus(next ? Qt::TabFocusReason : Qt::BacktabFocusReason);
    return true;
}

/// Wherever the focus has gone meanwhile, Escape ends the tour; and the spot follows what it is about.
bool GuidedTour::eventFilter(QObject *watched, QEvent *event)
{
    if (!isVisible())
        return QWidget::eventFilter(watched, event);
    const bool isEscape = event->type() == QEvent::ShortcutOverride
        && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape;
    if (isEscape && m_window.isActiveWindow()) {
        end();
        event->accept();
        return true;
    }
    const bool isMoved = event->type() == QEvent::Resize || event->type() == QEvent::Move;
    if (isMoved && (watched == &m_window || watched == target()))
        place();
    return QWidget::eventFilter(watched, event);
}

} // namespace sessionscope::ui
