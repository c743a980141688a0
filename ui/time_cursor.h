// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/time.h"
#include "core/journal/event.h"

#include <QObject>

#include <optional>

namespace sessionscope::ui {

/// The instant that every view shows: the latest ("live"), or an event of the past. And the span of time that tables
/// and charts are limited to, if one is brushed.
class TimeCursor : public QObject
{
    Q_OBJECT

public:
    struct Span
    {
        Instant from;
        Instant to;

        bool operator==(const Span &) const = default;
    };

    using QObject::QObject;

    bool isLive() const { return !m_sequence; }
    /// The last event that is shown; nothing while live.
    std::optional<journal::Sequence> sequence() const { return m_sequence; }
    const std::optional<Span> &span() const { return m_span; }

    void moveTo(journal::Sequence sequence);
    void goLive();
    void setSpan(std::optional<Span> span);

signals:
    void moved();
    void spanChanged();

private:
    std::optional<journal::Sequence> m_sequence;
    std::optional<Span> m_span;
};

} // namespace sessionscope::ui
