// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/inspect/diagnoses.h"

#include <functional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

/// What the files of diagnoses share; no part of the folder's interface.
namespace sessionscope::inspect {

std::span<const Diagnosis> pinDiagnoses();     ///< what `backend_url` says against the cluster
std::span<const Diagnosis> recordDiagnoses();  ///< what records say by themselves
std::span<const Diagnosis> storeDiagnoses();   ///< what Redis says of itself
std::span<const Diagnosis> releaseDiagnoses(); ///< what the proxy's version says
std::span<const Diagnosis> nameDiagnoses();    ///< what a name server says of the pods' names
std::span<const Diagnosis> clusterDoctor();    ///< what Kubernetes' objects say
std::span<const Diagnosis> objectDiagnoses();  ///< which of them are missing, or not as ToolHive makes them

/// Reads each distinct backend_url once.
class PinForms
{
public:
    const PinForm &of(const Session &session);

private:
    std::unordered_map<const std::string *, PinForm> m_forms;
    const PinForm m_none;
};

/// The server whose Service, pod or address a pin names. Null: not known.
const ServerView *namedServer(const PinForm &pin, const ClusterView *cluster);

/// The server that a pin is about: the one it names; of one server alone, that one, unless the pin names another
/// namespace. Null: not known.
const ServerView *serverOf(const PinForm &pin, const ClusterView *cluster);

/// How many pods a session may meet; nothing: not known.
std::optional<std::int32_t> podsOf(const PinForm &pin, const ClusterView *cluster);

/// Whether the sessions of a server would have been seen. Where its MCPServer is not known, as if it had ToolHive's prefix.
bool seesSessionsOf(const ServerView &server, const Evidence &evidence);

/// Sessions of clients that are present, the runner's own probes left out (Appendix A 4).
template <class Visit> void forEachClientSession(const Evidence &evidence, Visit visit)
{
    if (!evidence.inventory)
        return;
    evidence.inventory->forEachPresent([&visit](SessionInventory::Row row, const Session &session) {
        if (!session.isProbe())
            visit(row, session);
    });
}

/// One finding if any session fits, else none. Its title and the rest are the caller's.
template <class Fits> Finding collect(const Evidence &evidence, Fits fits)
{
    Finding finding;
    forEachClientSession(evidence, [&](SessionInventory::Row row, const Session &session) {
        if (fits(row, session))
            finding.add(row);
    });
    return finding;
}

std::vector<Finding> ifAny(Finding finding); ///< none if it is about no session

/// "1 session", "12 sessions"; "is" and "are" to go with it.
std::string sessionsText(std::size_t count);
const char *are(std::size_t count);

/// Of a finding about many: the first one's backend_url, for the evidence.
std::string firstUrl(const Evidence &evidence, const Finding &finding);

} // namespace sessionscope::inspect
