// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/topology.h"

#include "core/journal/pin.h"
#include "ui/to_qstring.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace sessionscope::ui {

using journal::Actor;
using journal::ClusterPicture;
using journal::SessionRow;
using journal::SessionState;

namespace {

constexpr Actor kClients{Actor::Kind::Client, 0};
constexpr Actor kService{Actor::Kind::Service, 0};
constexpr Actor kStore{Actor::Kind::Store, 0};

TopologyChip chipOf(const SessionRow &row)
{
    switch (row.state()) {
    case SessionState::Waiting:
        return {row.session, QStringLiteral("●"), Tone::Info};
    case SessionState::Intact:
        return {row.session, QStringLiteral("●"), Tone::Good};
    case SessionState::Amnesia:
        return {row.session, QStringLiteral("▲"), Tone::Warning};
    case SessionState::Lost:
        return {row.session, QStringLiteral("✗"), Tone::Bad};
    case SessionState::Closed:
        return {row.session, QStringLiteral("■"), Tone::MutedText};
    }
    return {};
}

/// Builds the cards one after the other.
class Builder
{
    Q_DECLARE_TR_FUNCTIONS(Topology)

public:
    Builder(const ClusterPicture &picture, const cluster::ClusterSpec &spec, const journal::Journal &journal)
        : m_picture(picture)
        , m_spec(spec)
        , m_journal(journal)
    {
    }

    Topology build(std::optional<journal::Symbol> selected)
    {
        m_topology.nodes.push_back(clients());
        for (const journal::ProxyPicture &proxy : m_picture.proxies())
            m_topology.nodes.push_back(node(proxy));
        m_topology.nodes.push_back(store());
        if (!m_spec.plainTarget)
            m_topology.nodes.push_back(service());
        for (const journal::PodPicture &pod : m_picture.pods())
            m_topology.nodes.push_back(node(pod));
        addChips();
        addEdges();
        if (selected)
            addSelected(*selected);
        return std::move(m_topology);
    }

private:
    TopologyNode clients() const
    {
        const auto &sessions = m_picture.sessions();
        TopologyNode card{kClients, tr("Clients")};
        const std::size_t first = sessions.totals().total; // as the verdict counts
        card.facts.append(tr("%1 sessions").arg(first));
        if (sessions.size() > first)
            card.facts.append(tr("%1 made anew").arg(sessions.size() - first));
        int foreign = 0;
        for (std::size_t index = 0; index < m_picture.clients().size(); ++index)
            foreign += m_picture.clients()[index].isForeign();
        if (foreign > 0)
            card.facts.append(tr("%1 of your own").arg(foreign));
        if (const auto lost = sessions.inState(SessionState::Lost); lost > 0) {
            card.alarm = tr("✗ %1 lost").arg(lost);
            card.frame = Tone::Bad;
        }
        return card;
    }

    TopologyNode node(const journal::ProxyPicture &proxy) const
    {
        TopologyNode card{journal::proxyActor(ProxyId(proxy.index)), tr("proxy-%1").arg(proxy.index)};
        card.frame = Tone::Fault;
        card.facts.append(tr("%1 · gen %2").arg(host(proxy.address)).arg(proxy.generation));
        card.facts.append(tr("%1 answered · %2 failed").arg(proxy.answered).arg(proxy.failed));
        if (proxy.state == journal::ProxyPicture::State::Draining)
            card.alarm = tr("▲ draining");
        else if (proxy.state != journal::ProxyPicture::State::Running)
            card.alarm = tr("■ stopped");
        else if (proxy.restartedAt)
            card.alarm = tr("⟳ restarted %1 s ago").arg(secondsSince(*proxy.restartedAt), 0, 'f', 1);
        return card;
    }

    TopologyNode service() const
    {
        TopologyNode card{kService, toQString(m_spec.backendServiceName())};
        card.facts.append(tr("affinity %1").arg(QLatin1String(toText(m_spec.backendAffinity))));
        const journal::PickerPicture &picker = m_picture.service();
        if (picker.last >= 0)
            card.facts.append(tr("pod-%1 (%2)")
                                  .arg(picker.last)
                                  .arg(picker.lastByAffinity ? tr("affinity") : tr("random")));
        if (picker.refused > 0)
            card.alarm = tr("✗ %1 refused").arg(picker.refused);
        return card;
    }

    TopologyNode node(const journal::PodPicture &pod) const
    {
        TopologyNode card{journal::podActor(PodId(pod.ordinal)), toQString(m_spec.podName(pod.ordinal))};
        const bool named = m_spec.serviceName == m_spec.headlessServiceName();
        card.facts.append(
            tr("knows %1 · %2").arg(m_picture.sessions().heldBy(pod.ordinal)).arg(host(pod.address)));
        card.facts.append(named ? tr("DNS: %1.%2").arg(card.title, toQString(m_spec.serviceName))
                                : tr("no DNS name"));
        switch (pod.state) {
        case journal::PodPicture::State::Ready:
            card.frame = Tone::Good;
            break;
        case journal::PodPicture::State::Starting:
            card.frame = Tone::Warning;
            card.alarm = tr("▲ starting");
            break;
        case journal::PodPicture::State::Stopped:
        case journal::PodPicture::State::Unknown:
            card.frame = Tone::Bad;
            card.alarm = tr("■ stopped");
            break;
        }
        if (pod.unknown > 0)
            card.alarm = tr("✗ %1 × 404: never seen").arg(pod.unknown);
        return card;
    }

    TopologyNode store() const
    {
        const journal::StorePicture &picture = m_picture.store();
        const auto &sessions = m_picture.sessions();
        TopologyNode card{kStore, tr("Store")};
        const QString kind = toQString(m_journal.text(picture.kind));
        const bool isShared = !kind.isEmpty();
        card.facts.append(tr("%1 · %2 records")
                              .arg(isShared ? kind : tr("not shared: in each proxy's memory"))
                              .arg(sessions.records()));
        const auto toService = sessions.recordsPinnedTo(journal::Pin::Kind::Service)
            + sessions.recordsPinnedTo(journal::Pin::Kind::OtherAddress);
        const auto toPods = sessions.recordsPinnedTo(journal::Pin::Kind::PodName)
            + sessions.recordsPinnedTo(journal::Pin::Kind::PodAddress);
        card.facts.append(tr("%1 → Service · %2 → pods").arg(toService).arg(toPods));
        if (isShared && !picture.isUp) {
            card.alarm = tr("■ unreachable");
            card.frame = Tone::Bad;
        } else if (toService > 0 && m_picture.pods().size() > 1) {
            card.alarm = tr("▲ %1 at risk on restart").arg(toService);
            card.frame = Tone::Warning;
        }
        return card;
    }

    void addChips()
    {
        const auto &sessions = m_picture.sessions();
        std::vector<std::vector<TopologyChip>> chips(m_topology.nodes.size());
        for (std::size_t index = 0; index < sessions.size(); ++index) {
            const SessionRow &row = sessions.row(index);
            TopologyChip chip = chipOf(row);
            chips.front().push_back(chip);
            if (const auto home = podNode(row.home))
                chips[*home].push_back(chip);
            if (!row.mismatch())
                continue;
            chip.ghost = true;
            if (const auto pinned = podNode(row.pin.pod))
                chips[*pinned].push_back(chip);
        }
        for (std::size_t node = 0; node < chips.size(); ++node)
            m_topology.nodes[node].chips = std::move(chips[node]);
    }

    void addEdges()
    {
        const auto store = m_topology.find(kStore);
        const auto service = m_topology.find(kService);
        const bool pinsPods = m_picture.sessions().recordsPinnedTo(journal::Pin::Kind::PodName) > 0
            || m_picture.sessions().recordsPinnedTo(journal::Pin::Kind::PodAddress) > 0;
        for (std::size_t node = 0; node < m_topology.nodes.size(); ++node) {
            const Actor actor = m_topology.nodes[node].actor;
            if (actor.kind == Actor::Kind::Proxy) {
                m_topology.edges.push_back({0, node});
                m_topology.edges.push_back({node, *store, TopologyEdge::Kind::Store});
                if (service)
                    m_topology.edges.push_back({node, *service});
            } else if (actor.kind == Actor::Kind::Pod) {
                if (service)
                    m_topology.edges.push_back({*service, node});
                const auto proxy = m_topology.find({Actor::Kind::Proxy, 0});
                if (pinsPods && proxy && m_picture.pods().size() <= 8)
                    m_topology.edges.push_back({*proxy, node});
            }
        }
    }

    void addSelected(journal::Symbol session)
    {
        const SessionRow *row = m_picture.sessions().find(session);
        if (!row)
            return;
        const std::size_t store = *m_topology.find(kStore);
        const auto says = row->pin.pod >= 0 ? podNode(row->pin.pod) : m_topology.find(kService);
        if (row->recorded && says)
            m_topology.edges.push_back({store, *says, TopologyEdge::Kind::Record});
        if (const auto home = podNode(row->home))
            m_topology.edges.push_back({store, *home, TopologyEdge::Kind::Truth});
    }

    std::optional<std::size_t> podNode(std::int64_t ordinal) const
    {
        if (ordinal < 0)
            return std::nullopt;
        return m_topology.find(journal::podActor(PodId(static_cast<std::uint32_t>(ordinal))));
    }

    QString host(journal::Symbol address) const
    {
        return toQString(journal::hostOf(m_journal.text(address)));
    }

    double secondsSince(Instant then) const
    {
        return static_cast<double>((m_picture.now() - then).inMilliseconds()) / 1e3;
    }

    const ClusterPicture &m_picture;
    const cluster::ClusterSpec &m_spec;
    const journal::Journal &m_journal;
    Topology m_topology;
};

constexpr int kCrowd = 20; // more pods than that share the room as small cards

/// Rectangles of equal size that fill the room in as few columns as keep them high enough to be read.
void fill(std::vector<QRectF *> &cards, QRectF room, double cardMax)
{
    if (cards.empty())
        return;
    const auto count = static_cast<int>(cards.size());
    // Of a crowd a card shows the ordinal; its texts are in tool tips.
    const bool crowd = count > kCrowd;
    const double gap = crowd ? 4.0 : 8.0;
    const double readable = crowd ? 20.0 : 52.0;
    const auto rowsIn = [count](int columns) { return (count + columns - 1) / columns; };
    int columns = 1;
    while (columns < count && columns < 12 && room.height() / rowsIn(columns) < readable + gap)
        ++columns;
    const int rows = rowsIn(columns);
    const double height = std::min(cardMax, (room.height() - gap * (rows - 1)) / rows);
    const double width = (room.width() - gap * (columns - 1)) / columns;
    const double used = rows * height + (rows - 1) * gap;
    const double top = room.top() + (room.height() - used) / 2;
    for (int index = 0; index < count; ++index) {
        const int column = index / rows;
        const int row = index % rows;
        *cards[static_cast<std::size_t>(index)]
            = QRectF(room.left() + column * (width + gap), top + row * (height + gap), width, height);
    }
}

} // namespace

QString TopologyNode::text() const
{
    QStringList lines{title};
    lines += facts;
    if (!alarm.isEmpty())
        lines.append(alarm);
    return lines.join(QStringLiteral("\n"));
}

std::optional<std::size_t> Topology::find(journal::Actor actor) const
{
    const auto it = std::find_if(nodes.begin(), nodes.end(),
                                 [actor](const TopologyNode &node) { return node.actor == actor; });
    if (it == nodes.end())
        return std::nullopt;
    return static_cast<std::size_t>(it - nodes.begin());
}

bool Topology::isCrowd() const
{
    return std::count_if(nodes.begin(), nodes.end(),
                         [](const TopologyNode &node) { return node.actor.kind == Actor::Kind::Pod; })
        > kCrowd;
}

QString Topology::text() const
{
    QStringList sentences;
    for (const TopologyNode &node : nodes)
        sentences.append(node.text().replace(QLatin1Char('\n'), QStringLiteral(", ")));
    return sentences.join(QStringLiteral(". "));
}

Topology topologyOf(const journal::ClusterPicture &picture, const cluster::ClusterSpec &spec,
                    const journal::Journal &journal, std::optional<journal::Symbol> selected)
{
    return Builder(picture, spec, journal).build(selected);
}

std::vector<QRectF> layoutOf(const Topology &topology, QSizeF space)
{
    constexpr double kMargin = 8.0;
    const double width = space.width() - 2 * kMargin;
    const double height = space.height() - 2 * kMargin;
    const auto column = [&](double from, double to, double top = 0.0, double bottom = 1.0) {
        return QRectF(kMargin + from * width, kMargin + top * height, (to - from) * width,
                      (bottom - top) * height);
    };
    std::vector<QRectF> places(topology.nodes.size());
    std::array<std::vector<QRectF *>, 5> groups; // clients, proxies, store, Service, pods
    for (std::size_t node = 0; node < places.size(); ++node) {
        switch (topology.nodes[node].actor.kind) {
        case Actor::Kind::Client:
            groups[0].push_back(&places[node]);
            break;
        case Actor::Kind::Proxy:
            groups[1].push_back(&places[node]);
            break;
        case Actor::Kind::Store:
            groups[2].push_back(&places[node]);
            break;
        case Actor::Kind::Service:
        case Actor::Kind::Dns:
            groups[3].push_back(&places[node]);
            break;
        case Actor::Kind::Pod:
            groups[4].push_back(&places[node]);
            break;
        case Actor::Kind::Engine:
        case Actor::Kind::FrontDoor:
            break;
        }
    }
    // The right edges of clients, proxies with the store, and the Service; the rest is the pods'.
    const bool crowd = topology.isCrowd();
    const bool many = groups[4].size() > 5;
    const std::array<double, 3> right = crowd ? std::array{0.14, 0.36, 0.50}
        : many                                ? std::array{0.16, 0.44, 0.62}
                                              : std::array{0.16, 0.46, 0.70};
    const double gap = crowd ? 0.02 : many ? 0.04 : 0.06;
    fill(groups[0], column(0.0, right[0]), 320.0);
    fill(groups[1], column(right[0] + gap, right[1], 0.0, 0.60), 150.0);
    fill(groups[2], column(right[0] + gap, right[1], 0.66, 1.0), 120.0);
    // A single Service stands level with the proxies; two need the height for what is wrong with them.
    fill(groups[3], column(right[1] + gap, right[2], 0.0, groups[3].size() > 1 ? 1.0 : 0.60), 104.0);
    fill(groups[4], column(right[2] + gap, 1.0), 150.0);
    return places;
}

} // namespace sessionscope::ui
