// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/commands.h"
#include "app/cli/files.h"
#include "app/cli/results.h"
#include "app/cli/text_table.h"
#include "core/base/mask.h"
#include "core/journal/explain.h"
#include "core/journal/journal_file.h"

#include <fmt/format.h>

#include <algorithm>

namespace sessionscope::cli {

using journal::Explanation;
using journal::Journal;
using journal::Outcome;
using journal::SessionFate;
using nlohmann::ordered_json;

namespace {

/// Whether the word names the session: the start of its id, or the form that is shown instead of it.
bool isNamed(std::string_view id, const std::string &word)
{
    return id.starts_with(word) || maskedSessionId(id) == word;
}

std::vector<SessionFate> chosenFates(const Journal &journal, const ExplainRequest &request)
{
    std::vector<SessionFate> chosen;
    const journal::SessionOutcomes outcomes = journal::outcomesOf(journal);
    for (const SessionFate &fate : outcomes.sessions()) {
        // A closed session that was used again was told 404: that looks like a loss to whoever did not mean to close it.
        const bool wasUsedAfterwards
            = fate.outcome() == Outcome::Closed && fate.toldGone != journal::Sequence();
        const bool wentWrong
            = fate.outcome() == Outcome::Lost || fate.outcome() == Outcome::Amnesia || wasUsedAfterwards;
        const bool wanted = request.session.empty() ? wentWrong && !fate.replacement
                                                    : isNamed(journal.text(fate.session), request.session);
        if (wanted)
            chosen.push_back(fate);
    }
    return chosen;
}

std::string nameOf(const Explanation &explanation, const Journal &journal, const ExplainRequest &request)
{
    const std::string id(journal.text(explanation.session));
    return request.showIds ? id : maskedSessionId(id);
}

std::string instantText(const Journal &journal, journal::Sequence sequence)
{
    const journal::Event *event = journal.find(sequence);
    if (!event)
        return "";
    const std::int64_t microseconds = event->time.elapsed().inMicroseconds();
    return fmt::format("{}.{:06}", microseconds / 1'000'000, microseconds % 1'000'000);
}

std::string explanationText(const Explanation &explanation, const Journal &journal,
                            const ExplainRequest &request)
{
    const bool bad = explanation.outcome == Outcome::Lost || explanation.outcome == Outcome::Amnesia;
    std::string text
        = paragraph(toned("session " + printable(nameOf(explanation, journal, request)), Tone::Strong) + ": "
                        + toned(journal::toText(explanation.outcome), bad ? Tone::Bad : Tone::Good),
                    "  ");
    if (!explanation.modeTitle.empty()) {
        const std::string mode = explanation.mode.empty() ? explanation.modeTitle
                                                          : explanation.mode + " " + explanation.modeTitle;
        text += "  " + paragraph(printable(mode), "  ", Tone::Warning);
    }
    if (!explanation.summary.empty())
        text += "  " + paragraph(printable(explanation.summary), "  ");
    text += "\n";
    TextTable chain({});
    for (const Explanation::Link &link : explanation.chain) {
        chain.add({{instantText(journal, link.event), Tone::Quiet},
                   {link.rootCause ? "►" : " ", Tone::Warning},
                   {printable(link.text) + (link.rootCause ? " — the root cause" : "")}});
    }
    text += chain.text();
    if (!explanation.fix.empty())
        text += "\n  fix: " + paragraph(printable(explanation.fix), "       ");
    return text;
}

ordered_json explanationJson(const Explanation &explanation, const Journal &journal,
                             const ExplainRequest &request)
{
    ordered_json chain = ordered_json::array();
    for (const Explanation::Link &link : explanation.chain) {
        const journal::Event *event = journal.find(link.event);
        chain.push_back({{"event", link.event.value()},
                         {"timeUs", event ? event->time.elapsed().inMicroseconds() : 0},
                         {"text", link.text},
                         {"rootCause", link.rootCause}});
    }
    return {{"session", nameOf(explanation, journal, request)},
            {"outcome", journal::toText(explanation.outcome)},
            {"failureMode", explanation.mode},
            {"title", explanation.modeTitle},
            {"culprit", explanation.culprit},
            {"summary", explanation.summary},
            {"fix", explanation.fix},
            {"fixProfile", explanation.fixProfile},
            {"chain", std::move(chain)}};
}

/// Sessions with the same story as one that was told are counted, not told again.
std::string storiesText(const std::vector<Explanation> &explanations, const Journal &journal,
                        const ExplainRequest &request)
{
    std::string text;
    std::vector<std::string> told;
    for (const Explanation &explanation : explanations) {
        const std::string story
            = explanation.mode + explanation.modeTitle + journal::toText(explanation.outcome);
        if (std::ranges::find(told, story) != told.end())
            continue;
        told.push_back(story);
        text += (text.empty() ? "" : "\n") + explanationText(explanation, journal, request);
        const auto alike = std::ranges::count_if(explanations, [&](const Explanation &other) {
            return other.mode + other.modeTitle + journal::toText(other.outcome) == story;
        });
        if (alike > 1)
            text += fmt::format("\n  {} more went the same way; --session ID tells of one\n", alike - 1);
    }
    return text;
}

} // namespace

Result<ExitCode> explainJournal(const ExplainRequest &request)
{
    const auto text = readFile(request.journalFile);
    if (!text)
        return fail(text.error());
    const auto file = journal::decodeJournal(*text);
    if (!file) {
        Error error = file.error();
        error.where = error.where.empty() ? request.journalFile : request.journalFile + ": " + error.where;
        return fail(error);
    }
    const Journal &journal = file->journal;
    const std::vector<SessionFate> fates = chosenFates(journal, request);
    if (fates.empty() && !request.session.empty()) {
        return fail(ErrorCode::NotFound, "no session of this journal has such an id",
                    "--session " + request.session, "leave --session out to see those that were lost");
    }
    std::vector<Explanation> explanations;
    for (const SessionFate &fate : fates)
        explanations.push_back(journal::explain(journal, fate));

    if (request.json) {
        ordered_json sessions = ordered_json::array();
        for (const Explanation &explanation : explanations)
            sessions.push_back(explanationJson(explanation, journal, request));
        print(jsonText({{"profile", file->header.profile},
                        {"engine", file->header.engine},
                        {"seed", file->header.seed},
                        {"truncated", file->truncated},
                        {"sessions", std::move(sessions)}}));
        return ExitCode::Passed;
    }
    if (file->truncated)
        print("The journal's last line was cut off and is left out.\n\n");
    print(explanations.empty() ? std::string("No session was lost, and none forgot its state.\n")
                               : storiesText(explanations, journal, request));
    return ExitCode::Passed;
}

} // namespace sessionscope::cli
