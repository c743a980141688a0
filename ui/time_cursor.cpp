// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/time_cursor.h"

namespace sessionscope::ui {

void TimeCursor::moveTo(journal::Sequence sequence)
{
    if (m_sequence == sequence)
        return;
    m_sequence = sequence;
    emit moved();
}

void TimeCursor::goLive()
{
    if (isLive())
        return;
    m_sequence.reset();
    emit moved();
}

void TimeCursor::setSpan(std::optional<Span> span)
{
    if (m_span == span)
        return;
    m_span = span;
    emit spanChanged();
}

} // namespace sessionscope::ui
