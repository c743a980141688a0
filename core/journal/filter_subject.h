// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/journal/journal.h"
#include "core/journal/session_table.h"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace sessionscope::journal {

/// What a filter can ask about. Which of them something has is its own affair: a term about a field that it lacks does
/// not hold.
enum class FilterField : std::uint8_t {
    Session,  ///< text: the id
    Pod,      ///< number: ordinal
    Proxy,    ///< number: index
    Client,   ///< number: the plan's client, or text: the name that it goes by
    Kind,     ///< number: EventKind
    State,    ///< text: "lost"
    Status,   ///< number: HTTP status
    Pin,      ///< text: "service"
    Text,     ///< any of the words
    Time,     ///< number: ns since the run began
    Ttl,      ///< number: ns until the record expires
    Age,      ///< number: ns since it was made
    Exchange, ///< number
    Mode,     ///< text: the failure modes, "F-01 F-11"
    Era,      ///< text: "sessions"
};

/// Something that a filter is asked about: a few fields, looked up when they are needed. Texts live as long as it does.
class FilterSubject
{
public:
    FilterSubject() = default;
    FilterSubject(const FilterSubject &) = delete;
    FilterSubject &operator=(const FilterSubject &) = delete;
    virtual ~FilterSubject() = default;

    /// The field as a number; nothing if it has none.
    virtual std::optional<std::int64_t> number(FilterField field) const = 0;
    /// The field as a text; empty if it has none.
    virtual std::string_view text(FilterField field) const = 0;
    /// Where bare words and text: look.
    virtual std::span<const std::string_view> words() const = 0;
};

/// "pod-12" without an allocation.
class ActorName
{
public:
    explicit ActorName(Actor actor);
    std::string_view text() const { return {m_text.data(), m_size}; }

private:
    std::array<char, 24> m_text{};
    std::size_t m_size = 0;
};

/// An event. With the sessions at hand it also has state:, pin:, client: and era: of the session that it is about, and
/// pod: of an address.
class EventSubject : public FilterSubject
{
public:
    EventSubject(const Event &event, const Journal &journal, const SessionTable *sessions = nullptr);

    std::optional<std::int64_t> number(FilterField field) const override;
    std::string_view text(FilterField field) const override;
    std::span<const std::string_view> words() const override { return m_words; }

private:
    std::optional<std::int64_t> pod() const;
    std::optional<std::int64_t> proxy() const;
    std::optional<std::int64_t> status() const;
    std::string_view pin() const;

    const Event &m_event;
    const Journal &m_journal;
    const SessionTable *m_sessions;
    const SessionRow *m_row; ///< of its session; null if unknown
    ActorName m_actor;
    std::array<std::string_view, 5> m_words;
};

/// A row of the session table at an instant. pod: is where its state is, proxy: is unknown.
class SessionSubject : public FilterSubject
{
public:
    SessionSubject(const SessionRow &row, const Journal &journal, Instant now);

    std::optional<std::int64_t> number(FilterField field) const override;
    std::string_view text(FilterField field) const override;
    std::span<const std::string_view> words() const override { return m_words; }

private:
    const SessionRow &m_row;
    const Journal &m_journal;
    Instant m_now;
    std::array<std::string_view, 6> m_words;
};

} // namespace sessionscope::journal
