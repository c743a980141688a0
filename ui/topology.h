// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/cluster/cluster_spec.h"
#include "core/journal/cluster_picture.h"
#include "ui/theme.h"

#include <QList>
#include <QRectF>
#include <QSizeF>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace sessionscope::ui {

/// A session on a card. Its glyph and its tone say the same.
struct TopologyChip
{
    journal::Symbol session{};
    QString glyph;
    Tone tone = Tone::Info;
    bool ghost = false; ///< the record says that it lives here, and its state is elsewhere or nowhere
};

/// A card: the clients, a proxy, the Service, a pod, the store.
struct TopologyNode
{
    static constexpr std::size_t kChipsMax = 24; ///< with more sessions the card counts them instead

    journal::Actor actor{};
    QString title{};
    QStringList facts{};
    QString alarm{}; ///< what is wrong, in the colour of trouble; may be empty
    Tone frame = Tone::Border;
    std::vector<TopologyChip> chips{};

    QString text() const; ///< everything on the card, for tool tips and assistive technology
};

struct TopologyEdge
{
    enum class Kind {
        Path,   ///< requests may go here
        Store,  ///< a proxy reads and writes records
        Record, ///< where the selected session's record leads
        Truth,  ///< where the selected session's state really is
    };

    std::size_t from = 0; ///< places in Topology::nodes
    std::size_t to = 0;
    Kind kind = Kind::Path;
};

/// The picture of a cluster at one instant, ready to be drawn: what stands, what it says, and what is joined to what.
struct Topology
{
    std::vector<TopologyNode> nodes;
    std::vector<TopologyEdge> edges;

    std::optional<std::size_t> find(journal::Actor actor) const;
    bool isCrowd() const; ///< so many pods that they share the room as small cards, and one edge
    QString text() const; ///< the whole picture in sentences
};

/// Pure: the same picture and spec give the same topology.
Topology topologyOf(const journal::ClusterPicture &picture, const cluster::ClusterSpec &spec,
                    const journal::Journal &journal, std::optional<journal::Symbol> selected);

/// Where each node stands in a space of that size: clients, proxies above the store, Services, pods; many pods form
/// a grid. One rectangle per node, in the same order; none overlap.
std::vector<QRectF> layoutOf(const Topology &topology, QSizeF space);

} // namespace sessionscope::ui
