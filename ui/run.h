// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/control/command.h"
#include "core/journal/journal.h"
#include "core/journal/journal_file.h"
#include "core/scenario/run_spec.h"
#include "core/scenario/verdict.h"

#include <QObject>
#include <QString>

#include <optional>

namespace sessionscope::ui {

/// One run as the window knows it, live, simulated or opened from a file: its journal and what is known beside it.
///
/// Views read the journal and are told once per frame how far it has grown.
class Run : public QObject
{
    Q_OBJECT

public:
    enum class State {
        Opening,  ///< the cluster is coming up, or the file is being read
        Running,  ///< the plan is being executed
        Standing, ///< the cluster is up and nothing of the plan is left: real clients and faults by hand
        Stopping,
        Over,   ///< nothing is left but the journal
        Failed, ///< the environment would not; see error()
    };
    Q_ENUM(State)

    Run(scenario::RunSpec spec, journal::FileHeader header, QObject *parent = nullptr);

    const scenario::RunSpec &spec() const { return m_spec; }
    const journal::FileHeader &header() const { return m_header; }
    const journal::Journal &journal() const { return m_journal; }

    /// "restart under pod-dns, seed 42"
    QString title() const;

    State state() const { return m_state; }
    bool isUp() const { return m_state == State::Running || m_state == State::Standing; }
    bool isEnded() const { return m_state == State::Over || m_state == State::Failed; }
    const std::optional<Error> &error() const { return m_error; }
    const std::optional<control::ClusterReady> &cluster() const { return m_cluster; }
    /// Once the plan was executed.
    const std::optional<scenario::Verdict> &verdict() const { return m_verdict; }
    const QString &file() const { return m_file; } ///< where it was opened from or saved to; may be empty

    // The writing side: Lab and the file loader.
    void expect(std::size_t events) { m_journal.reserve(events); } ///< so many in all; spares copies later
    void append(journal::Batch batch);
    void setState(State state);
    void setCluster(control::ClusterReady cluster);
    void fail(Error error);
    void judge();
    void setVerdict(scenario::Verdict verdict); ///< judged elsewhere, by the whole of the same journal
    void setFile(const QString &file);

signals:
    void advanced();     ///< the journal has grown; at most once a frame
    void stateChanged(); ///< also: cluster, error, verdict or file

private:
    scenario::RunSpec m_spec;
    journal::FileHeader m_header;
    journal::Journal m_journal;
    State m_state = State::Opening;
    std::optional<Error> m_error;
    std::optional<control::ClusterReady> m_cluster;
    std::optional<scenario::Verdict> m_verdict;
    QString m_file;
};

} // namespace sessionscope::ui
