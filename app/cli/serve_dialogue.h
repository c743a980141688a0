// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/cli/exit_code.h"
#include "app/cli/interruption.h"
#include "app/cli/journal_sink.h"
#include "app/cli/line_reader.h"
#include "app/cli/serve_command_line.h"
#include "core/control/engine_port.h"

#include <optional>
#include <string>

namespace sessionscope::cli {

/// The conversation of `serve`: the ready line, then one line of JSON for each line of input, in their order.
///
/// A line is looked at when the one before it has been answered, the first one when the cluster is ready. The end of
/// input means `quit`. Who wants to quit does not have to wait for somebody else's servers (`waitsForServers`).
class ServeDialogue
{
public:
    ServeDialogue(control::EnginePort &engine, std::optional<JournalSink> journal, bool waitsForServers);

    void take(const control::Report &report);
    void take(LineReader &input); ///< goes on with the next lines, if it is their turn
    void interrupt();             ///< an orderly end, without waiting for what is under way

    bool isReady() const { return m_ready; }
    bool isOver() const { return m_stopped || m_error; }
    Result<ExitCode> end() const;

private:
    void on(const control::ClusterReady &ready);
    void on(const control::CommandDone &done);
    void on(const control::EngineFailed &failed);
    void on(const control::EngineStopped &);
    void on(const control::PlanFinished &) { }

    void giveUpJournal(const Error &error);
    void obey(const std::string &line);
    void post(ServeOrder order);
    void shutDown();

    control::EnginePort &m_engine;
    std::optional<JournalSink> m_journal;
    bool m_journalError = false;
    std::optional<Error> m_error;
    control::CommandId m_lastId{1}; ///< 1 opened the cluster
    bool m_waitsForServers;
    bool m_ready = false;
    bool m_awaitsAnswer = false;
    bool m_quitAsked = false; ///< by a line that wants its answer
    bool m_stopping = false;
    bool m_stopped = false;
    bool m_interrupted = false;
};

} // namespace sessionscope::cli
