// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/views/message_page.h"

#include "core/base/utf8.h"
#include "core/journal/body_text.h"
#include "core/mcp/sse.h"
#include "ui/to_qstring.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace sessionscope::ui {

namespace {

using journal::Leg;
using journal::Message;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(MessagePage)
};

/// A stream's events, each with when it was there as a whole.
QString eventsOf(const Message &message, Instant begin)
{
    QStringList lines;
    mcp::SseParser parser;
    std::size_t from = 0;
    const auto take = [&](std::size_t end, const QString &when) {
        const std::string_view slice = std::string_view(message.body).substr(from, end - from);
        from = end;
        parser.feed(slice);
        bool any = false;
        for (auto event = parser.next(); event; event = parser.next(), any = true) {
            QStringList head{when, event->type.empty() ? QStringLiteral("message") : toQString(event->type)};
            if (!event->id.empty())
                head.append(Words::tr("id %1").arg(toQString(event->id)));
            lines.append(QStringLiteral("▸ ") + head.join(QStringLiteral(" · ")));
            lines.append(toQString(journal::prettyJson(event->data)));
        }
        if (!any && !slice.empty())
            lines.append(QStringLiteral("▸ ") + when + QStringLiteral(" · ") + toQString(slice).trimmed());
    };
    for (const Message::Arrival &arrival : message.arrivals) {
        const double milliseconds = static_cast<double>((arrival.time - begin).inMicroseconds()) / 1e3;
        const QString when = Words::tr("+%1 ms").arg(milliseconds, 0, 'f', 1);
        if (arrival.bodyEnd > message.body.size())
            lines.append(QStringLiteral("▸ ") + Words::tr("%1 · was not kept").arg(when));
        else
            take(std::max(from, static_cast<std::size_t>(arrival.bodyEnd)), when);
    }
    if (from < message.body.size())
        take(message.body.size(),
             message.arrivals.empty() ? Words::tr("at some time") : Words::tr("not whole"));
    return lines.join(u'\n');
}

QString bodyOf(const Message &message, BodyForm form, const journal::SessionIdMask &mask, Instant begin)
{
    if (form == BodyForm::Hex)
        return toQString(journal::hexDump(mask.maskedInPlace(message.body)));
    if (form == BodyForm::Raw)
        return toQString(mask.masked(message.body)).replace(QChar(u'\0'), QChar(0x2400));
    if (message.header("Content-Type").starts_with("text/event-stream"))
        return toQString(mask.masked(eventsOf(message, begin).toStdString()));
    if (!isUtf8(message.body) || message.body.find('\0') != std::string::npos)
        return toQString(journal::hexDump(mask.maskedInPlace(message.body)));
    return toQString(mask.masked(journal::prettyJson(message.body)));
}

} // namespace

QString titleOf(const Message &message)
{
    const QString proxy = QString::fromStdString(journal::toText(message.actor));
    const QString peer = message.peer.empty() ? Words::tr("pod") : QString::fromStdString(message.peer);
    switch (message.leg) {
    case Leg::ClientRequest:
        return Words::tr("client → %1").arg(proxy);
    case Leg::UpstreamRequest:
        return Words::tr("%1 → %2").arg(proxy, peer);
    case Leg::UpstreamResponse:
        return Words::tr("%1 ← %2").arg(proxy, peer);
    case Leg::ClientResponse:
        return Words::tr("client ← %1").arg(proxy);
    case Leg::RecordBefore:
        return Words::tr("record before");
    case Leg::RecordAfter:
        return Words::tr("record after");
    }
    return {};
}

QString pageOf(const Message &message, BodyForm form, const journal::SessionIdMask &mask, Instant begin)
{
    if (message.dropped) {
        return toQString(mask.masked(message.startLine)) + QStringLiteral("\n\n")
            + Words::tr("Headers and body were let go: later messages needed the room.");
    }
    QString head = toQString(message.startLine);
    for (const Message::Header &header : message.headers)
        head += u'\n' + toQString(header.name) + QStringLiteral(": ") + toQString(header.value);
    QString page = toQString(mask.masked(head.toStdString())) + QStringLiteral("\n\n");
    page += message.bodySize == 0 ? Words::tr("(no body)") : bodyOf(message, form, mask, begin);
    if (message.truncated()) {
        page += u'\n'
            + Words::tr("… cut: %1 of %2 bytes were kept").arg(message.body.size()).arg(message.bodySize);
    }
    if (!message.complete)
        page += u'\n' + Words::tr("… not ended");
    return page;
}

QString comparisonOf(const std::string &before, const std::string &after, const journal::SessionIdMask &mask)
{
    using Change = journal::DiffLine::Change;
    QStringList lines;
    for (const journal::DiffLine &line :
         journal::diffLines(journal::prettyJson(before), journal::prettyJson(after))) {
        const QChar mark = line.change == Change::Removed ? QChar(0x2212)
            : line.change == Change::Added                ? QChar(u'+')
                                                          : QChar(u' ');
        lines.append(mark + QStringLiteral(" ") + toQString(mask.masked(line.text)));
    }
    return lines.join(u'\n');
}

} // namespace sessionscope::ui
