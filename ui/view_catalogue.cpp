// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/view_catalogue.h"

#include "ui/inspect/cluster_view.h"
#include "ui/inspect/findings_view.h"
#include "ui/inspect/inspected_session_view.h"
#include "ui/inspect/other_keys_view.h"
#include "ui/inspect/pins_view.h"
#include "ui/inspect/session_detail_view.h"
#include "ui/views/attach_view.h"
#include "ui/views/catalogue_view.h"
#include "ui/views/charts_view.h"
#include "ui/views/check_view.h"
#include "ui/views/compare_view.h"
#include "ui/views/console_view.h"
#include "ui/views/event_view.h"
#include "ui/views/exchange_view.h"
#include "ui/views/explain_view.h"
#include "ui/views/matrix_view.h"
#include "ui/views/plan_view.h"
#include "ui/views/scenario_view.h"
#include "ui/views/session_view.h"
#include "ui/views/sweep_view.h"
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
        ViewEntry{Mode::Simulate, ViewArea::Left, make<ScenarioView>},
        ViewEntry{Mode::Simulate, ViewArea::Left, make<CatalogueView>},
        ViewEntry{Mode::Simulate, ViewArea::Left, make<AttachView>},
        ViewEntry{Mode::Simulate, ViewArea::Center, make<TopologyView>},
        ViewEntry{Mode::Simulate, ViewArea::Right, make<ExplainView>},
        ViewEntry{Mode::Simulate, ViewArea::Right, make<ExchangeView>},
        ViewEntry{Mode::Simulate, ViewArea::Right, make<PlanView>},
        ViewEntry{Mode::Simulate, ViewArea::Bottom, make<SessionView>},
        ViewEntry{Mode::Simulate, ViewArea::Bottom, make<TimelineView>},
        ViewEntry{Mode::Simulate, ViewArea::Bottom, make<EventView>},
        ViewEntry{Mode::Simulate, ViewArea::Bottom, make<ChartsView>},
        ViewEntry{Mode::Simulate, ViewArea::Bottom, make<CompareView>},
        ViewEntry{Mode::Simulate, ViewArea::Bottom, make<ConsoleView>},
        ViewEntry{Mode::Simulate, ViewArea::Bottom, make<CheckView>},
        ViewEntry{Mode::Simulate, ViewArea::Bottom, make<MatrixView>},
        ViewEntry{Mode::Simulate, ViewArea::Bottom, make<SweepView>},
        ViewEntry{Mode::Inspect, ViewArea::Left, make<FindingsView>},
        ViewEntry{Mode::Inspect, ViewArea::Center, make<InspectedSessionView>},
        ViewEntry{Mode::Inspect, ViewArea::Right, make<SessionDetailView>},
        ViewEntry{Mode::Inspect, ViewArea::Bottom, make<PinsView>},
        ViewEntry{Mode::Inspect, ViewArea::Bottom, make<InspectedClusterView>},
        ViewEntry{Mode::Inspect, ViewArea::Bottom, make<OtherKeysView>},
        // clang-format on
    };
    return kViews;
}

} // namespace sessionscope::ui
