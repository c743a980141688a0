// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/journal/event.h"
#include "core/journal/message.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace sessionscope::journal {

/// Texts that many events share, numbered in order of first use.
class SymbolTable
{
public:
    SymbolTable();

    Symbol intern(std::string_view text);
    std::optional<Symbol> find(std::string_view text) const;
    std::string_view text(Symbol symbol) const;
    std::size_t size() const { return m_texts.size(); }

private:
    std::deque<std::string> m_texts; ///< stable addresses: the index below points into them
    std::unordered_map<std::string_view, Symbol> m_index;
};

/// Events and the texts that are new in them, in order: what travels from an engine to its readers. Messages come only
/// from a run that captures them.
struct Batch
{
    std::vector<Event> events{};
    std::vector<std::string> texts{}; ///< symbols firstText, firstText + 1, …
    std::uint32_t firstText = 1;
    std::vector<Message> messages{};

    bool empty() const { return events.empty() && texts.empty() && messages.empty(); }
    /// Adds the next batch of the same writer.
    void join(Batch &&next);
};

/// The writing end, owned by one engine thread. Numbers events and hands them over in batches; keeps nothing else.
class Writer
{
public:
    /// Sets `sequence` and appends. Returns the sequence, to be the cause of what follows.
    Sequence append(Event event);

    MessageId nextMessage()
    {
        return MessageId(++m_messages);
    } ///< to be the `id` of a message, or of its parts
    void append(Message message) { m_pendingMessages.push_back(std::move(message)); }

    Symbol intern(std::string_view text) { return m_symbols.intern(text); }
    std::string_view text(Symbol symbol) const { return m_symbols.text(symbol); }

    /// Everything since the last take.
    Batch take();
    std::size_t pending() const { return m_pending.size(); } ///< events
    std::size_t pendingMessages() const { return m_pendingMessages.size(); }

private:
    SymbolTable m_symbols;
    std::uint32_t m_textsTaken = 1;
    std::vector<Event> m_pending;
    std::vector<Message> m_pendingMessages;
    std::uint64_t m_last = 0;
    std::uint64_t m_messages = 0;
};

/// The reading end: the append-only truth of a run. Everything that is shown or judged is a fold over it.
class Journal
{
public:
    /// Appends a batch; batches of one writer arrive in order. Costs time in proportion to the batch, amortised.
    void append(Batch batch);

    /// Room for so many events in all: a reader who knows how many will come spares himself the copies.
    void reserve(std::size_t events) { m_events.reserve(events); }

    std::span<const Event> events() const { return m_events; }
    /// The event with that sequence, in constant time; null for "none" and for what is not held.
    const Event *find(Sequence sequence) const;

    std::string_view text(Symbol symbol) const { return m_symbols.text(symbol); }
    std::optional<Symbol> symbol(std::string_view text) const { return m_symbols.find(text); }

    /// What was captured of the run's messages.
    const MessageLog &messages() const { return m_messages; }

    /// A 64-bit digest over all events; the same plan and seed give the same digest in the simulator, in every build.
    std::uint64_t digest() const;

private:
    SymbolTable m_symbols;
    std::vector<Event> m_events;
    MessageLog m_messages;
};

} // namespace sessionscope::journal
