// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/journal/event.h"

#include <QObject>

#include <optional>

namespace sessionscope::ui {

/// What is selected, in every view alike: a click anywhere selects everywhere. The parts are independent: a session
/// stays selected while one of its exchanges or events is.
class Selection : public QObject
{
    Q_OBJECT

public:
    struct Value
    {
        std::optional<journal::Symbol> session; ///< a symbol of the current run's journal
        std::optional<journal::Actor> actor;    ///< a pod, proxy, client, the store …
        std::optional<ExchangeId> exchange;
        std::optional<journal::Sequence> event;

        bool operator==(const Value &) const = default;
    };

    using QObject::QObject;

    const Value &value() const { return m_value; }
    void set(const Value &value);
    void clear() { set({}); }

    void selectSession(journal::Symbol session); ///< and nothing else
    void selectActor(journal::Actor actor);      ///< and nothing else
    /// With the session and the exchange that it belongs to, if it does.
    void selectEvent(const journal::Event &event);

signals:
    void changed();

private:
    Value m_value;
};

} // namespace sessionscope::ui
