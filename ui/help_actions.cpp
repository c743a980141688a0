// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/help_actions.h"

#include "ui/command_palette.h"
#include "ui/guided_tour.h"
#include "ui/main_window.h"
#include "ui/shortcut_list.h"
#include "ui/workspace.h"

#include <QAction>
#include <QApplication>
#include <QBoxLayout>
#include <QClipboard>
#include <QLabel>
#include <QMessageBox>
#include <QMetaEnum>
#include <QStatusBar>
#include <QSysInfo>
#include <QToolButton>

namespace sessionscope::ui {

HelpActions::HelpActions(Workspace &workspace, MainWindow &window)
    : QObject(&window)
    , m_workspace(workspace)
    , m_window(window)
    , m_palette(new CommandPalette(workspace, &window))
    , m_shortcuts(new ShortcutList(workspace.actions(), &window))
    , m_tour(new GuidedTour(workspace, window))
{
    addActions();
    connect(m_tour, &GuidedTour::ended, this, &HelpActions::settleTour);
    // Whoever runs something has found the way, and the topology needs the room; the next start offers again.
    connect(&workspace.runs(), &RunList::currentChanged, this, [this] {
        delete m_offer;
        m_offer = nullptr;
    });
}

void HelpActions::addActions()
{
    ActionRegistry &actions = m_workspace.actions();
    const QString category = tr("Help");
    QAction *keys = actions.add({QStringLiteral("help.shortcuts"), category, tr("&Keyboard shortcuts"),
                                 QKeySequence(Qt::Key_F1), tr("List every key, and find one")},
                                [this] { m_shortcuts->open(); });
    keys->setShortcuts({QKeySequence(Qt::Key_F1), QKeySequence(Qt::Key_Question)});
    actions.add({QStringLiteral("help.palette"), category, tr("&Command palette"),
                 QKeySequence(Qt::CTRL | Qt::Key_K), tr("Do or go to anything by typing a part of its name")},
                [this] { m_palette->open(); });
    actions.add(
        {QStringLiteral("help.tour"), category, tr("Guided &tour"), {}, tr("What is what, in seven steps")},
        [this] { startTour(); });
    actions.add(
        {QStringLiteral("help.diagnostics"),
         category,
         tr("Copy &diagnostics"),
         {},
         tr("Copy versions and settings, for a report of trouble; no ids and no file names are in it")},
        [this] {
            QApplication::clipboard()->setText(diagnostics());
            m_window.statusBar()->showMessage(tr("Diagnostics copied"), 4'000);
        });
    actions.add(
        {QStringLiteral("help.about"), category, tr("&About Sessionscope"), {}, tr("Version and licence")},
        [this] { showAbout(); });
}

void HelpActions::startTour()
{
    delete m_offer;
    m_offer = nullptr;
    m_tour->start();
}

void HelpActions::offerTour()
{
    if (m_offer)
        return;
    m_offer = new QFrame(&m_window);
    m_offer->setProperty("role", QStringLiteral("card"));
    m_offer->setObjectName(QStringLiteral("tourOffer"));
    auto *layout = new QHBoxLayout(m_offer);
    layout->setContentsMargins(12, 4, 6, 4);
    layout->addWidget(new QLabel(tr("New here? Seven short steps tell what is what."), m_offer), 1);
    const auto addButton = [this, layout](const QString &text, const char *name, auto run) {
        auto *button = new QToolButton(m_offer);
        button->setText(text);
        button->setAccessibleName(text);
        button->setObjectName(QLatin1String(name));
        button->setFocusPolicy(Qt::TabFocus);
        layout->addWidget(button);
        connect(button, &QToolButton::clicked, this, run, Qt::QueuedConnection); // it goes away by this
    };
    addButton(tr("Take the tour"), "offer.take", &HelpActions::startTour);
    addButton(tr("No, thanks"), "offer.decline", &HelpActions::settleTour);
    if (auto *center = qobject_cast<QBoxLayout *>(m_window.centralWidget()->layout()))
        center->insertWidget(0, m_offer);
}

void HelpActions::settleTour()
{
    delete m_offer;
    m_offer = nullptr;
    m_tourSeen = true;
    emit tourSeenChanged();
}

void HelpActions::showAbout()
{
    auto *about
        = new QMessageBox(QMessageBox::NoIcon, tr("About Sessionscope"),
                          tr("<h3>Sessionscope %1</h3><p>Shows what becomes of MCP sessions when a proxy "
                             "restarts, and why.</p><p>Apache License 2.0. Made with Qt %2.</p>")
                              .arg(QApplication::applicationVersion(), QLatin1String(qVersion())),
                          QMessageBox::Close, &m_window);
    about->setAttribute(Qt::WA_DeleteOnClose);
    about->open();
}

QString HelpActions::diagnostics() const
{
    const Theme &theme = m_workspace.theme();
    const RunSetup &setup = m_workspace.setup();
    const Run *run = m_workspace.run();
    const QStringList lines{
        QStringLiteral("Sessionscope %1, Qt %2")
            .arg(QApplication::applicationVersion(), QLatin1String(qVersion())),
        QStringLiteral("%1, %2, platform %3")
            .arg(QSysInfo::prettyProductName(), QSysInfo::currentCpuArchitecture(),
                 QGuiApplication::platformName()),
        QStringLiteral("window %1×%2 at %3×, text %4×, theme %5, motion %6")
            .arg(m_window.width())
            .arg(m_window.height())
            .arg(m_window.devicePixelRatioF())
            .arg(theme.textScale())
            .arg(QLatin1String(
                     QMetaEnum::fromType<Theme::Scheme>().valueToKey(static_cast<int>(theme.scheme()))),
                 theme.isAnimated() ? QStringLiteral("on") : QStringLiteral("off")),
        QStringLiteral("scenario %1, profile %2, seed %3, engine %4")
            .arg(QString::fromStdString(setup.plan().id), QString::fromStdString(setup.overrides().profile))
            .arg(setup.seed())
            .arg(setup.engine() == EngineKind::Live ? QStringLiteral("live") : QStringLiteral("sim")),
        run ? QStringLiteral("run: %1 events, %2 sessions")
                  .arg(run->journal().events().size())
                  .arg(m_workspace.state().picture().sessions().size())
            : QStringLiteral("no run")};
    return lines.join(QLatin1Char('\n'));
}

} // namespace sessionscope::ui
