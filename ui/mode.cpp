// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/mode.h"

namespace sessionscope::ui {

void ModeSwitch::set(Mode mode)
{
    if (mode == m_mode)
        return;
    emit changing();
    m_mode = mode;
    emit changed();
}

} // namespace sessionscope::ui
