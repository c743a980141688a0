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
{
    mark(sight.sessions().size());
}

std::string_view Judgement::modesOf(Row row) const
{
    return row < m_modes.size() ? std::string_view(m_texts[m_modes[row]]) : std::string_view();
}

void Judgement::mark(std::size_t sessions)
{
    constexpr std::size_t kModesMax = 64; // the digest has fewer
    std::vector<std::string_view> names;
    std::vector<std::uint64_t> bits(sessions);
    for (const inspect::Finding &finding : m_findings) {
        const auto known = std::find(names.begin(), names.end(), finding.mode);
        const auto number = static_cast<std::size_t>(known - names.begin());
        if (known == names.end())
            names.push_back(finding.mode);
        for (const Row row : finding.rows) {
            if (number < kModesMax && row < sessions)
                bits[row] |= std::uint64_t{1} << number;
        }
    }
    m_modes.resize(sessions);
    std::map<std::uint64_t, std::uint16_t> places{{0, 0}};
    for (std::size_t row = 0; row < sessions; ++row) {
        const auto [place, isNew] = places.emplace(bits[row], static_cast<std::uint16_t>(m_texts.size()));
        if (isNew) {
            std::string &text = m_texts.emplace_back();
            for (std::size_t number = 0; number < std::min(names.size(), kModesMax); ++number) {
                if (bits[row] >> number & 1)
                    text.append(text.empty() ? "" : " ").append(names[number]);
            }
        }
        m_modes[row] = place->second;
    }
}

} // namespace sessionscope::ui
