// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/cli/doorbell.h"
#include "app/cli/options.h"
#include "app/cli/run_driver.h"
#include "core/control/inspector_port.h"
#include "core/inspect/sight.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace sessionscope::cli {

using inspect::Sight;

/// Follows an inspector from the command line's thread.
class InspectorClient
{
public:
    explicit InspectorClient(Attention attention);
    ~InspectorClient();

    /// Posts a command and takes what comes until it is done. Errors: those of the command, Cancelled after a signal.
    Result<void> perform(control::InspectorRequest request);

    /// Takes what comes until `isOver` says so or a signal comes.
    void follow(const std::function<bool()> &isOver);

    Sight &sight() { return m_sight; }
    const std::optional<inspect::LinkStatus> &link() const { return m_link; } ///< the latest

    // Who wants to know more than the sight shows.
    std::function<void(const inspect::Observation &)> onObservation; ///< before it is taken in
    std::function<void(inspect::SessionInventory::Row)> onSession;   ///< after
    std::function<void(const inspect::LinkStatus &)> onLink;
    std::function<void(const inspect::TestStepResult &)> onTestStep;

private:
    void take(control::InspectorReport report);
    void on(control::LinkChanged &changed);
    void on(control::ScanProgressed &progressed);
    void on(control::ServerSeen &seen);
    void on(control::TestStepDone &step);
    void on(control::ValueRead &) { }
    void on(control::ClusterRead &read);
    void on(control::NamesResolved &resolved);
    void on(control::InspectorDone &done);
    void on(control::CommandsSent &) { }
    void on(control::InspectorStopped &) { }

    Attention m_attention;
    Doorbell m_bell; ///< outlives the inspector that rings it
    std::unique_ptr<control::InspectorPort> m_port;
    Sight m_sight;
    std::optional<inspect::LinkStatus> m_link;
    std::optional<Result<void>> m_done;
    control::CommandId m_command;
};

/// The URL with the prefix of `--prefix`. Errors name the option.
Result<inspect::ConnectionSpec> readConnection(const std::string &url, const std::string &prefix,
                                               const char *option);

/// Kubernetes' objects from a file, or from kubectl by the client.
Result<void> readObjects(const ClusterSource &source, InspectorClient &client);

} // namespace sessionscope::cli
