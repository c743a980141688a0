// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/scenario/streams.h"
#include "core/sim/sim_proxy.h"

#include <QtGlobal>

#include <utility>

namespace sessionscope::testing {

/// One proxy in virtual time, in front of Ready pods: answers requests that no plan would send.
class VirtualProxy
{
public:
    explicit VirtualProxy(const scenario::RunSpec &run)
        : lab(run)
        , m_proxy({ProxyId(0), 1, lab.addresses.nextProxy()}, lab)
    {
        advance();
        while (const auto due = lab.pods.deadline())
            advance(*due);
        lab.network.service().setReady(lab.pods.ready());
    }

    scenario::ClientAnswer ask(const scenario::ClientRequest &request)
    {
        Result<scenario::ClientAnswer> answer = fail(ErrorCode::TimedOut, "no answer");
        m_proxy.accept(request, {},
                       [&answer](Result<scenario::ClientAnswer> given) { answer = std::move(given); });
        while (const auto happening = lab.scheduler.next()) {
            const auto &due = std::get<sim::ExchangeDue>(*happening);
            m_proxy.resume(due.exchange, due.stage);
        }
        if (!answer)
            qFatal("%s", answer.error().text().c_str());
        return *std::move(answer);
    }

    journal::Journal takeJournal()
    {
        journal::Journal journal;
        journal.append(lab.journal.take());
        return journal;
    }

    sim::Lab lab;

private:
    void advance(Instant now = {})
    {
        for (const cluster::PodChange &change : lab.pods.advance(now)) {
            if (change.kind == cluster::PodChange::Kind::Start)
                lab.processes.insert_or_assign(
                    change.pod.id,
                    cluster::FakePod(
                        {lab.run.cluster.podName(change.pod.id.value()), lab.run.cluster.idStyle},
                        scenario::streams::pod(lab.run.seed, change.pod.id, change.pod.incarnation)));
        }
    }

    sim::SimProxy m_proxy;
};

} // namespace sessionscope::testing
