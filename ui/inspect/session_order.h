// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/inspect/sight.h"
#include "core/journal/filter.h"
#include "ui/inspect/judgement.h"

#include <Qt>

#include <memory>
#include <vector>

namespace sessionscope::ui {

/// Which inspected sessions are wanted, and in which order: a value that any thread can carry out.
struct SessionOrder
{
    using Row = inspect::SessionInventory::Row;

    journal::Filter filter;
    int column = -1; ///< of InspectedSessionModel; −1: as they were found
    Qt::SortOrder order = Qt::AscendingOrder;
    std::shared_ptr<const Judgement> judgement;
    WallTime now;

    bool wants(const inspect::Sight &sight, Row row) const;
    std::vector<Row> applyTo(const inspect::Sight &sight) const;
};

} // namespace sessionscope::ui
