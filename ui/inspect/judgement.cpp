// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/inspect/judgement.h"

#include <algorithm>
#include <map>

namespace sessionscope::ui {

Judgement::Judgement(const inspect::Sight &sight, WallTime now)
    : m_isEmpty(false)
    , m_isOfAll(sight.scanComplete)
    , m_findings(inspect::diagnose(sight.evidence()))
    , m_summary(inspect::summarise(sight.evidence(), now))
    , m_unseen(inspect::unseenSessions(sight.evidence()))
{
    mark(sight.sessions().size());
}

std::string_view Judgement::modesOf(Row row) const
{
    return row < m_places.size() ? std::string_view(m_names[m_places[row]].modes) : std::string_view();
}

std::string_view Judgement::namesOf(Row row) const
{
    return row < m_places.size() ? std::string_view(m_names[m_places[row]].all) : std::string_view();
}

void Judgement::mark(std::size_t sessions)
{
    constexpr std::size_t kFindingsMax = 64; // about sessions; the rest are about servers
    std::vector<const inspect::Finding *> findings;
    std::vector<std::uint64_t> bits(sessions);
    for (const inspect::Finding &finding : m_findings) {
        const auto known = std::find_if(findings.begin(), findings.end(),
                                        [&finding](const auto *one) { return one->id == finding.id; });
        const auto number = static_cast<std::size_t>(known - findings.begin());
        if (finding.rows.empty() || number == kFindingsMax)
            continue;
        if (known == findings.end())
            findings.push_back(&finding);
        for (const Row row : finding.rows) {
            if (row < sessions)
                bits[row] |= std::uint64_t{1} << number;
        }
    }
    m_places.resize(sessions);
    std::map<std::uint64_t, std::uint16_t> places{{0, 0}};
    for (std::size_t row = 0; row < sessions; ++row) {
        const auto [place, isNew] = places.emplace(bits[row], static_cast<std::uint16_t>(m_names.size()));
        if (isNew)
            m_names.push_back(namesOf(findings, bits[row]));
        m_places[row] = place->second;
    }
}

Judgement::Names Judgement::namesOf(const std::vector<const inspect::Finding *> &findings, std::uint64_t bits)
{
    std::vector<std::string_view> modes;
    std::vector<std::string_view> ids;
    for (std::size_t number = 0; number < findings.size(); ++number) {
        if ((bits >> number & 1) == 0)
            continue;
        if (std::find(modes.begin(), modes.end(), findings[number]->mode) == modes.end())
            modes.push_back(findings[number]->mode);
        ids.push_back(findings[number]->id);
    }
    Names names;
    const auto append
        = [](std::string &text, std::string_view name) { text.append(text.empty() ? "" : " ").append(name); };
    for (const std::string_view mode : modes)
        append(names.modes, mode);
    names.all = names.modes;
    for (const std::string_view id : ids)
        append(names.all, id);
    return names;
}

} // namespace sessionscope::ui
