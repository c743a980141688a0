// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QObject>

namespace sessionscope::ui {

/// What the window is for at the moment.
enum class Mode {
    Simulate, ///< a cluster of this machine, to which anything may be done
    Inspect,  ///< somebody's installation, at which one may only look
};

/// Which mode it is. Views, bars and commands that mean nothing in a mode are not there in it.
class ModeSwitch : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    Mode mode() const { return m_mode; }
    bool inspects() const { return m_mode == Mode::Inspect; }
    void set(Mode mode);

signals:
    void changing(); ///< it still is the old one
    void changed();

private:
    Mode m_mode = Mode::Simulate;
};

} // namespace sessionscope::ui
