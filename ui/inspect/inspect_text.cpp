// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/inspect/inspect_text.h"

#include "core/base/duration_text.h"
#include "core/base/mask.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>

namespace sessionscope::ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Inspect)
};

} // namespace

QString shownId(std::string_view id, bool revealed)
{
    return revealed ? toQString(id) : QString::fromStdString(maskedSessionId(id));
}

QString clientText(const inspect::Session &session)
{
    if (session.type == inspect::SessionType::Vmcp)
        return Words::tr("(vMCP)");
    if (session.isProbe())
        return Words::tr("(the runner's probe)");
    if (!session.init || session.init->clientName.empty())
        return QStringLiteral("–");
    return toQString(session.init->clientName) + u' ' + toQString(session.init->clientVersion);
}

QString spanText(Duration span)
{
    return QString::fromStdString(
        formatDuration(Duration::seconds(std::max<std::int64_t>(0, span.inSeconds()))));
}

QString ttlText(const inspect::Session &session, WallTime now)
{
    return ttlText(session.ttlMs, session.observedAt, now);
}

QString ttlText(std::int64_t ttlMs, WallTime observedAt, WallTime now)
{
    if (ttlMs == inspect::Session::kTtlUnknown)
        return QStringLiteral("?");
    if (ttlMs < 0)
        return Words::tr("never");
    const Duration left = Duration::milliseconds(ttlMs)
        - Duration::nanoseconds(now.unixNanoseconds - observedAt.unixNanoseconds);
    return left.inSeconds() <= 0 ? Words::tr("expired") : spanText(left);
}

QString ageText(const inspect::Session &session, WallTime now)
{
    if (session.createdAt == WallTime())
        return QStringLiteral("–");
    return spanText(Duration::nanoseconds(now.unixNanoseconds - session.createdAt.unixNanoseconds));
}

QString timeText(WallTime time)
{
    return QDateTime::fromMSecsSinceEpoch(time.unixNanoseconds / 1'000'000)
        .toString(QStringLiteral("yyyy-MM-dd hh:mm:ss"));
}

Tone toneOf(inspect::Severity severity)
{
    switch (severity) {
    case inspect::Severity::Error:
        return Tone::Bad;
    case inspect::Severity::Warning:
        return Tone::Warning;
    case inspect::Severity::Info:
        return Tone::Info;
    }
    return Tone::Text;
}

Tone fillOf(inspect::Severity severity)
{
    switch (severity) {
    case inspect::Severity::Error:
        return Tone::BadFill;
    case inspect::Severity::Warning:
        return Tone::WarningFill;
    case inspect::Severity::Info:
        return Tone::InfoFill;
    }
    return Tone::Panel;
}

QString linkText(const inspect::LinkStatus &link)
{
    switch (link.state) {
    case inspect::LinkState::Closed:
        return Words::tr("not connected");
    case inspect::LinkState::Connecting:
        return Words::tr("connecting …");
    case inspect::LinkState::Loading:
        return Words::tr("loading …");
    case inspect::LinkState::Live:
        return Words::tr("live: changes are pushed");
    case inspect::LinkState::Polling:
        return Words::tr("polling: pushes were refused");
    case inspect::LinkState::Stale:
        return Words::tr("stale: no answer for a while");
    case inspect::LinkState::Redialling:
        return Words::tr("re-dialling, attempt %1").arg(link.attempt);
    }
    return {};
}

Tone toneOf(inspect::LinkState state)
{
    switch (state) {
    case inspect::LinkState::Live:
        return Tone::Good;
    case inspect::LinkState::Connecting:
    case inspect::LinkState::Loading:
        return Tone::Info;
    case inspect::LinkState::Polling:
    case inspect::LinkState::Stale:
        return Tone::Warning;
    case inspect::LinkState::Redialling:
        return Tone::Bad;
    case inspect::LinkState::Closed:
        break;
    }
    return Tone::MutedText;
}

} // namespace sessionscope::ui
