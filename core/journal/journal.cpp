// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/journal/journal.h"

#include <algorithm>
#include <cassert>
#include <iterator>
#include <utility>

namespace sessionscope::journal {

namespace {

/// FNV-1a over whole words; the order of what is added is part of the digest.
class Digest
{
public:
    void add(std::uint64_t word)
    {
        for (int shift = 0; shift < 64; shift += 8)
            m_hash = (m_hash ^ (word >> static_cast<unsigned>(shift) & 0xFFU)) * 0x0000'0100'0000'01B3U;
    }

    void add(std::string_view text)
    {
        for (const char c : text)
            m_hash = (m_hash ^ static_cast<unsigned char>(c)) * 0x0000'0100'0000'01B3U;
        add(text.size());
    }

    std::uint64_t value() const { return m_hash; }

private:
    std::uint64_t m_hash = 0xCBF2'9CE4'8422'2325U;
};

} // namespace

SymbolTable::SymbolTable()
{
    m_texts.emplace_back();
    m_index.emplace(m_texts.front(), Symbol());
}

Symbol SymbolTable::intern(std::string_view text)
{
    if (const auto known = m_index.find(text); known != m_index.end())
        return known->second;
    const Symbol symbol(static_cast<std::uint32_t>(m_texts.size()));
    m_index.emplace(m_texts.emplace_back(text), symbol);
    return symbol;
}

std::optional<Symbol> SymbolTable::find(std::string_view text) const
{
    const auto known = m_index.find(text);
    return known == m_index.end() ? std::nullopt : std::optional(known->second);
}

std::string_view SymbolTable::text(Symbol symbol) const
{
    assert(symbol.value() < m_texts.size());
    return m_texts[symbol.value()];
}

void Batch::join(Batch &&next)
{
    if (empty()) {
        *this = std::move(next);
        return;
    }
    std::ranges::move(next.events, std::back_inserter(events));
    std::ranges::move(next.texts, std::back_inserter(texts));
    std::ranges::move(next.messages, std::back_inserter(messages));
}

Sequence Writer::append(Event event)
{
    event.sequence = Sequence(++m_last);
    m_pending.push_back(event);
    return event.sequence;
}

Batch Writer::take()
{
    Batch batch;
    batch.events = std::exchange(m_pending, {});
    batch.firstText = m_textsTaken;
    for (; m_textsTaken < m_symbols.size(); ++m_textsTaken)
        batch.texts.emplace_back(m_symbols.text(Symbol(m_textsTaken)));
    batch.messages = std::exchange(m_pendingMessages, {});
    return batch;
}

void Journal::append(Batch batch)
{
    assert(batch.texts.empty() || batch.firstText == m_symbols.size());
    for (const auto &text : batch.texts)
        m_symbols.intern(text);
    m_events.insert(m_events.end(), batch.events.begin(), batch.events.end());
    for (Message &message : batch.messages)
        m_messages.append(std::move(message));
}

const Event *Journal::find(Sequence sequence) const
{
    if (sequence == Sequence() || m_events.empty() || sequence < m_events.front().sequence)
        return nullptr;
    const std::uint64_t index = sequence.value() - m_events.front().sequence.value();
    return index < m_events.size() ? &m_events[index] : nullptr;
}

std::uint64_t Journal::digest() const
{
    Digest digest;
    for (const Event &event : m_events) {
        digest.add(static_cast<std::uint64_t>(event.time.elapsed().inNanoseconds()));
        digest.add(event.cause.value());
        digest.add(event.exchange.value());
        digest.add(static_cast<std::uint64_t>(event.number));
        digest.add(static_cast<std::uint64_t>(event.other));
        digest.add(text(event.session));
        digest.add(text(event.text));
        digest.add(text(event.detail));
        digest.add(toText(event.actor));
        digest.add(static_cast<std::uint64_t>(event.kind));
    }
    return digest.value();
}

} // namespace sessionscope::journal
