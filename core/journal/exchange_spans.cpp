// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/journal/exchange_spans.h"

#include "core/journal/causes.h"

#include <algorithm>

namespace sessionscope::journal {

namespace {

/// Reads the events of one exchange into spans. The spans that last are kept by their places in the result.
class SpanReader
{
public:
    SpanReader(const Journal &journal, const ExchangeEntry &entry)
        : m_journal(journal)
        , m_entry(entry)
    {
    }

    std::vector<ExchangeSpan> read()
    {
        if (const Event *sent = m_journal.find(m_entry.sent)) {
            open(ExchangeSpan::Kind::Client, *sent).text = sent->text;
            if (const Event *received = m_journal.find(m_entry.received))
                close(m_spans.back(), *received, received->number);
        }
        if (m_entry.first == Sequence())
            return std::move(m_spans);
        for (auto at = m_entry.first.value(); at <= m_entry.last.value(); ++at) {
            if (const Event *event = m_journal.find(Sequence(at));
                event && event->exchange == m_entry.exchange)
                take(*event);
        }
        return std::move(m_spans);
    }

private:
    using Kind = ExchangeSpan::Kind;

    void take(const Event &event)
    {
        switch (event.kind) {
        case EventKind::RequestReceived:
            m_proxy = m_spans.size();
            open(Kind::Proxy, event).text = event.text;
            break;
        case EventKind::AnswerSent:
            if (m_proxy < m_spans.size())
                close(m_spans[m_proxy], event, event.number);
            break;
        case EventKind::RecordLoaded:
        case EventKind::RecordSaved:
        case EventKind::RecordDeleted:
        case EventKind::StoreFailed:
            takeStore(event);
            break;
        default:
            takeForward(event);
        }
        m_before = event.time;
    }

    void takeStore(const Event &event)
    {
        Kind kind = Kind::Load;
        const std::string_view operation = m_journal.text(event.detail);
        if (event.kind == EventKind::RecordDeleted
            || (event.kind == EventKind::StoreFailed && operation == "delete"))
            kind = Kind::Delete;
        else if (event.kind == EventKind::RecordSaved
                 || (event.kind == EventKind::StoreFailed && operation != "load"))
            kind = Kind::Save;
        // The journal tells when the store answered; it was asked after whatever came before.
        ExchangeSpan &span = open(kind, event);
        span.begin = m_before;
        close(span, event, 0);
        if (event.kind == EventKind::StoreFailed) {
            span.failed = true;
            span.trouble = event.text;
        } else {
            span.text = event.kind == EventKind::RecordDeleted ? Symbol() : event.text;
            span.failed = event.number != 1;
        }
    }

    void takeForward(const Event &event)
    {
        if (event.kind == EventKind::ForwardStarted) {
            m_forward = m_spans.size();
            open(Kind::Forward, event).text = event.text;
        } else if (event.kind == EventKind::PodAnswered) {
            ExchangeSpan &span = open(Kind::Pod, event);
            span.begin = m_before;
            span.text = event.text;
            span.pod = event.actor.index;
            close(span, event, event.number);
            if (m_forward < m_spans.size())
                m_spans[m_forward].pod = event.actor.index;
        } else if (m_forward < m_spans.size()) {
            ExchangeSpan &forward = m_spans[m_forward];
            if (event.kind == EventKind::ServicePicked)
                forward.pod = event.number;
            else if (event.kind == EventKind::ResponseReceived)
                close(forward, event, event.number);
            else if (event.kind == EventKind::DialFailed || event.kind == EventKind::ForwardFailed) {
                close(forward, event, 0);
                forward.failed = true;
                forward.trouble = event.kind == EventKind::DialFailed ? event.detail : event.text;
            } else if (event.kind == EventKind::NameNotFound || event.kind == EventKind::ServiceRefused)
                forward.failed = true;
        }
    }

    ExchangeSpan &open(Kind kind, const Event &event)
    {
        ExchangeSpan span;
        span.kind = kind;
        span.begin = span.end = event.time;
        span.first = event.sequence;
        return m_spans.emplace_back(span);
    }

    static void close(ExchangeSpan &span, const Event &event, std::int64_t status)
    {
        span.end = event.time;
        span.last = event.sequence;
        span.status = status;
        span.failed = status >= 400;
        if (event.kind == EventKind::RequestFailed) {
            span.failed = true;
            span.trouble = event.text;
        }
    }

    const Journal &m_journal;
    const ExchangeEntry &m_entry;
    std::vector<ExchangeSpan> m_spans;
    std::size_t m_proxy = SIZE_MAX;
    std::size_t m_forward = SIZE_MAX;
    Instant m_before;
};

} // namespace

const char *toText(ExchangeSpan::Kind kind)
{
    switch (kind) {
    case ExchangeSpan::Kind::Client:
        return "client";
    case ExchangeSpan::Kind::Proxy:
        return "proxy";
    case ExchangeSpan::Kind::Load:
        return "load";
    case ExchangeSpan::Kind::Save:
        return "save";
    case ExchangeSpan::Kind::Delete:
        return "delete";
    case ExchangeSpan::Kind::Forward:
        return "forward";
    case ExchangeSpan::Kind::Pod:
        return "pod";
    }
    return "unknown";
}

void ExchangeIndex::apply(const Event &event, const Journal &journal)
{
    if (event.actor.kind == Actor::Kind::Client)
        ofClient(event, journal);
    else if (event.exchange != ExchangeId())
        ofProxy(event, journal);
}

void ExchangeIndex::ofClient(const Event &event, const Journal &journal)
{
    if (event.kind != EventKind::AnswerReceived && event.kind != EventKind::RequestFailed)
        return;
    auto known = m_ofSent.find(event.cause);
    if (known == m_ofSent.end()) {
        const Event *sent = journal.find(event.cause);
        if (!sent || sent->kind != EventKind::RequestSent)
            return;
        known = add(*sent);
    }
    ExchangeEntry &entry = m_entries[known->second];
    entry.received = event.sequence;
    entry.end = event.time;
    entry.finished = true;
    entry.failed = event.kind == EventKind::RequestFailed || event.number >= 400;
    if (entry.status == 0)
        entry.status = event.number;
    nameSession(known->second, event.session);
}

/// A client's request that no proxy has received yet, or never will.
ExchangeIndex::OfSent::iterator ExchangeIndex::add(const Event &sent)
{
    ExchangeEntry entry;
    entry.what = sent.text;
    entry.begin = entry.end = sent.time;
    entry.sent = sent.sequence;
    entry.client = ClientId(sent.actor.index);
    const auto index = static_cast<std::uint32_t>(m_entries.size());
    m_entries.push_back(entry);
    nameSession(index, sent.session);
    return m_ofSent.emplace(sent.sequence, index).first;
}

void ExchangeIndex::ofProxy(const Event &event, const Journal &journal)
{
    auto known = m_index.find(event.exchange);
    if (known == m_index.end()) {
        const Event *sent = requestBehind(journal, event);
        std::uint32_t index = 0;
        if (sent && sent->actor.kind == Actor::Kind::Client) {
            const auto request = m_ofSent.find(sent->sequence);
            index = (request == m_ofSent.end() ? add(*sent) : request)->second;
        } else {
            index = static_cast<std::uint32_t>(m_entries.size());
            ExchangeEntry &fresh = m_entries.emplace_back();
            fresh.begin = event.time;
            fresh.what = event.text;
        }
        m_entries[index].exchange = event.exchange;
        m_entries[index].first = event.sequence;
        known = m_index.emplace(event.exchange, index).first;
    }
    ExchangeEntry &entry = m_entries[known->second];
    entry.last = event.sequence;
    entry.end = std::max(entry.end, event.time);
    if (event.actor.kind == Actor::Kind::Proxy)
        entry.proxy = event.actor.index;
    if (event.kind == EventKind::PodAnswered && entry.pod != event.actor.index) {
        entry.pod = event.actor.index;
        if (event.actor.index >= m_ofPod.size())
            m_ofPod.resize(event.actor.index + 1);
        putInto(m_ofPod[event.actor.index], known->second);
    }
    if (event.kind == EventKind::AnswerSent) {
        entry.status = event.number;
        entry.finished = true;
        entry.failed = event.number >= 400;
    }
    nameSession(known->second, event.session);
}

void ExchangeIndex::nameSession(std::uint32_t index, Symbol session)
{
    if (session == Symbol() || m_entries[index].session != Symbol())
        return;
    m_entries[index].session = session;
    putInto(m_ofSession[session], index);
}

void ExchangeIndex::putInto(std::vector<std::uint32_t> &lane, std::uint32_t index)
{
    // Nearly in order: what began earlier is seldom told of later.
    auto at = lane.end();
    while (at != lane.begin() && m_entries[*(at - 1)].begin > m_entries[index].begin)
        --at;
    lane.insert(at, index);
}

const ExchangeEntry *ExchangeIndex::find(ExchangeId exchange) const
{
    const auto known = m_index.find(exchange);
    return known == m_index.end() ? nullptr : &m_entries[known->second];
}

const ExchangeEntry *ExchangeIndex::find(const Event &event) const
{
    if (event.exchange != ExchangeId())
        return find(event.exchange);
    const bool isRequest = event.kind == EventKind::RequestSent;
    const auto known = m_ofSent.find(isRequest ? event.sequence : event.cause);
    return known == m_ofSent.end() ? nullptr : &m_entries[known->second];
}

std::span<const std::uint32_t> ExchangeIndex::ofSession(Symbol session) const
{
    const auto lane = m_ofSession.find(session);
    return lane == m_ofSession.end() ? std::span<const std::uint32_t>() : lane->second;
}

std::span<const std::uint32_t> ExchangeIndex::ofPod(std::int64_t ordinal) const
{
    const auto pod = static_cast<std::size_t>(ordinal);
    return ordinal < 0 || pod >= m_ofPod.size() ? std::span<const std::uint32_t>() : m_ofPod[pod];
}

std::span<const std::uint32_t> ExchangeIndex::within(std::span<const std::uint32_t> lane, Instant from,
                                                     Instant to) const
{
    const auto beginOf = [this](std::uint32_t index) { return m_entries[index].begin; };
    auto first = std::ranges::lower_bound(lane, from, {}, beginOf);
    if (first != lane.begin())
        --first;
    const auto last = std::ranges::upper_bound(lane, to, {}, beginOf);
    return first < last ? std::span<const std::uint32_t>(first, last) : std::span<const std::uint32_t>();
}

std::vector<ExchangeSpan> spansOf(const Journal &journal, const ExchangeEntry &entry)
{
    return SpanReader(journal, entry).read();
}

} // namespace sessionscope::journal
