// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/view_catalogue.h"

#include "ui/views/attach_view.h"
#include "ui/views/charts_view.h"
#include "ui/views/compare_view.h"
#include "ui/views/console_view.h"
#include "ui/views/event_view.h"
#include "ui/views/exchange_view.h"
#include "ui/views/explain_view.h"
#include "ui/views/scenario_view.h"
#include "ui/views/session_view.h"
#include "ui/views/timeline_view.h"
#include "ui/views/topology_view.h"

#include <array>

namespace sessionscope::ui {

namespace {

template <class Which> std::unique_ptr<View> make(Workspace &workspace)
{
    return std::make_unique<Which>(workspace);
}

} // namespace

std::span<const ViewEntry> viewCatalogue()
{
    static constexpr std::array kViews{
        // clang-format off: a view a line, so that a new one is a line
        ViewEntry{ViewArea::Left, make<ScenarioView>},
        ViewEntry{ViewArea::Left, make<AttachView>},
        ViewEntry{ViewArea::Center, make<TopologyView>},
        ViewEntry{ViewArea::Right, make<ExplainView>},
        ViewEntry{ViewArea::Right, make<ExchangeView>},
        ViewEntry{ViewArea::Bottom, make<SessionView>},
        ViewEntry{ViewArea::Bottom, make<TimelineView>},
        ViewEntry{ViewArea::Bottom, make<EventView>},
        ViewEntry{ViewArea::Bottom, make<ChartsView>},
        ViewEntry{ViewArea::Bottom, make<CompareView>},
        ViewEntry{ViewArea::Bottom, make<ConsoleView>},
        // clang-format on
    };
    return kViews;
}

} // namespace sessionscope::ui
