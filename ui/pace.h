// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/control/command.h"

#include <QObject>
#include <QString>

#include <span>

namespace sessionscope::ui {

class Workspace;

/// A choice of speed: how much slower than the usual slow motion.
struct Speed
{
    const char *name;       ///< "½×"
    std::uint32_t slowness; ///< 0: real time; else the gap is so many times the usual one
};

/// The choices, quickest first.
std::span<const Speed> speeds();

/// The usual gap of slow motion for a plan: its run can be followed, and before and after are over within seconds.
Duration usualGap(const scenario::Plan &plan);

/// How quickly the plan goes on, as people want it. Told to the lab, which tells every engine that has real time.
class Pace : public QObject
{
    Q_OBJECT

public:
    explicit Pace(Workspace &workspace, QObject *parent = nullptr);

    int speed() const { return m_speed; } ///< an index into speeds()
    void setSpeed(int index);
    bool isPaused() const { return m_paused; }
    void setPaused(bool paused);
    /// Does the next request or deed of the plan, and waits again.
    void step();
    /// The simulator's time is not ours.
    bool isPossible() const;

signals:
    void changed();

private:
    void tell();

    Workspace &m_workspace;
    int m_speed = 1;
    bool m_paused = false;
};

} // namespace sessionscope::ui
