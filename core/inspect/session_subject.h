// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/inspect/diagnoses.h"
#include "core/journal/filter_subject.h"

#include <array>

namespace sessionscope::inspect {

/// An inspected session for filters, in the words that filters have for a run: session:, pin: and pod: (of where its
/// record points, after Kubernetes' word), client:, state: (`gone`, `lost` if it has a backend_sid, else `present`), mode:
/// (of the findings about it), ttl: and age:.
class SessionSubject : public journal::FilterSubject
{
public:
    /// `modes` are those of the findings and their diagnoses' names, "F-01 service-pin". All of it outlives the subject.
    SessionSubject(const SessionInventory &inventory, SessionInventory::Row row, const ClusterView *cluster,
                   std::string_view modes, WallTime now);

    std::optional<std::int64_t> number(journal::FilterField field) const override;
    std::string_view text(journal::FilterField field) const override;
    std::span<const std::string_view> words() const override { return m_words; }

private:
    const Session &m_session;
    bool m_present;
    PinTruth m_pin;
    std::string_view m_modes;
    WallTime m_now;
    std::array<std::string_view, 8> m_words;
};

} // namespace sessionscope::inspect
