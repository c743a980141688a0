// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/journal/exchange_spans.h"
#include "core/journal/journal.h"

#include <string>
#include <string_view>
#include <vector>

namespace sessionscope::journal {

/// Hides session ids wherever they stand in a text: heads, record keys, bodies. By default it hides nothing.
class SessionIdMask
{
public:
    /// An id too short to be told from other text (below 8 bytes) is left as it is.
    void add(std::string_view id);

    std::string masked(std::string text) const; ///< "3f1c…10", as maskedSessionId() says
    /// Each hidden byte becomes '*': for a look at the bytes, where every offset counts.
    std::string maskedInPlace(std::string bytes) const;

private:
    template <class Hide> std::string replaced(std::string text, Hide hide) const;

    std::vector<std::string> m_ids; ///< the longest first: one may begin another
};

/// Hides all that the journal calls a session id in an exchange: the client's and those that pods gave.
SessionIdMask sessionIdMaskOf(const Journal &journal, const ExchangeEntry &entry);

} // namespace sessionscope::journal
