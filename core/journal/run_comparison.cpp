// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/journal/run_comparison.h"

#include "core/journal/exchange_spans.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <unordered_map>
#include <utility>

namespace sessionscope::journal {

namespace {

using Verdict = ComparedStep::Verdict;
using Side = ComparedStep::Side;

/// Where something happened: in a step of the plan, by a client (or −1: by the engine, −2: by foreign clients).
struct Lane
{
    std::int64_t step = -1;
    std::int64_t client = -1;

    auto operator<=>(const Lane &) const = default;
};

constexpr std::int64_t kEngine = -1;
constexpr std::int64_t kForeign = -2;

/// One run's sides in order of time, and which of them are in which lane.
struct Strand
{
    std::vector<Side> sides;
    std::vector<Lane> laneOf;
    std::map<Lane, std::vector<std::size_t>> lanes;
};

/// The fold that reads a run into a strand.
class StrandReader
{
public:
    explicit StrandReader(const Journal &journal)
        : m_journal(journal)
    {
    }

    Strand read()
    {
        for (const Event &event : m_journal.events())
            take(event);
        return std::move(m_strand);
    }

private:
    void take(const Event &event)
    {
        m_exchanges.apply(event, m_journal);
        switch (event.kind) {
        case EventKind::StepStarted:
            m_step = event.number;
            put(event, kEngine, fmt::format("step {}: {}", m_step + 1, text(event.text)));
            break;
        case EventKind::FaultRequested:
            put(event, kEngine, fmt::format("{} {}", text(event.text), event.number));
            break;
        case EventKind::RequestSent:
            m_ofSent.emplace(event.sequence, put(event, event.actor.index, std::string(text(event.text))));
            name(m_strand.sides.back(), event.session);
            break;
        case EventKind::RequestReceived:
            received(event);
            break;
        case EventKind::AnswerReceived:
        case EventKind::RequestFailed:
            seen(event);
            break;
        case EventKind::StateObserved:
            if (const auto answer = m_ofAnswer.find(event.cause);
                answer != m_ofAnswer.end() && event.other < event.number)
                m_strand.sides[answer->second].forgot = true;
            break;
        default:
            routed(event);
        }
    }

    void received(const Event &event)
    {
        const ExchangeEntry *entry = m_exchanges.find(event.exchange);
        if (entry && entry->sent != Sequence()) {
            if (const auto sent = m_ofSent.find(entry->sent); sent != m_ofSent.end())
                m_ofExchange.insert_or_assign(event.exchange, sent->second);
            return;
        }
        m_ofExchange.insert_or_assign(event.exchange, put(event, kForeign, std::string(text(event.text))));
        name(m_strand.sides.back(), event.session);
    }

    void seen(const Event &event)
    {
        const auto sent = m_ofSent.find(event.cause);
        if (sent == m_ofSent.end())
            return;
        Side &side = m_strand.sides[sent->second];
        side.seen = event.sequence;
        name(side, event.session);
        if (event.kind == EventKind::AnswerReceived)
            side.status = event.number;
        else
            side.trouble = text(event.text);
        m_ofAnswer.emplace(event.sequence, sent->second);
        m_ofSent.erase(sent);
    }

    void routed(const Event &event)
    {
        const auto exchange = m_ofExchange.find(event.exchange);
        if (exchange == m_ofExchange.end())
            return;
        Side &side = m_strand.sides[exchange->second];
        if (event.kind == EventKind::PodAnswered)
            side.pod = event.actor.index;
        else if ((event.kind == EventKind::RecordLoaded || event.kind == EventKind::RecordSaved)
                 && event.number == 1)
            side.pin = text(event.text);
        else if (event.kind == EventKind::SessionForgotten)
            side.forgot = true;
        else if (event.kind == EventKind::SessionCreated)
            name(side, event.session);
        else if (event.kind == EventKind::AnswerSent) {
            if (m_strand.laneOf[exchange->second].client == kForeign) {
                side.seen = event.sequence;
                side.status = event.number;
            }
            m_ofExchange.erase(exchange);
        }
    }

    std::size_t put(const Event &event, std::int64_t client, std::string what)
    {
        Side side;
        side.event = event.sequence;
        side.what = std::move(what);
        const std::size_t index = m_strand.sides.size();
        const Lane lane{m_step, client};
        m_strand.sides.push_back(std::move(side));
        m_strand.laneOf.push_back(lane);
        m_strand.lanes[lane].push_back(index);
        return index;
    }

    void name(Side &side, Symbol session)
    {
        if (session == Symbol() || side.session != 0)
            return;
        const auto next = static_cast<std::uint32_t>(m_sessions.size() + 1);
        side.session = m_sessions.emplace(session, next).first->second;
    }

    std::string_view text(Symbol symbol) const { return m_journal.text(symbol); }

    const Journal &m_journal;
    Strand m_strand;
    ExchangeIndex m_exchanges;
    std::int64_t m_step = -1;
    std::unordered_map<Sequence, std::size_t> m_ofSent;
    std::unordered_map<Sequence, std::size_t> m_ofAnswer;
    std::unordered_map<ExchangeId, std::size_t> m_ofExchange;
    std::unordered_map<Symbol, std::uint32_t> m_sessions; ///< numbered by their first use
};

/// For each left side its right one, or none: within a lane in order. Where the two part, the nearest place where they
/// ask the same again is looked for, up to a bound that keeps it linear.
class Matcher
{
public:
    Matcher(const Strand &left, const Strand &right)
        : m_left(left)
        , m_right(right)
        , m_rightOf(left.sides.size(), kNone)
    {
        for (const auto &[lane, sides] : left.lanes) {
            if (const auto other = right.lanes.find(lane); other != right.lanes.end())
                match(sides, other->second);
        }
    }

    static constexpr std::size_t kNone = SIZE_MAX;
    const std::vector<std::size_t> &rightOf() const { return m_rightOf; }

private:
    using Indices = std::vector<std::size_t>;

    void match(const Indices &lefts, const Indices &rights)
    {
        std::size_t l = 0;
        std::size_t r = 0;
        while (l < lefts.size() && r < rights.size()) {
            const auto detour = detourTo(lefts, l, rights, r);
            l += detour ? detour->first : 1;
            r += detour ? detour->second : 1;
            if (detour)
                m_rightOf[lefts[l++]] = rights[r++];
        }
    }

    /// How many to leave out on each side, so that both ask the same; nothing if that is not near.
    std::optional<std::pair<std::size_t, std::size_t>> detourTo(const Indices &lefts, std::size_t l,
                                                                const Indices &rights, std::size_t r) const
    {
        constexpr std::size_t kDetourMax = 8;
        for (std::size_t sum = 0; sum <= kDetourMax; ++sum) {
            for (std::size_t skip = 0; skip <= sum; ++skip) {
                const std::size_t left = l + skip;
                const std::size_t right = r + sum - skip;
                if (left < lefts.size() && right < rights.size()
                    && m_left.sides[lefts[left]].what == m_right.sides[rights[right]].what)
                    return std::pair(skip, sum - skip);
            }
        }
        return std::nullopt;
    }

    const Strand &m_left;
    const Strand &m_right;
    std::vector<std::size_t> m_rightOf;
};

Verdict verdictOf(const Side &left, const Side &right)
{
    if (left.what != right.what || left.status != right.status || left.trouble != right.trouble
        || left.forgot != right.forgot)
        return Verdict::Differs;
    return left.pod != right.pod || left.pin != right.pin ? Verdict::RoutingDiffers : Verdict::Same;
}

std::string resultOf(const Side &side)
{
    std::string text = side.status != 0 ? fmt::format("{}", side.status)
        : side.trouble.empty()          ? std::string("no answer")
                                        : fmt::format("no answer ({})", side.trouble);
    if (side.pod >= 0)
        text += fmt::format(" from pod-{}", side.pod);
    if (side.forgot)
        text += " without its state";
    return text;
}

std::string subjectOf(const Side &side)
{
    std::string_view what = side.what;
    if (what.starts_with("POST "))
        what.remove_prefix(5);
    return side.session == 0 ? std::string(what) : fmt::format("{} of session {}", what, side.session);
}

} // namespace

std::string ComparedStep::sentence() const
{
    if (!left)
        return fmt::format("{}: only in the right run", subjectOf(*right));
    if (!right)
        return fmt::format("{}: only in the left run", subjectOf(*left));
    const std::string subject = subjectOf(*left);
    switch (verdict) {
    case Verdict::Same:
    case Verdict::OnlyLeft:
    case Verdict::OnlyRight:
        return subject + ": the same in both";
    case Verdict::RoutingDiffers:
        if (left->pin != right->pin)
            return fmt::format("pin in {}: left {}, right {}", subject,
                               left->pin.empty() ? "none" : left->pin,
                               right->pin.empty() ? "none" : right->pin);
        break;
    case Verdict::Differs:
        break;
    }
    return fmt::format("{}: left {}, right {}", subject, resultOf(*left), resultOf(*right));
}

std::string RunComparison::summary() const
{
    if (firstSeen)
        return steps[*firstSeen].sentence();
    if (firstDifference)
        return steps[*firstDifference].sentence() + "; no client noticed";
    return "the runs took the same course";
}

RunComparison compareRuns(const Journal &left, const Journal &right)
{
    Strand lefts = StrandReader(left).read();
    Strand rights = StrandReader(right).read();
    const Matcher matcher(lefts, rights);

    std::vector<bool> isMatched(rights.sides.size());
    for (const std::size_t index : matcher.rightOf()) {
        if (index != Matcher::kNone)
            isMatched[index] = true;
    }
    RunComparison result;
    const auto put = [&result](Verdict verdict, std::optional<Side> one, std::optional<Side> other) {
        const bool isSame = verdict == Verdict::Same;
        if (!isSame && !result.firstDifference)
            result.firstDifference = result.steps.size();
        if (!isSame && verdict != Verdict::RoutingDiffers && !result.firstSeen)
            result.firstSeen = result.steps.size();
        ++(isSame ? result.same : result.different);
        result.steps.push_back({verdict, std::move(one), std::move(other)});
    };
    // What is only right comes before the next match that is behind it.
    std::size_t at = 0;
    const auto onlyRightUntil = [&](std::size_t end) {
        for (; at < end; ++at) {
            if (!isMatched[at])
                put(Verdict::OnlyRight, std::nullopt, std::move(rights.sides[at]));
        }
    };
    for (std::size_t index = 0; index < lefts.sides.size(); ++index) {
        const std::size_t other = matcher.rightOf()[index];
        if (other == Matcher::kNone) {
            put(Verdict::OnlyLeft, std::move(lefts.sides[index]), std::nullopt);
            continue;
        }
        onlyRightUntil(other);
        const Verdict verdict = verdictOf(lefts.sides[index], rights.sides[other]);
        put(verdict, std::move(lefts.sides[index]), std::move(rights.sides[other]));
    }
    onlyRightUntil(rights.sides.size());
    return result;
}

} // namespace sessionscope::journal
