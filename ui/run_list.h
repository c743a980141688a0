// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/run.h"

#include <QList>
#include <QObject>

namespace sessionscope::ui {

/// The runs that the window holds, oldest first, and the one that the views show.
class RunList : public QObject
{
    Q_OBJECT

public:
    static constexpr int kRunsMax = 12; ///< older ones are dropped; save what is to be kept

    using QObject::QObject;

    const QList<Run *> &runs() const { return m_runs; }
    Run *current() const { return m_current; } ///< null before the first run

    /// Takes the run over and makes it the current one.
    void add(Run *run);
    void setCurrent(Run *run);
    /// Forgets a run that is over. What stands is stopped first, by whoever runs it.
    void remove(Run *run);

signals:
    void listChanged();
    void currentChanging();     ///< symbols and sequences of the current journal are to be let go
    void currentChanged();      ///< another run is shown; its journal starts anew for views
    void currentStateChanged(); ///< the current run's Run::stateChanged(), or another run is shown
    void removing(Run *run);

private:
    QList<Run *> m_runs;
    Run *m_current = nullptr;
};

} // namespace sessionscope::ui
