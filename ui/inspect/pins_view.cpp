// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/inspect/pins_view.h"

#include "ui/inspect/bar_chart.h"
#include "ui/inspect/inspect_text.h"
#include "ui/inspect/inspection.h"
#include "ui/workspace.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QStackedLayout>

#include <algorithm>

namespace sessionscope::ui {

namespace {

constexpr std::size_t kClientsShown = 8;

/// For a regular expression of a filter: what means itself.
QString literally(std::string_view text)
{
    static const QString special = QStringLiteral("\\^$.*+?()[]{}|/");
    QString escaped;
    for (const QChar c : toQString(text)) {
        if (special.contains(c))
            escaped += u'\\';
        escaped += c;
    }
    return escaped;
}

/// The sessions that a bar counts: those that are there, of that kind, and with that very host in their backend_url.
QString filterOf(inspect::PinKind kind, const QString &host)
{
    return QStringLiteral("pin:%1 text:/:\\/\\/%2/ -state:gone").arg(QLatin1String(toText(kind)), host);
}

BarChart::Bar barOf(const inspect::PinTarget &target)
{
    BarChart::Bar bar;
    bar.count = target.sessions;
    bar.name = toQString(target.name);
    const QString end = QStringLiteral("([:\\/]|$)");
    bar.filter = filterOf(target.kind, literally(target.name) + end);
    switch (target.kind) {
    case inspect::PinKind::Service:
    case inspect::PinKind::ClusterIp:
        bar.name = PinsView::tr("Service %1").arg(bar.name);
        bar.tone = Tone::Bad;
        break;
    case inspect::PinKind::PodDns:
        bar.filter = filterOf(target.kind, literally(target.name + "."));
        break;
    case inspect::PinKind::PodIp:
        if (!target.address.empty()) {
            bar.filter = filterOf(target.kind, literally(target.address) + end);
            bar.name += QStringLiteral(" (%1)").arg(toQString(target.address));
        }
        if (target.dead) {
            bar.name = PinsView::tr("dead: %1").arg(bar.name);
            bar.tone = Tone::Fault;
        }
        break;
    case inspect::PinKind::None:
        bar.name = PinsView::tr("no place is named");
        bar.filter = QStringLiteral("pin:none -state:gone");
        bar.tone = Tone::MutedText;
        break;
    }
    return bar;
}

QLabel *heading(const QString &text)
{
    auto *label = new QLabel(text);
    label->setProperty("role", QStringLiteral("heading"));
    return label;
}

QString percent(std::size_t part, std::size_t whole)
{
    return QStringLiteral("%1 %").arg(whole == 0 ? 0 : (part * 100 + whole / 2) / whole);
}

} // namespace

PinsView::PinsView(Workspace &workspace)
    : View(QStringLiteral("inspect-pins"), tr("Where sessions point"), workspace)
    , m_pages(new QStackedLayout(this))
    , m_pins(new BarChart(workspace.theme(), tr("Sessions per pin")))
    , m_clients(new BarChart(workspace.theme(), tr("Sessions per client")))
    , m_timesToLive(new Histogram(workspace.theme(), tr("Times to live")))
    , m_ages(new Histogram(workspace.theme(), tr("Ages")))
    , m_pinTitle(heading({}))
    , m_ttlTitle(heading({}))
{
    auto *empty
        = new QLabel(tr("How many sessions point where, and for how long they still live, stands here "
                        "once some were seen."));
    empty->setAlignment(Qt::AlignCenter);
    empty->setWordWrap(true);
    empty->setProperty("role", QStringLiteral("muted"));
    m_pages->addWidget(empty);
    auto *content = new QWidget;
    auto *columns = new QHBoxLayout(content);
    columns->setSpacing(18);
    auto *left = new QVBoxLayout;
    left->addWidget(m_pinTitle);
    left->addWidget(m_pins);
    left->addSpacing(8);
    left->addWidget(heading(tr("Clients")));
    left->addWidget(m_clients);
    left->addStretch();
    columns->addLayout(left, 3);
    auto *right = new QVBoxLayout;
    right->addWidget(m_ttlTitle);
    right->addWidget(m_timesToLive, 1);
    right->addWidget(heading(tr("Age")));
    right->addWidget(m_ages, 1);
    columns->addLayout(right, 2);
    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus); // the charts in it take the keyboard
    scroll->setWidget(content);
    m_pages->addWidget(scroll);
    setMainControl(m_pins);
    for (const BarChart *chart : {m_pins, m_clients})
        connect(chart, &BarChart::barChosen, &workspace.inspection(), &Inspection::filterWanted);
    connect(&workspace.inspection(), &Inspection::judged, this, &PinsView::update);
    connect(&workspace.inspection(), &Inspection::reset, this, &PinsView::update);
    connect(&workspace.theme(), &Theme::changed, this, qOverload<>(&QWidget::update));
    update();
}

void PinsView::update()
{
    const inspect::SessionSummary &summary = workspace().inspection().judgement().summary();
    m_pages->setCurrentIndex(summary.sessions > 0 ? 1 : 0);
    std::vector<BarChart::Bar> pins;
    std::transform(summary.targets.begin(), summary.targets.end(), std::back_inserter(pins), barOf);
    m_pins->show(std::move(pins));
    QStringList kinds;
    for (const auto &[kind, count] : summary.kinds)
        kinds.append(
            QStringLiteral("%1 %2").arg(QLatin1String(toText(kind)), percent(count, summary.sessions)));
    m_pinTitle->setText(tr("Sessions per pin – %1").arg(kinds.join(QStringLiteral(" · "))));
    std::vector<BarChart::Bar> clients;
    for (const auto &[client, count] : summary.clients) {
        const auto &[name, version] = client;
        BarChart::Bar bar{tr("unknown"), count, Tone::Accent, QStringLiteral("-client:* -state:gone")};
        if (!name.empty()) {
            bar.name = toQString(name + " " + version);
            bar.filter = QStringLiteral("client:/^%1$/ text:/^%2$/ -state:gone")
                             .arg(literally(name), literally(version));
        }
        clients.push_back(std::move(bar));
    }
    std::stable_sort(clients.begin(), clients.end(),
                     [](const auto &a, const auto &b) { return a.count > b.count; });
    clients.resize(std::min(clients.size(), kClientsShown));
    m_clients->show(std::move(clients));
    m_timesToLive->show(summary.timesToLive, tr("now"), spanText(summary.ttlSpan));
    m_ages->show(summary.ages, tr("now"), spanText(summary.ageSpan));
    m_ttlTitle->setText(summary.withoutTtl == 0
                            ? tr("Time to live left")
                            : tr("Time to live left – %1 without").arg(summary.withoutTtl));
}

} // namespace sessionscope::ui
