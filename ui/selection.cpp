// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/selection.h"

namespace sessionscope::ui {

void Selection::set(const Value &value)
{
    if (m_value == value)
        return;
    m_value = value;
    emit changed();
}

void Selection::selectSession(journal::Symbol session)
{
    set({session, std::nullopt, std::nullopt, std::nullopt});
}

void Selection::selectActor(journal::Actor actor)
{
    set({std::nullopt, actor, std::nullopt, std::nullopt});
}

void Selection::selectEvent(const journal::Event &event)
{
    Value value;
    if (event.session != journal::Symbol())
        value.session = event.session;
    if (event.exchange != ExchangeId())
        value.exchange = event.exchange;
    value.actor = event.actor;
    value.event = event.sequence;
    set(value);
}

} // namespace sessionscope::ui
