// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/inspect/finding.h"
#include "core/inspect/link_state.h"
#include "core/inspect/session.h"
#include "ui/theme.h"
#include "ui/to_qstring.h"

#include <QString>

#include <string_view>

/// How what is inspected is put into words and marks, the same in every view.
namespace sessionscope::ui {

/// An id as it is to be shown: masked unless ids are revealed.
QString shownId(std::string_view id, bool revealed);

QString clientText(const inspect::Session &session);
/// "1 h 12 m" for people, in whole seconds.
QString spanText(Duration span);
QString ttlText(const inspect::Session &session, WallTime now);
/// Of any key, from what Redis said at `observedAt`.
QString ttlText(std::int64_t ttlMs, WallTime observedAt, WallTime now);
QString ageText(const inspect::Session &session, WallTime now);

/// "2026-11-24 17:03:59", of this place.
QString timeText(WallTime time);

/// A colour beside inspect::glyphOf(), which says the same.
Tone toneOf(inspect::Severity severity);
Tone fillOf(inspect::Severity severity);

QString linkText(const inspect::LinkStatus &link);
Tone toneOf(inspect::LinkState state);

} // namespace sessionscope::ui
