// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/engine_feed.h"

#include <algorithm>
#include <utility>

namespace sessionscope::ui {

EngineFeed::EngineFeed(std::unique_ptr<control::EnginePort> engine, std::function<void(control::Report)> take)
    : m_engine(std::move(engine))
    , m_take(std::move(take))
{
    m_frame.setSingleShot(true);
    m_frame.setTimerType(Qt::PreciseTimer);
    connect(&m_frame, &QTimer::timeout, this, &EngineFeed::drain);
    // Called on the engine's thread: the one thing that it does there is to put an event into this thread's queue.
    m_engine->onWake(
        [this] { QMetaObject::invokeMethod(this, &EngineFeed::schedule, Qt::QueuedConnection); });
}

EngineFeed::~EngineFeed()
{
    m_engine->onWake({});
}

control::CommandId EngineFeed::post(decltype(control::Command::what) what)
{
    const control::CommandId id(++m_lastCommand);
    m_engine->post({id, std::move(what)});
    return id;
}

void EngineFeed::schedule()
{
    if (m_frame.isActive())
        return;
    const qint64 since = m_sinceDrain.isValid() ? m_sinceDrain.elapsed() : kFrameMs;
    m_frame.start(static_cast<int>(std::clamp<qint64>(kFrameMs - since, 0, kFrameMs)));
}

void EngineFeed::drain()
{
    m_sinceDrain.start();
    control::Report report = m_engine->drain();
    if (!report.empty())
        m_take(std::move(report));
}

} // namespace sessionscope::ui
