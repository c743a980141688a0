// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/service_forwarder.h"

#include "core/live/picked_event.h"

#include <utility>

namespace sessionscope::live {

ServiceForwarder::ServiceForwarder(Executor executor, Options options, cluster::Service service)
    : m_options(options)
    , m_service(std::move(service))
    , m_relay(executor,
              {.choose = [this](Endpoint client) { return choose(client); },
               .dialling = [path = options.dataPath](Endpoint client, Endpoint own,
                                                     Endpoint to) { path->relays(client, own, to); },
               .ended = [path = options.dataPath](Endpoint own) { path->closed(own); },
               .dialsFrom = options.listen.ip,
               .dialTimeout = Duration::seconds(5)})
{
}

Result<void> ServiceForwarder::setReady(Pods pods)
{
    m_pods = std::move(pods);
    std::vector<std::uint32_t> ordinals;
    for (const auto &[ordinal, endpoint] : m_pods)
        ordinals.push_back(ordinal);
    m_service.setReady(std::move(ordinals));

    if (m_pods.empty())
        m_relay.stopListening();
    else if (!m_relay.isListening())
        return m_relay.listen(m_options.listen);
    return {};
}

std::optional<Endpoint> ServiceForwarder::choose(Endpoint client)
{
    Recorder &recorder = *m_options.recorder;
    const auto pick = m_service.pick(client.ip, recorder.now());
    if (recorder.recordsExchanges()) {
        auto event = pickedEvent(recorder, client, pick, m_options.dataPath->origin(client));
        event.actor = {journal::Actor::Kind::Service, 0};
        recorder.append(event);
    }
    if (!pick)
        return std::nullopt;
    return m_pods.at(pick->endpoint);
}

} // namespace sessionscope::live
