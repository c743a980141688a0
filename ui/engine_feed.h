// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/control/engine_port.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>

namespace sessionscope::ui {

/// One engine, and the pump that brings what it reports to the gui thread: at most once per frame, however many events
/// there are. A queued signal per event would cost twenty times as much.
class EngineFeed : public QObject
{
    Q_OBJECT

public:
    static constexpr int kFrameMs = 16;

    /// `take` is called on this thread with what came since the last frame; never with an empty report.
    EngineFeed(std::unique_ptr<control::EnginePort> engine, std::function<void(control::Report)> take);
    /// Stops the engine and waits for its thread. Say Shutdown and wait for EngineStopped to not block here.
    ~EngineFeed() override;

    control::CommandId post(decltype(control::Command::what) what);

private:
    void schedule();
    void drain();

    std::unique_ptr<control::EnginePort> m_engine;
    std::function<void(control::Report)> m_take;
    QTimer m_frame;
    QElapsedTimer m_sinceDrain;
    std::uint64_t m_lastCommand = 0;
};

} // namespace sessionscope::ui
