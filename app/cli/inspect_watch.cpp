// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/inspect_watch.h"

#include "app/cli/findings_text.h"
#include "app/cli/results.h"
#include "app/cli/terminal.h"

#include <fmt/format.h>

#include <map>

namespace sessionscope::cli {

using inspect::SessionInventory;

namespace {

/// Prints what is new in the histories of sessions.
class ChangePrinter
{
public:
    ChangePrinter(Sight &sight, const InspectRequest &request)
        : m_sight(sight)
        , m_request(request)
    {
    }

    void tell(SessionInventory::Row row)
    {
        // Histories are bounded, so what is new is told by its time.
        WallTime &told = m_told[row];
        const auto &session = m_sight.inventory->session(row);
        for (const inspect::SessionEvent &event : m_sight.inventory->history(row)) {
            if (event.at < told || (event.at == told && m_toldKinds[row] == event.kind))
                continue;
            told = event.at;
            m_toldKinds[row] = event.kind;
            say(event, shownId(session.id(), m_request.showIds || m_request.json));
        }
    }

    void tell(const inspect::LinkStatus &status) const
    {
        const std::string reason = status.error ? status.error->text() : "";
        if (m_request.json)
            print(
                jsonLine({{"link", toString(status.state)}, {"server", status.server}, {"reason", reason}}));
        else
            print(fmt::format("{} {}{}{}\n", toned(fmt::format("[{}]", toString(status.state)), Tone::Strong),
                              status.server, reason.empty() ? "" : ": ", reason));
    }

private:
    void say(const inspect::SessionEvent &event, const std::string &id) const
    {
        if (m_request.json)
            print(jsonLine({{"at", utcText(event.at)},
                            {"id", id},
                            {"event", toString(event.kind)},
                            {"text", event.text}}));
        else
            print(fmt::format("{} {}  {}{}{}\n", toned(utcText(event.at), Tone::Quiet), id,
                              toString(event.kind), event.text.empty() ? "" : ": ", event.text));
    }

    Sight &m_sight;
    const InspectRequest &m_request;
    std::map<SessionInventory::Row, WallTime> m_told;
    std::map<SessionInventory::Row, inspect::SessionEvent::Kind> m_toldKinds;
};

} // namespace

void watchChanges(InspectorClient &client, const InspectRequest &request)
{
    ChangePrinter printer(client.sight(), request);
    client.onSession = [&printer](SessionInventory::Row row) { printer.tell(row); };
    client.onLink = [&printer](const inspect::LinkStatus &status) { printer.tell(status); };
    client.follow([] { return false; });
    client.onSession = nullptr;
    client.onLink = nullptr;
}

} // namespace sessionscope::cli
