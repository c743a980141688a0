// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/journal/exchange_spans.h"

#include <string>
#include <vector>

namespace sessionscope::ui {

/// One request of a client, to be sent again. Credentials were hidden at capture, so headers with them are left out.
struct ReplayRequest
{
    ExchangeId exchange;
    std::string method;
    std::vector<journal::Message::Header> headers; ///< without those of a connection and without the session
    std::string body;
    bool namesSession = false; ///< the new session's id goes in its place
    std::int64_t status = 0;   ///< recorded; 0 if there was no answer
};

/// What the client of a session sent, in order. NotFound if its messages were not captured, or not whole.
Result<std::vector<ReplayRequest>> replayOf(const journal::Journal &journal,
                                            const journal::ExchangeIndex &exchanges, journal::Symbol session);

} // namespace sessionscope::ui
