// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/inspect/session_inventory.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace sessionscope::inspect {

enum class Severity {
    Error,   ///< sessions break, or will at the next restart
    Warning, ///< state was or may be lost, or the store may forget
    Info,    ///< harmless now, worth knowing
};

enum class Certainty {
    Certain,  ///< the facts prove it
    Likely,   ///< nothing else explains them well
    Possible, ///< they fit, and so would something harmless
};

const char *toText(Severity severity);   ///< "error", "warning", "info"
const char *glyphOf(Severity severity);  ///< a shape for those who see no colour, UTF-8
const char *toText(Certainty certainty); ///< "certain", "likely", "possible"

/// One thing that is wrong, in words for people.
struct Finding
{
    std::string_view id;   ///< of the diagnosis: "service-pin"
    std::string_view mode; ///< digest section 6 ("F-01") or Appendix A ("A-5")
    Severity severity = Severity::Warning;
    Certainty certainty = Certainty::Likely;
    std::string title;
    std::string evidence;        ///< what was seen, session ids masked
    std::string evidenceWithIds; ///< the same with ids in full; empty: there is none in it
    std::string outlook;         ///< what will happen
    std::string advice;          ///< what to do

    std::size_t sessions = 0;                ///< how many it is about
    std::vector<SessionInventory::Row> rows; ///< which; the first kRowsMax
    static constexpr std::size_t kRowsMax = 10'000;

    void add(SessionInventory::Row row)
    {
        ++sessions;
        if (rows.size() < kRowsMax)
            rows.push_back(row);
    }
};

} // namespace sessionscope::inspect
