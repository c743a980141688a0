// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/window_memory.h"

#include "ui/dock_set.h"
#include "ui/file_actions.h"
#include "ui/help_actions.h"
#include "ui/inspect/connection_book.h"
#include "ui/look_actions.h"
#include "ui/main_window.h"
#include "ui/workspace.h"

#include <QDir>
#include <QEvent>
#include <QFileInfo>
#include <QGuiApplication>
#include <QScreen>

#include <algorithm>

namespace sessionscope::ui {

namespace {

constexpr int kTitleBar = 40; // what a window manager may add in height

const std::pair<Mode, QString> kModes[]
    = {{Mode::Simulate, QStringLiteral("lab")}, {Mode::Inspect, QStringLiteral("inspector")}};

/// Where a screen used to be there may be none now.
void bringOntoScreen(QWidget &window)
{
    constexpr int kGraspable = 80; // dots of the title that must be in reach
    const QRect place = window.geometry();
    const QList<QScreen *> screens = QGuiApplication::screens();
    const bool inReach = std::any_of(screens.begin(), screens.end(), [&place](const QScreen *screen) {
        const QRect seen = screen->availableGeometry().intersected(place);
        return seen.width() >= kGraspable && seen.height() >= kGraspable
            && seen.top() <= place.top() + kGraspable;
    });
    if (inReach || screens.isEmpty())
        return;
    const QRect screen = QGuiApplication::primaryScreen()->availableGeometry();
    window.resize(place.size().boundedTo(screen.size()));
    window.move(screen.center() - window.rect().center());
}

} // namespace

WindowMemory::WindowMemory(Workspace &workspace, MainWindow &window, const QString &file)
    : QObject(&window)
    , m_workspace(workspace)
    , m_window(window)
    , m_file(file)
    , m_recovery(workspace, QFileInfo(file).dir().filePath(QStringLiteral("unsaved-plan.json")))
{
    const SettingsFile::Loaded loaded = m_file.load();
    m_settings = m_written = loaded.settings;
    if (loaded.trouble)
        emit m_workspace.problem(*loaded.trouble);
    apply();
    m_later.setSingleShot(true);
    m_later.setInterval(kWriteAfterMs);
    connect(&m_later, &QTimer::timeout, this, &WindowMemory::flush);
    const auto later = [this] { m_later.start(); };
    connect(&m_window.look(), &LookActions::languageChosen, this, later);
    connect(&m_workspace.theme(), &Theme::changed, this, later);
    connect(&m_workspace.setup(), &RunSetup::changed, this, later);
    connect(&m_window.docks(), &DockSet::layoutChanged, this, later);
    connect(&m_window.files(), &FileActions::recentFilesChanged, this, later);
    connect(&m_window.help(), &HelpActions::tourSeenChanged, this, later);
    connect(&m_window.connections(), &ConnectionBook::changed, this, later);
    m_window.installEventFilter(this);
}

WindowMemory::~WindowMemory() = default;

void WindowMemory::fillSmallScreen()
{
    const QScreen *screen = QGuiApplication::primaryScreen();
    if (!m_settings.places.isEmpty() || !screen)
        return;
    const QSize room = screen->availableSize() - QSize(0, kTitleBar);
    if (room.width() < m_window.width() || room.height() < m_window.height())
        m_window.setWindowState(Qt::WindowMaximized);
}

void WindowMemory::apply()
{
    Theme &theme = m_workspace.theme();
    theme.setScheme(m_settings.scheme);
    theme.setTextScale(m_settings.textScale);
    theme.setAnimated(m_settings.animated);
    m_window.look().setPresents(m_settings.presents);
    m_window.look().setLanguage(m_settings.language);
    m_window.files().setRecentFiles(m_settings.recentFiles);
    m_window.connections().setList(m_settings.connections);
    if (!m_settings.tourSeen)
        m_window.help().offerTour();
    for (const auto &[mode, name] : kModes) {
        const auto place = m_settings.places.constFind(name);
        if (place == m_settings.places.cend())
            continue;
        if (m_workspace.mode().mode() == mode && m_window.restoreGeometry(place->geometry))
            bringOntoScreen(m_window);
        if (!place->layout.isEmpty() && !m_window.docks().restoreLayout(mode, place->layout)) {
            emit m_workspace.problem(
                {ErrorCode::InvalidInput, tr("the layout of the last time cannot be used").toStdString(),
                 m_file.name().toStdString(), tr("The usual one was taken.").toStdString()});
        }
    }
}

void WindowMemory::note()
{
    const LookActions &look = m_window.look();
    m_settings.scheme = look.ownScheme();
    m_settings.textScale = look.ownTextScale();
    m_settings.presents = look.presents();
    m_settings.language = look.language();
    m_settings.animated = m_workspace.theme().isAnimated();
    m_settings.recentFiles = m_window.files().recentFiles();
    m_settings.connections = m_window.connections().list();
    m_settings.tourSeen = m_settings.tourSeen || m_window.help().tourSeen();
    for (const auto &[mode, name] : kModes) {
        const QByteArray layout = m_window.docks().saveLayout(mode);
        if (!layout.isEmpty()) // the window is one and the same in every mode
            m_settings.places.insert(name, {m_window.saveGeometry(), layout});
    }
}

void WindowMemory::bringBackPlan()
{
    const auto back = m_recovery.bringBack();
    if (!back) {
        emit m_workspace.problem(back.error());
    } else if (*back) {
        emit m_workspace.problem(
            {ErrorCode::Cancelled,
             tr("the plan was not saved when the program ended; it is back").toStdString(),
             {},
             tr("Save it, or undo to have the usual one.").toStdString()});
    }
}

void WindowMemory::flush()
{
    m_later.stop();
    if (const auto kept = m_recovery.keep(); !kept)
        emit m_workspace.problem(kept.error());
    note();
    if (m_settings == m_written)
        return;
    if (const auto saved = m_file.save(m_settings); !saved)
        emit m_workspace.problem(saved.error());
    m_written = m_settings; // one complaint is enough
}

bool WindowMemory::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize || event->type() == QEvent::Move)
        m_later.start();
    else if (event->type() == QEvent::Close && m_window.isVisible())
        flush();
    return QObject::eventFilter(watched, event);
}

} // namespace sessionscope::ui
