// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/fault_actions.h"

#include "ui/workspace.h"

#include <QAction>
#include <QMenu>

namespace sessionscope::ui {

using journal::Actor;
using scenario::FaultKind;

namespace {

const char *kAskedBy = "topology";

std::optional<std::uint32_t> selectedPod(Workspace &workspace)
{
    const auto actor = workspace.selection().value().actor;
    if (!actor || actor->kind != Actor::Kind::Pod)
        return std::nullopt;
    return actor->index;
}

} // namespace

FaultActions::FaultActions(Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
{
    ActionRegistry &actions = m_workspace.actions();
    const QString category = tr("Cluster");
    struct PodFault
    {
        FaultKind kind;
        QString text;
        QString hint;
    };
    const PodFault podFaults[] = {
        {FaultKind::RestartPod, tr("Restart pod"),
         tr("End the selected pod gracefully: same address, memory gone")},
        {FaultKind::KillPod, tr("Kill pod"), tr("Kill the selected pod: same address, memory gone")},
        {FaultKind::ReschedulePod, tr("Reschedule pod"),
         tr("Replace the selected pod: new address, memory gone")},
    };
    for (const PodFault &fault : podFaults) {
        m_ofPod.append(actions.add({QStringLiteral("fault.") + QLatin1String(scenario::toText(fault.kind)),
                                    category,
                                    fault.text,
                                    {},
                                    fault.hint},
                                   [this, kind = fault.kind] {
                                       if (const auto pod = selectedPod(m_workspace))
                                           m_workspace.lab().inflict({kind, *pod}, QLatin1String(kAskedBy));
                                   }));
    }
    const auto add
        = [&](const char *id, const QString &text, const QString &hint, std::function<void()> run) {
              m_ofCluster.append(actions.add({QLatin1String(id), category, text, {}, hint}, std::move(run)));
          };
    add("fault.more-pods", tr("One pod more"), tr("Scale the StatefulSet up"), [this] { scale(true, 1); });
    add("fault.fewer-pods", tr("One pod fewer"), tr("Scale the StatefulSet down: the highest ordinal goes"),
        [this] { scale(true, -1); });
    add("fault.more-proxies", tr("One proxy more"), tr("Scale the proxy up"), [this] { scale(false, 1); });
    add("fault.fewer-proxies", tr("One proxy fewer"), tr("Scale the proxy down"),
        [this] { scale(false, -1); });
    add("fault.reset", tr("Reset to healthy"), tr("Store up, replicas as the run began with, all ready"),
        [this] { m_workspace.lab().command(control::ResetCluster{kAskedBy}); });
    connect(&m_workspace.lab(), &Lab::changed, this, &FaultActions::update);
    connect(&m_workspace.selection(), &Selection::changed, this, &FaultActions::update);
    update();
}

void FaultActions::fillMenu(QMenu &menu, Workspace &workspace, Actor actor)
{
    const auto add = [&](std::initializer_list<const char *> ids) {
        for (const char *id : ids) {
            if (QAction *action = workspace.actions().find(QLatin1String(id)))
                menu.addAction(action);
        }
    };
    switch (actor.kind) {
    case Actor::Kind::Pod:
        add({"fault.restart-pod", "fault.kill-pod", "fault.reschedule-pod"});
        menu.addSeparator();
        add({"fault.more-pods", "fault.fewer-pods", "fault.rolling-update"});
        break;
    case Actor::Kind::Proxy:
        for (const FaultKind kind : {FaultKind::RestartProxy, FaultKind::KillProxy}) {
            const QString text = kind == FaultKind::RestartProxy ? tr("Restart proxy-%1").arg(actor.index)
                                                                 : tr("Kill proxy-%1").arg(actor.index);
            menu.addAction(text, &workspace,
                           [&workspace, kind, actor] {
                               workspace.lab().inflict({kind, actor.index}, QLatin1String(kAskedBy));
                           })
                ->setEnabled(workspace.lab().isUp());
        }
        menu.addSeparator();
        add({"fault.more-proxies", "fault.fewer-proxies"});
        break;
    case Actor::Kind::Store:
        add({"fault.stop-store", "fault.start-store", "fault.flush-store"});
        break;
    case Actor::Kind::Service:
        add({"fault.more-pods", "fault.fewer-pods", "fault.rolling-update"});
        break;
    case Actor::Kind::Client:
        add({"run.start", "run.cluster"});
        break;
    case Actor::Kind::Engine:
    case Actor::Kind::FrontDoor:
    case Actor::Kind::Dns:
        break;
    }
    menu.addSeparator();
    add({"fault.reset"});
}

void FaultActions::scale(bool pods, int by)
{
    const journal::ClusterPicture &picture = m_workspace.state().picture();
    int count = 0;
    if (pods) {
        for (const journal::PodPicture &pod : picture.pods())
            count += pod.state != journal::PodPicture::State::Stopped;
    } else {
        for (const journal::ProxyPicture &proxy : picture.proxies())
            count += proxy.state != journal::ProxyPicture::State::Stopped;
    }
    const int wanted
        = std::clamp(count + by, pods ? 0 : 1, static_cast<int>(cluster::ClusterSpec::kReplicasMax));
    m_workspace.lab().inflict(
        {pods ? FaultKind::ScaleBackend : FaultKind::ScaleProxy, static_cast<std::uint32_t>(wanted)},
        QLatin1String(kAskedBy));
}

void FaultActions::update()
{
    const bool isUp = m_workspace.lab().isUp();
    const bool hasPod = selectedPod(m_workspace).has_value();
    for (QAction *action : std::as_const(m_ofPod))
        action->setEnabled(isUp && hasPod);
    for (QAction *action : std::as_const(m_ofCluster))
        action->setEnabled(isUp);
}

} // namespace sessionscope::ui
