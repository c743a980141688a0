// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/scenario/not_found.h"

#include "core/scenario/check_list.h"
#include "core/scenario/run_index.h"

#include <fmt/format.h>

#include <algorithm>

namespace sessionscope::scenario {

using journal::Event;
using journal::EventKind;
using journal::Journal;

namespace {

constexpr std::int64_t kNotFound = 404;

bool has(const ExchangeTrace *exchange, EventKind kind, std::int64_t number)
{
    return exchange && std::ranges::any_of(exchange->events, [&](const Event *event) {
               return event->kind == kind && event->number == number;
           });
}

/// It looked and found nothing; or, in a recovery, it was to write and the record was gone (F-23).
bool isGuards(const ExchangeTrace *exchange, std::string_view reason)
{
    return reason == "guard"
        && (has(exchange, EventKind::RecordLoaded, 0) || has(exchange, EventKind::RecordSaved, 0));
}

bool isBackends(const ExchangeTrace *exchange, std::string_view reason)
{
    return reason == "relayed"
        && (has(exchange, EventKind::ResponseReceived, kNotFound)
            || has(exchange, EventKind::PodAnswered, kNotFound));
}

} // namespace

std::string NotFoundAnswers::text() const
{
    if (count() == 0)
        return "no answer was 404";
    const std::string others
        = unowned.empty() ? std::string() : fmt::format(", {} by nobody who could", unowned.size());
    return fmt::format("{} answers were 404: {} by the guard, {} by a backend{}", count(), guard, backend,
                       others);
}

NotFoundAnswers notFoundAnswers(const Journal &journal)
{
    const RunIndex index(journal);
    NotFoundAnswers answers;
    for (const Event &event : journal.events()) {
        const std::string_view reason = journal.text(event.text);
        if (event.kind != EventKind::AnswerSent || event.number != kNotFound || reason == "own endpoint")
            continue;
        const ExchangeTrace *exchange = index.exchangeOf(event);
        if (isGuards(exchange, reason))
            ++answers.guard;
        else if (isBackends(exchange, reason))
            ++answers.backend;
        else
            answers.unowned.push_back(event.sequence);
    }
    return answers;
}

CheckResult notFoundHasAnOwner(const Journal &journal, const RunSpec &)
{
    const NotFoundAnswers answers = notFoundAnswers(journal);
    Judgement judgement;
    for (const journal::Sequence answer : answers.unowned)
        judgement.blame("proxy", answer);
    return judgement.passedOrFailed(answers.text(), answers.text());
}

} // namespace sessionscope::scenario
