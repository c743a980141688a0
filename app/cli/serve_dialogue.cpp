// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/serve_dialogue.h"

#include "app/cli/results.h"
#include "app/cli/terminal.h"

#include <utility>

namespace sessionscope::cli {

using namespace control;
using nlohmann::ordered_json;

namespace {

ordered_json membersJson(const std::vector<ClusterReady::Member> &members, const char *indexName)
{
    ordered_json list = ordered_json::array();
    for (const ClusterReady::Member &member : members) {
        list.push_back({{"name", member.name},
                        {indexName, member.index},
                        {"ip", member.address.ip.text()},
                        {"port", member.address.port}});
    }
    return list;
}

bool asksToQuit(const LineReader &input)
{
    const std::string *line = input.front();
    if (!line)
        return input.atEnd();
    const auto order = readServeOrder(*line);
    return order && std::holds_alternative<Shutdown>(*order);
}

void answer(const Result<nlohmann::json> &result)
{
    ordered_json line{{"ok", result.has_value()}};
    if (!result) {
        const Error &error = result.error();
        line["error"] = {
            {"code", toText(error.code)}, {"what", error.what}, {"where", error.where}, {"hint", error.hint}};
    } else if (result->is_object()) {
        for (const auto &[name, value] : result->items())
            line[name] = value;
    }
    print(jsonLine(line));
}

} // namespace

ServeDialogue::ServeDialogue(EnginePort &engine, std::optional<JournalSink> journal, bool waitsForServers)
    : m_engine(engine)
    , m_journal(std::move(journal))
    , m_waitsForServers(waitsForServers)
{
}

void ServeDialogue::take(const Report &report)
{
    if (m_journal) {
        if (const auto written = m_journal->append(report.journal); !written)
            giveUpJournal(written.error());
    }
    for (const Notice &notice : report.notices)
        std::visit([this](const auto &what) { on(what); }, notice);
}

void ServeDialogue::take(LineReader &input)
{
    while ((m_ready || (m_waitsForServers && asksToQuit(input))) && !m_awaitsAnswer && !m_stopping) {
        const auto line = input.next();
        if (line) {
            obey(*line);
        } else {
            if (input.atEnd())
                shutDown();
            return;
        }
    }
}

void ServeDialogue::interrupt()
{
    m_interrupted = true;
    shutDown();
}

Result<ExitCode> ServeDialogue::end() const
{
    if (m_error)
        return fail(*m_error);
    if (m_journalError)
        return ExitCode::Environment;
    return m_interrupted ? ExitCode::Interrupted : ExitCode::Passed;
}

void ServeDialogue::on(const ClusterReady &ready)
{
    m_ready = true;
    print(jsonLine({{"event", "ready"},
                    {"mcpUrl", ready.mcpUrl},
                    {"redisUrl", ready.redisUrl},
                    {"pods", membersJson(ready.pods, "ordinal")},
                    {"proxies", membersJson(ready.proxies, "index")}}));
}

void ServeDialogue::on(const CommandDone &done)
{
    if (!m_awaitsAnswer || done.id != m_lastId || m_stopping)
        return;
    m_awaitsAnswer = false;
    answer(done.result);
}

void ServeDialogue::on(const EngineFailed &failed)
{
    if (!m_stopping)
        m_error = environmentError(failed.error);
}

void ServeDialogue::on(const EngineStopped &)
{
    m_stopped = true;
    if (m_quitAsked)
        answer(nlohmann::json::object());
}

/// Clients may be at work: the cluster goes on without its journal, and the exit code tells of it.
void ServeDialogue::giveUpJournal(const Error &error)
{
    printError(error);
    m_journalError = true;
    m_journal.reset();
}

void ServeDialogue::obey(const std::string &line)
{
    auto order = readServeOrder(line);
    if (!order)
        answer(fail(order.error()));
    else
        post(std::move(*order));
}

void ServeDialogue::post(ServeOrder order)
{
    if (std::holds_alternative<Shutdown>(order)) {
        m_quitAsked = true;
        shutDown();
        return;
    }
    m_lastId = CommandId(m_lastId.value() + 1);
    m_awaitsAnswer = true;
    std::visit([this](auto &what) { m_engine.post({m_lastId, std::move(what)}); }, order);
}

void ServeDialogue::shutDown()
{
    if (!std::exchange(m_stopping, true))
        m_engine.post({CommandId(m_lastId.value() + 1), Shutdown{}});
}

} // namespace sessionscope::cli
