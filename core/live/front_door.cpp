// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/front_door.h"

#include "core/live/picked_event.h"
#include "core/live/sockets.h"

#include <utility>

namespace sessionscope::live {

FrontDoor::FrontDoor(Executor executor, Options options, cluster::Service service)
    : m_executor(executor)
    , m_options(std::move(options))
    , m_service(std::move(service))
    , m_accepting(executor)
{
}

Result<void> FrontDoor::claim(Endpoint at)
{
    // Two sockets may be bound to one port as long as only one of them listens. The listener comes and goes; this one
    // keeps the port ours in between.
    auto reservation = reservePort(m_executor, at);
    if (!reservation)
        return fail(reservation.error());
    SystemError error;
    m_address = fromAsio(reservation->local_endpoint(error));
    m_reservation.emplace(std::move(*reservation));

    // Another reservation does not keep us from binding, but a listener would: find out now.
    const auto probe = openListener(m_executor, m_address);
    if (!probe)
        return fail(probe.error());
    return {};
}

Result<void> FrontDoor::setReady(std::vector<std::uint32_t> proxies)
{
    const bool open = !proxies.empty();
    m_service.setReady(std::move(proxies));
    if (!open)
        m_accepting.stop();
    else if (!m_accepting.running())
        return m_accepting.start(
            m_address, [this](TcpSocket socket, Endpoint client) { accepted(std::move(socket), client); });
    return {};
}

void FrontDoor::accepted(TcpSocket socket, Endpoint client)
{
    Recorder &recorder = *m_options.recorder;
    const auto pick = m_service.pick(client.ip, recorder.now());
    if (recorder.recordsExchanges()) {
        auto event = pickedEvent(recorder, client, pick, m_options.dataPath->origin(client));
        event.actor = {journal::Actor::Kind::FrontDoor, 0};
        recorder.append(event);
    }
    if (pick)
        m_options.handOver(pick->endpoint, std::move(socket));
    else
        closeWithReset(socket);
}

} // namespace sessionscope::live
