// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/base/time.h"

#include <cstdint>
#include <optional>
#include <string>

namespace sessionscope::inspect {

/// How fresh what is shown is.
enum class LinkState {
    Closed,     ///< not connected, and not trying
    Connecting, ///< the first time
    Loading,    ///< connected, the first scan goes on
    Live,       ///< changes are pushed
    Polling,    ///< changes are looked for every few seconds, since pushes were refused
    Stale,      ///< connected, but the server has not answered for a while
    Redialling, ///< the link is gone; what was seen stays
};

const char *toText(LinkState state); ///< "closed", "connecting" …

struct LinkStatus
{
    LinkState state = LinkState::Closed;
    std::string server;         ///< the address in use; of a cluster all of its masters
    std::optional<Error> error; ///< why it is not better
    std::uint32_t attempt = 0;  ///< Redialling: which one this is, from 1

    bool operator==(const LinkStatus &) const = default;
};

struct ScanProgress
{
    std::uint64_t keys = 0; ///< seen so far
    std::uint64_t expected
        = 0; ///< about how many there are: DBSIZE is not asked for, so 0 until a scan was complete
    bool running = false;
    bool complete = false;
    Duration elapsed;
};

/// One step of testing a connection; they come in this order.
enum class TestStep { PortForward, Dns, Tcp, Tls, Topology, Auth, Resp, Select, Permissions, Prefix };

const char *toText(TestStep step); ///< "port-forward", "dns" …

struct TestStepResult
{
    enum class Outcome { Passed, Skipped, Degraded, Failed };

    TestStep step = TestStep::Dns;
    Outcome outcome = Outcome::Passed;
    std::string detail; ///< what was seen: addresses, versions, counts
    std::string advice; ///< what to do; empty if it passed
    Duration took;
};

const char *toText(TestStepResult::Outcome outcome); ///< "passed" …

} // namespace sessionscope::inspect
