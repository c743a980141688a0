// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/journal/journal.h"

#include <cstddef>
#include <string>
#include <vector>

namespace sessionscope::scenario {

/// Who said 404 to the clients of a run. Clients tell both with one sentence, but they mean different things: after the
/// guard's the proxy has no record, after a backend's the session is not where the request went (digest 7.2).
struct NotFoundAnswers
{
    std::size_t guard = 0;                  ///< the proxy had no record
    std::size_t backend = 0;                ///< the pod answered, and its answer was passed on
    std::vector<journal::Sequence> unowned; ///< neither: no event of the exchange bears it out

    std::size_t count() const { return guard + backend + unowned.size(); }
    std::string text() const; ///< "5 answers were 404: 4 by the guard, 1 by a backend"
};

/// What is the proxy's own, such as `/metrics`, is about no session and not counted.
NotFoundAnswers notFoundAnswers(const journal::Journal &journal);

} // namespace sessionscope::scenario
