// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/core_words.h"

#include "ui/to_qstring.h"

#include <QCoreApplication>

namespace sessionscope::ui {

namespace {

constexpr const char *kContext = "CoreWords";

/// For lupdate alone: the core knows no Qt.
[[maybe_unused]] constexpr const char *kWords[]{
    QT_TRANSLATE_NOOP("CoreWords", "The proxy restarts"),
    QT_TRANSLATE_NOOP(
        "CoreWords",
        "Sessions recovered from the store must reach the pod that knows them (F-01, ToolHive #4575)."),
    QT_TRANSLATE_NOOP("CoreWords", "The proxy is killed"),
    QT_TRANSLATE_NOOP("CoreWords",
                      "As restart, but connections are reset: nothing is drained, and sessions must survive "
                      "all the same (F-01)."),
    QT_TRANSLATE_NOOP("CoreWords", "One backend pod"),
    QT_TRANSLATE_NOOP("CoreWords",
                      "With a single pod every pin is true: no profile with a shared store loses a session "
                      "when the proxy restarts (F-01 needs two)."),
    QT_TRANSLATE_NOOP("CoreWords", "A plain URL outside Kubernetes"),
    QT_TRANSLATE_NOOP("CoreWords",
                      "A target that is one server behind a plain URL has no pods to pin to, and no pinning "
                      "policy may change how it works."),
    QT_TRANSLATE_NOOP("CoreWords", "Made on one proxy, used on another"),
    QT_TRANSLATE_NOOP("CoreWords",
                      "A session made on proxy 0 must work on proxy 1, which reaches the pods from another "
                      "address (F-01, F-10; today's upstream e2e test)."),
    QT_TRANSLATE_NOOP("CoreWords", "The upstream e2e test, connection cancelled"),
    QT_TRANSLATE_NOOP("CoreWords",
                      "The acceptance test as #4673 has it: the client cancels, the proxy pod is replaced, "
                      "and five tools/list under the old id must succeed (F-01)."),
    QT_TRANSLATE_NOOP("CoreWords", "The upstream e2e test, session closed"),
    QT_TRANSLATE_NOOP("CoreWords",
                      "The acceptance test as #4574 and #4638 have it: the client's Close sends DELETE, so "
                      "every later call is told 404 by the guard, whatever the routing does."),
    QT_TRANSLATE_NOOP("CoreWords", "A backend pod restarts"),
    QT_TRANSLATE_NOOP("CoreWords",
                      "A container that starts again has forgotten its sessions: nobody's routing can bring "
                      "their state back (F-11)."),
    QT_TRANSLATE_NOOP("CoreWords", "A backend pod moves"),
    QT_TRANSLATE_NOOP("CoreWords",
                      "A pod that is replaced has a new address and an empty memory: pins to the old address "
                      "are refused, names follow the pod (F-12)."),
    QT_TRANSLATE_NOOP("CoreWords", "Fewer backend pods"),
    QT_TRANSLATE_NOOP("CoreWords",
                      "A pin to an ordinal that scaling took away leads nowhere, for good (F-06)."),
    QT_TRANSLATE_NOOP("CoreWords", "Every backend pod is replaced"),
    QT_TRANSLATE_NOOP("CoreWords",
                      "A rollout replaces all pods one after the other: every session meets a pod that has "
                      "forgotten it (F-11, F-41)."),
    QT_TRANSLATE_NOOP("CoreWords", "Pods without DNS names"),
    QT_TRANSLATE_NOOP("CoreWords",
                      "The StatefulSet's serviceName is the container name, so that no pod has a DNS name "
                      "and a policy that pins to one reaches nobody (F-04)."),
    QT_TRANSLATE_NOOP("CoreWords", "Two proxies without a shared store"),
    QT_TRANSLATE_NOOP("CoreWords",
                      "Each proxy keeps its sessions to itself, so that a request which reaches the other "
                      "one is told that its session does not exist (F-02)."),
    QT_TRANSLATE_NOOP("CoreWords", "The store is away for a while"),
    QT_TRANSLATE_NOOP("CoreWords",
                      "While the store cannot be reached requests are told 503, never 404; afterwards every "
                      "session works as before (F-31)."),
    QT_TRANSLATE_NOOP("CoreWords", "The store loses everything"),
    QT_TRANSLATE_NOOP("CoreWords",
                      "A flushed store has forgotten every record: the guard tells all clients 404 although "
                      "the pods still hold their sessions (F-34)."),
    QT_TRANSLATE_NOOP("CoreWords", "A session is idle for too long"),
    QT_TRANSLATE_NOOP(
        "CoreWords",
        "A record that nobody asked for within its time to live is gone, and so is the session (F-35)."),
    QT_TRANSLATE_NOOP("CoreWords", "Sessions are closed"),
    QT_TRANSLATE_NOOP("CoreWords",
                      "A session that its client has ended with DELETE is gone from the store and answers "
                      "404 from then on (F-23 if it comes back)."),
    QT_TRANSLATE_NOOP("CoreWords", "One pod gets everything"),
    QT_TRANSLATE_NOOP("CoreWords",
                      "ClientIP affinity sees one client, the proxy: all its sessions land on one pod and "
                      "the others idle (F-09)."),
    QT_TRANSLATE_NOOP("CoreWords", "No shared store: records die with the proxy (strategy S0)."),
    QT_TRANSLATE_NOOP("CoreWords",
                      "Records in Redis, pinned to the Service's URL; no pod has a DNS name; ClientIP "
                      "affinity 1800 s (strategies S1/S2)."),
    QT_TRANSLATE_NOOP("CoreWords",
                      "A uniformly random pod's DNS name is stored, drawn after initialize went through the "
                      "Service; nothing for one replica (strategy S3)."),
    QT_TRANSLATE_NOOP("CoreWords",
                      "As proposed, but unconditional: ordinal 0 for one replica, and a transport that "
                      "cannot honour it is a configuration error."),
    QT_TRANSLATE_NOOP("CoreWords",
                      "The ordinal is drawn first, initialize is sent to that pod, and its DNS name is "
                      "stored (strategy S3')."),
    QT_TRANSLATE_NOOP(
        "CoreWords",
        "The data path shows the pod's own address, and it is stored (strategy S4a without recovery)."),
    QT_TRANSLATE_NOOP("CoreWords",
                      "The connection's peer address is stored, which behind DNAT is the ClusterIP; lost "
                      "sessions are re-initialised transparently, with the released quirks (strategy S4b)."),
    QT_TRANSLATE_NOOP("CoreWords", "waiting"),
    QT_TRANSLATE_NOOP("CoreWords", "intact"),
    QT_TRANSLATE_NOOP("CoreWords", "amnesia"),
    QT_TRANSLATE_NOOP("CoreWords", "lost"),
    QT_TRANSLATE_NOOP("CoreWords", "closed"),
};

} // namespace

QString spoken(std::string_view english)
{
    return QCoreApplication::translate(kContext, std::string(english).c_str());
}

} // namespace sessionscope::ui
