// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/inspect_watch.h"

#include "app/cli/findings_text.h"
#include "app/cli/results.h"
#include "app/cli/terminal.h"

#include <fmt/format.h>

#include <map>
#include <vector>

namespace sessionscope::cli {

using inspect::SessionInventory;

namespace {

constexpr std::size_t kTextColumns = 120; ///< of an address that somebody else wrote

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
        std::uint64_t &told = m_told[row];
        const auto &session = m_sight.inventory->session(row);
        for (const inspect::SessionEvent &event : m_sight.inventory->history(row)) {
            if (event.number <= told)
                continue;
            told = event.number;
            say(event, shownId(session.id(), m_request.showsIds()));
        }
    }

    /// What becomes of many at once: a flushed store, or a scan that did not see them any more.
    void tellOfAll(const inspect::Observation &observation)
    {
        const bool scanned = std::holds_alternative<inspect::ScanFinished>(observation);
        if (!scanned && !std::holds_alternative<inspect::EverythingGone>(observation))
            return;
        std::vector<SessionInventory::Row> present;
        m_sight.inventory->forEachPresent([&present](auto row, const auto &) { present.push_back(row); });
        m_sight.inventory->apply(observation); // taking it again changes nothing
        for (const auto row : present) {
            if (!m_sight.inventory->isPresent(row))
                tell(row);
        }
    }

    void tell(const inspect::LinkStatus &status) const
    {
        const std::string reason = status.error ? status.error->what : "";
        if (m_request.json)
            print(jsonLine({{"link", toText(status.state)}, {"server", status.server}, {"reason", reason}}));
        else
            print(paragraph(fmt::format("{} {}{}{}",
                                        toned(fmt::format("[{}]", toText(status.state)), Tone::Strong),
                                        status.server, reason.empty() ? "" : ": ", reason),
                            "  "));
    }

private:
    void say(const inspect::SessionEvent &event, const std::string &id) const
    {
        const bool tellsId = event.kind == inspect::SessionEvent::Kind::SidChanged;
        const std::string what = tellsId ? shownId(event.text, m_request.showsIds()) : event.text;
        if (m_request.json)
            print(jsonLine(
                {{"at", utcText(event.at)}, {"id", id}, {"event", toText(event.kind)}, {"text", what}}));
        else
            print(paragraph(fmt::format("{} {} {}{}{}", toned(utcText(event.at), Tone::Quiet), printable(id),
                                        toText(event.kind), what.empty() ? "" : ": ",
                                        shortened(what, kTextColumns)),
                            "  "));
    }

    Sight &m_sight;
    const InspectRequest &m_request;
    std::map<SessionInventory::Row, std::uint64_t> m_told; ///< the number of the last event
};

} // namespace

void watchChanges(InspectorClient &client, const InspectRequest &request)
{
    ChangePrinter printer(client.sight(), request);
    client.onSession = [&printer](SessionInventory::Row row) { printer.tell(row); };
    client.onObservation
        = [&printer](const inspect::Observation &observation) { printer.tellOfAll(observation); };
    client.onLink = [&printer](const inspect::LinkStatus &status) { printer.tell(status); };
    if (client.link()) // it may have become live before anybody watched
        printer.tell(*client.link());
    client.follow([] { return outputFailure().has_value(); });
    client.onSession = nullptr;
    client.onObservation = nullptr;
    client.onLink = nullptr;
}

} // namespace sessionscope::cli
