// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/inspect/link_state.h"

namespace sessionscope::inspect {

const char *toText(LinkState state)
{
    switch (state) {
    case LinkState::Closed:
        return "closed";
    case LinkState::Connecting:
        return "connecting";
    case LinkState::Loading:
        return "loading";
    case LinkState::Live:
        return "live";
    case LinkState::Polling:
        return "polling";
    case LinkState::Stale:
        return "stale";
    case LinkState::Redialling:
        return "re-dialling";
    }
    return "closed";
}

const char *toText(TestStep step)
{
    switch (step) {
    case TestStep::PortForward:
        return "port-forward";
    case TestStep::Dns:
        return "dns";
    case TestStep::Tcp:
        return "tcp";
    case TestStep::Tls:
        return "tls";
    case TestStep::Topology:
        return "topology";
    case TestStep::Auth:
        return "auth";
    case TestStep::Resp:
        return "resp";
    case TestStep::Select:
        return "select";
    case TestStep::Permissions:
        return "permissions";
    case TestStep::Prefix:
        return "prefix";
    }
    return "dns";
}

const char *toText(TestStepResult::Outcome outcome)
{
    switch (outcome) {
    case TestStepResult::Outcome::Passed:
        return "passed";
    case TestStepResult::Outcome::Skipped:
        return "skipped";
    case TestStepResult::Outcome::Degraded:
        return "degraded";
    case TestStepResult::Outcome::Failed:
        return "failed";
    }
    return "failed";
}

} // namespace sessionscope::inspect
