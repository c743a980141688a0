// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/inspect/session_summary.h"
#include "core/inspect/sight.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace sessionscope::ui {

/// What a sight means: what is wrong, and the sessions counted. Never changes once it is made, so that threads share it.
class Judgement
{
public:
    using Row = inspect::SessionInventory::Row;

    Judgement() = default; ///< nothing was seen yet
    Judgement(const inspect::Sight &sight, WallTime now);

    /// Every key was seen by then: what was not found is not there.
    bool isOfAll() const { return m_isOfAll; }
    bool isEmpty() const { return m_isEmpty; }                                   ///< nothing was judged
    const std::vector<inspect::Finding> &findings() const { return m_findings; } ///< the gravest first
    const inspect::SessionSummary &summary() const { return m_summary; }
    const std::vector<inspect::UnseenSessions> &unseen() const { return m_unseen; }
    /// "F-01 F-11"; empty if nothing is known to be wrong with it. Of a finding about more sessions than
    /// Finding::kRowsMax only those first ones are known.
    std::string_view modesOf(Row row) const;
    /// The same for filters, with the names of the diagnoses: several share a mode.
    std::string_view namesOf(Row row) const;

private:
    void mark(std::size_t sessions);

    bool m_isEmpty = true;
    bool m_isOfAll = false;
    std::vector<inspect::Finding> m_findings;
    inspect::SessionSummary m_summary;
    std::vector<inspect::UnseenSessions> m_unseen;
    struct Names
    {
        std::string modes; ///< "F-01 A-5"
        std::string all;   ///< "F-01 A-5 service-pin no-ttl"
    };
    static Names namesOf(const std::vector<const inspect::Finding *> &findings, std::uint64_t bits);

    std::vector<std::uint16_t> m_places; ///< by row: which of the names
    std::vector<Names> m_names{Names()};
};

} // namespace sessionscope::ui
