// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/sessionscope/timings.h"

#include "ui/main_window.h"
#include "ui/workspace.h"

#include <QEvent>
#include <QFile>
#include <QTimer>

#include <cstdio>
#include <ctime>
#include <unistd.h>

namespace sessionscope::window {

namespace {

/// Milliseconds since this process began, as the kernel counts it: to a hundredth of a second.
long long sinceProcessStart()
{
    QFile file(QStringLiteral("/proc/self/stat"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    // The name, in brackets, may hold anything; what follows it are fields 3, 4 …
    const QByteArray text = file.readAll();
    const QByteArrayList fields = text.mid(text.lastIndexOf(')') + 2).split(' ');
    constexpr qsizetype kStartTime = 22 - 3;
    const long long began = fields.value(kStartTime).toLongLong() * 1'000 / sysconf(_SC_CLK_TCK);
    timespec now{};
    clock_gettime(CLOCK_BOOTTIME, &now);
    return now.tv_sec * 1'000LL + now.tv_nsec / 1'000'000 - began;
}

void print(const char *what, const QString &text)
{
    std::fprintf(stderr, "%s: %lld ms%s\n", what, sinceProcessStart(), qPrintable(text));
    std::fflush(stderr);
}

} // namespace

Timings::Timings(ui::Workspace &workspace, ui::MainWindow &window)
    : QObject(&window)
    , m_workspace(workspace)
{
    window.installEventFilter(this);
    connect(&m_workspace.demonstration(), &ui::Demonstration::changed, this, &Timings::onDemonstration);
}

bool Timings::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Paint && !m_painted) {
        m_painted = true;
        // Its children are painted by the same event; what waits for the loop comes after all of them.
        QTimer::singleShot(0, this, [] { print("first picture", {}); });
    }
    return QObject::eventFilter(watched, event);
}

void Timings::onDemonstration()
{
    const auto comparison = m_workspace.demonstration().comparison();
    if (m_workspace.demonstration().phase() != ui::Demonstration::Phase::Done || !comparison)
        return;
    const auto lost = [](const scenario::Verdict &verdict) {
        return QStringLiteral("%1 of %2 lost").arg(verdict.sessions.lost).arg(verdict.sessions.total);
    };
    print("verdict",
          QStringLiteral(", before: %1, after: %2").arg(lost(comparison->before), lost(comparison->after)));
}

} // namespace sessionscope::window
