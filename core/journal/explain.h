// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/journal/journal.h"
#include "core/journal/session_outcomes.h"

#include <string>
#include <vector>

namespace sessionscope::journal {

/// Why a session was lost or forgot: the chain of events from what the client saw back to its root cause.
struct Explanation
{
    struct Link
    {
        Sequence event;
        std::string text; ///< a sentence for people, e.g. "backend_url stored = http://mcp-myserver:8080"
        bool rootCause = false;
    };

    Symbol session;
    Outcome outcome = Outcome::Intact;
    std::string
        mode; ///< "F-01" …: the failure mode of the digest (P-4, P-8: its section 5.2); empty if none fits
    std::string modeTitle;   ///< "Service URL pinned, wrong pod after proxy restart"
    std::string culprit;     ///< "proxy", "pod", "store", "client", "platform"; empty if nobody is
    std::string summary;     ///< one sentence
    std::string fix;         ///< what would keep the session; names a profile where one does
    std::string fixProfile;  ///< the profile to run the same under; empty where none keeps the session
    std::vector<Link> chain; ///< in order of time
};

/// Explains one session. An intact one has an empty mode and a chain that shows how its last request found its pod.
Explanation explain(const Journal &journal, const SessionFate &fate);

/// Explains one failed answer (an AnswerSent or RequestFailed) that belongs to no session, such as that of an initialize
/// which never made one.
Explanation explainAnswer(const Journal &journal, Sequence answer);

} // namespace sessionscope::journal
