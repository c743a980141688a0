// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/screenshot_tour.h"

#include "ui/dock_set.h"
#include "ui/inspect/inspect_actions.h"
#include "ui/inspect/inspection.h"
#include "ui/main_window.h"
#include "ui/workspace.h"

#include <QAction>
#include <QBuffer>
#include <QDir>
#include <QPainter>
#include <QSaveFile>

#include <utility>

namespace sessionscope::ui {

namespace {

constexpr QSize kWindowSize(1366, 768); // the smallest screen that the window must be good on
constexpr int kSettleMs = 80;           // for layouts and charts to follow a change

QByteArray pngOf(const QImage &image)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return bytes;
}

/// One lost session, so that the views that are about a session have something to show.
void selectLostSession(Workspace &workspace)
{
    workspace.runs().setCurrent(workspace.demonstration().before());
    const journal::SessionTable &sessions = workspace.state().picture().sessions();
    for (std::size_t index = 0; index < sessions.size(); ++index) {
        if (sessions.row(index).state() == journal::SessionState::Lost) {
            workspace.selection().selectSession(sessions.row(index).session);
            return;
        }
    }
}

/// What is worked out on demand, so that no picture is of a question.
void simulate(Workspace &workspace)
{
    workspace.scenarioMatrix().want();
    const scenario::Overrides own = workspace.setup().overrides();
    scenario::Overrides before = own;
    before.profile = routing::kDefaultBefore;
    workspace.setup().setOverrides(before);
    workspace.actions().find(QStringLiteral("run.sweep"))->trigger();
    workspace.setup().setOverrides(own);
}

} // namespace

ScreenshotTour::ScreenshotTour(MainWindow &window, Workspace &workspace, QString folder)
    : QObject(&window)
    , m_window(window)
    , m_workspace(workspace)
    , m_folder(std::move(folder))
{
    connect(&m_frames, &QTimer::timeout, this, &ScreenshotTour::film);
    m_limit.setSingleShot(true);
    connect(&m_limit, &QTimer::timeout, this, [this] {
        end(Error{ErrorCode::TimedOut, "the demonstration did not come to its end", "--screenshot-tour",
                  "try --engine sim"});
    });
    connect(&m_workspace.demonstration(), &Demonstration::changed, this, &ScreenshotTour::onDemonstration);
    connect(&m_workspace, &Workspace::problem, this, [this](const Error &error) { end(error); });
}

QImage ScreenshotTour::pictureOf(QWidget &widget, int scale)
{
    QImage image(widget.size() * scale, QImage::Format_RGB32);
    image.setDevicePixelRatio(scale);
    image.fill(widget.palette().color(QPalette::Window));
    widget.render(&image);
    return image;
}

void ScreenshotTour::start()
{
    if (!QDir().mkpath(m_folder)) {
        end(Error{ErrorCode::Io, "the folder cannot be made", m_folder.toStdString(), "choose another one"});
        return;
    }
    m_window.resize(kWindowSize);
    m_window.docks().restoreDefaultLayout();
    m_workspace.theme().setTextScale(1.0);
    m_workspace.theme().setScheme(Theme::Scheme::Dark);
    m_clock.start();
    m_frames.start(kFrameMs);
    m_limit.start(kLimitMs);
    m_workspace.demonstration().start();
}

void ScreenshotTour::film()
{
    m_moving.add(pictureOf(m_window, 1), m_clock.elapsed());
}

void ScreenshotTour::onDemonstration()
{
    switch (m_workspace.demonstration().phase()) {
    case Demonstration::Phase::Before:
    case Demonstration::Phase::After:
        return;
    case Demonstration::Phase::Idle: {
        const Run *run = m_workspace.run();
        end(run && run->error() ? *run->error()
                                : Error{ErrorCode::Cancelled, "the demonstration was stopped", "", ""});
        return;
    }
    case Demonstration::Phase::Done:
        break;
    }
    m_limit.stop();
    // The end of the film is what the window looks like once all has come to rest.
    QTimer::singleShot(kSettleMs * 4, this, [this] {
        m_frames.stop();
        film();
        simulate(m_workspace);
        planPictures();
        takeNext();
    });
}

void ScreenshotTour::planPictures()
{
    m_steps = {[this] { return save(QStringLiteral("restart.png"), m_moving.png()); }};
    const std::pair<Theme::Scheme, QString> schemes[]
        = {{Theme::Scheme::Dark, QStringLiteral("dark")}, {Theme::Scheme::Light, QStringLiteral("light")}};
    m_steps.append([this] { return showExample(); });
    for (const auto &[scheme, suffix] : schemes) {
        m_steps.append([this, chosen = scheme] {
            m_workspace.mode().set(Mode::Simulate);
            m_workspace.theme().setAnimated(false);
            m_workspace.theme().setScheme(chosen);
            selectLostSession(m_workspace);
            m_window.docks().restoreDefaultLayout();
            return true;
        });
        m_steps.append([this, name = QStringLiteral("main-") + suffix] { return saveBoth(m_window, name); });
        planViews(Mode::Simulate, suffix);
        m_steps.append([this] {
            m_workspace.mode().set(Mode::Inspect);
            m_window.docks().restoreDefaultLayout();
            return true;
        });
        m_steps.append(
            [this, name = QStringLiteral("inspect-") + suffix] { return saveBoth(m_window, name); });
        planViews(Mode::Inspect, suffix);
    }
}

void ScreenshotTour::planViews(Mode mode, const QString &suffix)
{
    for (View *view : m_window.docks().views(mode)) {
        m_steps.append([this, view] {
            m_window.docks().show(view->id());
            return true;
        });
        m_steps.append(
            [this, view, name = view->id() + QLatin1Char('-') + suffix] { return saveBoth(*view, name); });
    }
}

bool ScreenshotTour::showExample()
{
    Inspection &inspection = m_workspace.inspection();
    auto example = inspect::decodeSnapshot(InspectActions::example());
    Q_ASSERT(example);
    connect(
        &inspection, &Inspection::judged, this,
        [this, &inspection] {
            inspection.select(0);
            takeNext();
        },
        Qt::SingleShotConnection);
    inspection.show(*std::move(example));
    return false; // it goes on when that was judged
}

void ScreenshotTour::takeNext()
{
    if (m_ended)
        return;
    if (!m_workspace.jobs().list().isEmpty()) { // what is half tried is no picture
        QTimer::singleShot(kSettleMs, this, &ScreenshotTour::takeNext);
        return;
    }
    if (m_steps.isEmpty()) {
        end(std::nullopt);
        return;
    }
    if (m_steps.takeFirst()())
        QTimer::singleShot(kSettleMs, this, &ScreenshotTour::takeNext);
}

bool ScreenshotTour::saveBoth(QWidget &widget, const QString &name)
{
    return save(name + QStringLiteral(".png"), pngOf(pictureOf(widget, 1)))
        && save(name + QStringLiteral("@2x.png"), pngOf(pictureOf(widget, 2)));
}

bool ScreenshotTour::save(const QString &name, const QByteArray &bytes)
{
    QSaveFile file(m_folder + QLatin1Char('/') + name);
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit())
        return true;
    end(Error{ErrorCode::Io, file.errorString().toStdString(), file.fileName().toStdString(),
              "choose another folder"});
    return false;
}

void ScreenshotTour::end(std::optional<Error> error)
{
    if (std::exchange(m_ended, true))
        return;
    m_frames.stop();
    m_limit.stop();
    emit finished(error);
}

} // namespace sessionscope::ui
