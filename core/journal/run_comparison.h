// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/journal/journal.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace sessionscope::journal {

/// One thing that happened in both runs or in one of them: a step of the plan, a fault, or a client's request.
struct ComparedStep
{
    enum class Verdict : std::uint8_t {
        Same,
        RoutingDiffers, ///< the client saw the same, but another pod answered, or the record says something else
        Differs,        ///< the client saw something else
        OnlyLeft,
        OnlyRight,
    };

    /// One run's side of it.
    struct Side
    {
        Sequence
            event{};     ///< StepStarted, FaultRequested or RequestSent (a foreign client's: RequestReceived)
        Sequence seen{}; ///< what the client got: AnswerReceived, RequestFailed (foreign: AnswerSent)
        std::string what{};        ///< "POST tools/call counter", "step 1: initialize", "restart-proxy 0"
        std::uint32_t session = 0; ///< the run's n-th session, from 1; 0 without one
        std::int64_t status = 0;   ///< 0: no answer
        std::int64_t pod = -1;     ///< that answered; −1 if none did
        std::string pin{};         ///< backend_url that was loaded or saved last
        std::string trouble{};     ///< error code of a request without an answer
        bool forgot = false;       ///< the state that the client saw was not its own
    };

    Verdict verdict = Verdict::Same;
    std::optional<Side> left{};
    std::optional<Side> right{};

    /// "tools/call counter of session 5: left 404 from pod-1, right 200 from pod-0".
    std::string sentence() const;
};

/// Two runs of the same plan beside each other. What a client does in a step is matched by its order; sessions and
/// exchanges are counted, not named, so that ids and times do not matter. Linear in the journals' length.
struct RunComparison
{
    std::vector<ComparedStep> steps{}; ///< in the order of the left run; what is only right is at its place

    std::optional<std::size_t> firstDifference{}; ///< the first step that is not Same
    std::optional<std::size_t> firstSeen{};       ///< the first one that a client noticed
    std::uint32_t same = 0;
    std::uint32_t different = 0;

    /// One sentence about firstSeen, else about firstDifference, else that there is none.
    std::string summary() const;
};

RunComparison compareRuns(const Journal &left, const Journal &right);

} // namespace sessionscope::journal
