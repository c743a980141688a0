// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/control/engine_port.h"
#include "core/control/inspector_port.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <algorithm>
#include <functional>
#include <memory>
#include <utility>

namespace sessionscope::ui {

/// What is behind a port of core/control, and the pump that brings what it reports to the gui thread: at most once per
/// frame, however many events there are. A queued signal per event would cost twenty times as much.
template <class Port, class Command> class PortFeed : public QObject
{
public:
    static constexpr int kFrameMs = 16;

    using Report = decltype(std::declval<Port &>().drain());

    /// `take` is called on this thread with what came since the last frame; never with an empty report.
    PortFeed(std::unique_ptr<Port> port, std::function<void(Report)> take)
        : m_port(std::move(port))
        , m_take(std::move(take))
    {
        m_frame.setSingleShot(true);
        m_frame.setTimerType(Qt::PreciseTimer);
        connect(&m_frame, &QTimer::timeout, this, &PortFeed::drain);
        // Called on the port's thread: all that it does there is to put an event into this thread's queue.
        m_port->onWake(
            [this] { QMetaObject::invokeMethod(this, &PortFeed::schedule, Qt::QueuedConnection); });
    }

    /// Stops what is behind the port and waits for its thread. Say Shutdown and wait for the answer to not block here.
    ~PortFeed() override { m_port->onWake({}); }

    control::CommandId post(decltype(Command::what) what)
    {
        const control::CommandId id(++m_lastCommand);
        m_port->post({id, std::move(what)});
        return id;
    }

private:
    void schedule()
    {
        if (m_frame.isActive())
            return;
        const qint64 since = m_sinceDrain.isValid() ? m_sinceDrain.elapsed() : kFrameMs;
        m_frame.start(static_cast<int>(std::clamp<qint64>(kFrameMs - since, 0, kFrameMs)));
    }

    void drain()
    {
        m_sinceDrain.start();
        Report report = m_port->drain();
        if (!report.empty())
            m_take(std::move(report));
    }

    std::unique_ptr<Port> m_port;
    std::function<void(Report)> m_take;
    QTimer m_frame;
    QElapsedTimer m_sinceDrain;
    std::uint64_t m_lastCommand = 0;
};

using EngineFeed = PortFeed<control::EnginePort, control::Command>;
using InspectorFeed = PortFeed<control::InspectorPort, control::InspectorCommand>;

/// Makes an inspector; the program passes it in, so that the window knows none.
using InspectorFactory = std::function<std::unique_ptr<control::InspectorPort>()>;

} // namespace sessionscope::ui
