// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/views/topology_node_item.h"

#include <QFont>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <map>

namespace sessionscope::ui {

namespace {

constexpr double kPadding = 9.0;
constexpr double kBottom = 2.0; ///< between the last line and the frame
constexpr double kChip = 16.0;
constexpr double kChipGap = 2.0; ///< between rows

/// A text in as many lines as it needs, of `linesMax`, broken where its parts join.
QStringList wrapped(const QString &text, const QString &join, const QFontMetricsF &metrics, double width,
                    int linesMax)
{
    QStringList lines;
    for (const QString &part : text.split(join)) {
        const bool fits = !lines.isEmpty() && metrics.horizontalAdvance(lines.last() + join + part) <= width;
        if (fits || (lines.size() == linesMax && linesMax > 0))
            lines.last() += join + part;
        else if (linesMax > 0)
            lines.append(part);
    }
    return lines;
}

} // namespace

TopologyNodeItem::TopologyNodeItem(const Theme &theme)
    : m_theme(theme)
{
    setAcceptHoverEvents(true);
}

void TopologyNodeItem::show(const TopologyNode &node, QSizeF size)
{
    if (m_size != size)
        prepareGeometryChange();
    m_node = node;
    m_size = size;
    setToolTip(m_node.text());
    update();
}

void TopologyNodeItem::setMarks(bool selected, bool focused, std::optional<journal::Symbol> session)
{
    m_selected = selected;
    m_focused = focused;
    m_session = session;
    update();
}

std::optional<journal::Symbol> TopologyNodeItem::chipAt(QPointF point) const
{
    for (const auto &[place, session] : m_chipPlaces) {
        if (place.contains(point))
            return session;
    }
    return std::nullopt;
}

void TopologyNodeItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
{
    painter->setRenderHint(QPainter::Antialiasing);
    const QRectF card(QPointF(), m_size);
    painter->setPen(QPen(m_theme.color(m_selected ? Tone::Accent : m_node.frame), m_selected ? 2.5 : 1.3));
    painter->setBrush(m_theme.color(Tone::Panel));
    painter->drawRoundedRect(card, 8, 8);
    if (m_focused) {
        painter->setPen(QPen(m_theme.color(Tone::Accent), 1.5, Qt::DotLine));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(card.adjusted(3, 3, -3, -3), 6, 6);
    }
    painter->setClipRect(card);
    if (isSmall()) {
        m_chipPlaces.clear();
        paintSmall(painter);
        return;
    }
    const double top = paintTexts(painter);
    m_chipPlaces.clear();
    if (m_node.chips.empty() || top + 12.0 > m_size.height())
        return;
    if (m_node.chips.size() <= std::min(TopologyNode::kChipsMax, chipRoom(top)))
        paintChips(painter, top);
    else
        paintCounts(painter, top);
}

/// In a crowd a pod goes by its ordinal and, where there is room, by how many sessions it holds.
void TopologyNodeItem::paintSmall(QPainter *painter) const
{
    const bool hasCount = m_size.height() >= 34.0;
    QRectF line(1.0, 0.0, m_size.width() - 2.0, m_size.height());
    if (hasCount)
        line = QRectF(1.0, 3.0, m_size.width() - 2.0, m_size.height() / 2 - 3.0);
    QFont font = painter->font();
    font.setPixelSize(std::clamp(static_cast<int>(line.height() * 0.7), 8, 13));
    font.setBold(!m_node.alarm.isEmpty());
    painter->setFont(font);
    // What is wrong is told by its mark, too, never by a colour alone.
    const QString mark = m_node.alarm.left(1);
    painter->setPen(m_theme.color(m_node.alarm.isEmpty() ? Tone::Text : Tone::Bad));
    painter->drawText(line, Qt::AlignCenter, mark + m_node.title.section(QLatin1Char('-'), -1));
    if (!hasCount)
        return;
    const auto held = std::count_if(m_node.chips.begin(), m_node.chips.end(),
                                    [](const TopologyChip &chip) { return !chip.ghost; });
    font.setBold(false);
    painter->setFont(font);
    painter->setPen(m_theme.color(Tone::MutedText));
    painter->drawText(line.translated(0.0, line.height()), Qt::AlignCenter, QStringLiteral("● %1").arg(held));
}

double TopologyNodeItem::paintTexts(QPainter *painter) const
{
    const QFont plain = painter->font();
    QFont small = plain;
    small.setPointSizeF(std::max(7.5, plain.pointSizeF() * 0.88));
    QFont bold = plain;
    bold.setBold(true);
    double y = kPadding - 2.0;
    const double width = m_size.width() - 2 * kPadding;
    const auto line = [&](const QFont &font, Tone tone, const QString &text, Qt::TextElideMode elide) {
        const QFontMetricsF metrics(font);
        painter->setFont(font);
        painter->setPen(m_theme.color(tone));
        painter->drawText(QRectF(kPadding, y, width, metrics.height()), Qt::AlignLeft | Qt::AlignVCenter,
                          metrics.elidedText(text, elide, width));
        y += metrics.height() + 1.0;
    };
    const auto lines = [&](Tone tone, const QString &text, const QString &join, double below) {
        const QFontMetricsF metrics(small);
        const double room = m_size.height() - below - y - kBottom;
        const int linesMax = static_cast<int>(room / (metrics.height() + 1.0));
        for (const QString &each : wrapped(text, join, metrics, width, linesMax))
            line(small, tone, each, Qt::ElideRight);
    };
    const auto alarm = [&] {
        const bool isOfFrame = m_node.frame == Tone::Warning || m_node.frame == Tone::Fault;
        lines(isOfFrame ? m_node.frame : Tone::Bad, m_node.alarm, QStringLiteral(" "), 0.0);
    };
    line(bold, Tone::Text, m_node.title, Qt::ElideMiddle); // what names a pod is its end
    const bool isLow = m_size.height() < 80.0;
    if (!m_node.alarm.isEmpty() && isLow)
        alarm();
    // Where it is narrow, the chips come before the facts: they show what the facts count.
    const double chips = m_node.chips.empty() ? 0.0 : kChip + 3.0;
    for (const QString &fact : m_node.facts)
        lines(Tone::MutedText, fact, QStringLiteral(" · "), chips);
    if (!m_node.alarm.isEmpty() && !isLow)
        alarm();
    painter->setFont(plain);
    return y + 3.0;
}

/// How many chips can be drawn from there to the card's end.
std::size_t TopologyNodeItem::chipRoom(double top) const
{
    const double columns = std::floor((m_size.width() - 2 * kPadding + 4.0) / kChip);
    const double rows = std::floor((m_size.height() - top + kChipGap) / (kChip + kChipGap));
    return static_cast<std::size_t>(std::max(0.0, columns) * std::max(0.0, rows));
}

void TopologyNodeItem::paintChips(QPainter *painter, double top)
{
    QFont font = painter->font();
    font.setPixelSize(11);
    painter->setFont(font);
    double x = kPadding;
    double y = top;
    for (const TopologyChip &chip : m_node.chips) {
        if (x + kChip > m_size.width() - kPadding + 4.0) {
            x = kPadding;
            y += kChip + kChipGap;
        }
        const QRectF place(x, y, kChip - 2.0, kChip - 2.0);
        const QColor color = m_theme.color(chip.tone);
        if (chip.ghost) {
            painter->setPen(QPen(color, 1.2, Qt::DashLine));
            painter->setBrush(Qt::NoBrush);
            painter->drawEllipse(place.adjusted(1, 1, -1, -1));
            painter->drawText(place, Qt::AlignCenter, QStringLiteral("?"));
        } else {
            painter->setPen(color);
            painter->drawText(place, Qt::AlignCenter, chip.glyph);
        }
        if (m_session == chip.session) {
            painter->setPen(QPen(m_theme.color(Tone::Accent), 1.6));
            painter->setBrush(Qt::NoBrush);
            painter->drawRoundedRect(place, 4, 4);
        }
        m_chipPlaces.emplace_back(place, chip.session);
        x += kChip;
    }
}

void TopologyNodeItem::paintCounts(QPainter *painter, double top) const
{
    std::map<std::pair<QString, Tone>, int> counts;
    int ghosts = 0;
    for (const TopologyChip &chip : m_node.chips) {
        if (chip.ghost)
            ++ghosts;
        else
            ++counts[{chip.glyph, chip.tone}];
    }
    double x = kPadding;
    const QFontMetricsF metrics(painter->font());
    const auto word = [&](const QString &text, Tone tone) {
        painter->setPen(m_theme.color(tone));
        painter->drawText(QPointF(x, top + metrics.ascent()), text);
        x += metrics.horizontalAdvance(text) + 8.0;
    };
    for (const auto &[kind, count] : counts)
        word(QStringLiteral("%1 %2").arg(kind.first).arg(count), kind.second);
    if (ghosts > 0)
        word(QStringLiteral("? %1").arg(ghosts), Tone::Warning);
}

} // namespace sessionscope::ui
