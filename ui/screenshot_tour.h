// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "ui/mode.h"
#include "ui/moving_picture.h"

#include <QElapsedTimer>
#include <QList>
#include <QObject>
#include <QTimer>

#include <functional>
#include <optional>

namespace sessionscope::ui {

class MainWindow;
class Workspace;

/// Shows the bug and the fix and takes pictures: of the whole window in both modes and of every view, light and dark, at
/// 1× and 2× ("main-dark.png", "inspect-dark.png", "sessions-light@2x.png"), and a moving one of the demonstration
/// ("restart.png"). What is inspected is the example that the program brings.
class ScreenshotTour : public QObject
{
    Q_OBJECT

public:
    static constexpr int kFrameMs = 120;     ///< of the moving picture
    static constexpr int kLimitMs = 120'000; ///< a demonstration that takes longer has failed

    ScreenshotTour(MainWindow &window, Workspace &workspace, QString folder);

    void start();

    /// Of a widget as it is, with `scale` times as many dots.
    static QImage pictureOf(QWidget &widget, int scale);

signals:
    /// Once, with what went wrong if something did.
    void finished(const std::optional<sessionscope::Error> &error);

private:
    void film();
    void onDemonstration();
    void planPictures();
    void planViews(Mode mode, const QString &suffix);
    bool showExample();
    void takeNext();
    bool save(const QString &name, const QByteArray &bytes);
    bool saveBoth(QWidget &widget, const QString &name);
    void end(std::optional<Error> error);

    MainWindow &m_window;
    Workspace &m_workspace;
    QString m_folder;
    MovingPicture m_moving;
    QElapsedTimer m_clock;
    QTimer m_frames;
    QTimer m_limit;
    QList<std::function<bool()>> m_steps;
    bool m_ended = false;
};

} // namespace sessionscope::ui
