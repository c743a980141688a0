// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/control/engine_port.h"
#include "ui/port_feed.h"
#include "ui/run.h"
#include "ui/run_setup.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <map>
#include <memory>
#include <optional>

namespace sessionscope::ui {

/// Makes an engine; the program passes it in, so that the window knows no engine.
using EngineFactory = std::function<std::unique_ptr<control::EnginePort>(EngineKind)>;

/// The cluster on this machine: at most one stands at a time. Commands go in here; what comes of them is in the run.
class Lab : public QObject
{
    Q_OBJECT

public:
    struct Start
    {
        scenario::RunSpec spec;
        EngineKind engine = EngineKind::Live;
        bool executesPlan = true; ///< false: the cluster alone, for real clients
        bool stopsAfterPlan = false;
        Endpoint listen{IpAddress(0x7F00'0001), 0};
        QString podCommand;
    };

    using Reply = std::function<void(const Result<nlohmann::json> &)>;

    Lab(EngineFactory factory, QString build, QObject *parent = nullptr);
    ~Lab() override;

    /// Stops what stands, then brings the cluster up. `runCreated` follows at once, so that views can follow from the
    /// first event on.
    void start(Start start);
    /// Nothing stands afterwards, also if another start was waiting for what stands now.
    void stop();

    /// How quickly plans go on: at once, and in every run from its first request on. The simulator knows no pace.
    void setPace(const control::SetPace &pace);
    /// Makes engines for work beside the cluster, such as trying a plan on the simulator.
    const EngineFactory &factory() const { return m_factory; }

    bool isUp() const { return m_run && m_run->isUp(); }
    bool isBusy() const { return m_feed != nullptr; } ///< coming up, up, or going down
    /// The one that stands or stood last; null before the first, and once the last was forgotten.
    Run *run() const { return m_run; }

    /// Sends a command to the engine; the reply comes with its CommandDone. Without an engine the reply is an error.
    void command(decltype(control::Command::what) what, Reply reply = {});
    /// A fault by the person at the window: journalled before it is done, with who asked ("toolbar", "topology" …).
    void inflict(const scenario::Fault &fault, const QString &askedBy);

signals:
    void runCreated(Run *run);
    /// Somebody asks for a start or a stop: whoever else had more starts in mind gives them up.
    void superseded();
    void changed(); ///< isUp, isBusy or the run's state
    /// A command that could not be done; for a banner.
    void commandFailed(const sessionscope::Error &error);

private:
    void take(control::Report report);
    void on(const control::ClusterReady &ready);
    void on(const control::CommandDone &done);
    void on(const control::PlanFinished &finished);
    void on(const control::EngineFailed &failed);
    void on(const control::EngineStopped &stopped);
    void open(Start start);
    void shutDown();
    void retire();

    EngineFactory m_factory;
    QString m_build;
    std::unique_ptr<EngineFeed> m_feed;
    QPointer<Run> m_run; ///< the run list's; it stays there until its end
    control::SetPace m_pace;
    EngineKind m_engine = EngineKind::Live;
    bool m_executesPlan = false;
    bool m_stopsAfterPlan = false;
    std::optional<Start> m_next; ///< waits for the engine to end
    std::map<control::CommandId, Reply> m_replies;
};

} // namespace sessionscope::ui
