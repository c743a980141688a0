// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/cluster/fake_pod.h"
#include "core/sim/lab.h"

#include <string>
#include <utility>
#include <vector>

namespace sessionscope::sim {

/// Writes down what a simulated exchange says, where the run captures messages. No bytes travel in virtual time: heads
/// are what a wire would carry of the values that do.
class SimCapture
{
public:
    using Headers = std::vector<std::pair<std::string, std::string>>;

    SimCapture(Lab &lab, ProxyId proxy)
        : m_lab(&lab)
        , m_proxy(proxy)
    {
    }

    void request(journal::Leg leg, ExchangeId exchange, const cluster::PodRequest &request,
                 const Headers &more);
    void response(journal::Leg leg, ExchangeId exchange, const cluster::PodReply &reply,
                  const std::string &sessionId);

private:
    void append(journal::Leg leg, ExchangeId exchange, journal::Message message);

    Lab *m_lab;
    ProxyId m_proxy;
};

} // namespace sessionscope::sim
