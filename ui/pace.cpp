// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/pace.h"

#include "ui/workspace.h"

#include <algorithm>
#include <array>

namespace sessionscope::ui {

namespace {

constexpr std::array kSpeeds{Speed{"real time", 0}, Speed{"1×", 1}, Speed{"½×", 2},
                             Speed{"¼×", 4},        Speed{"⅛×", 8}, Speed{"1/32×", 32}};

// One run of a plan in view; before and after together stay below three seconds.
constexpr auto kRunInView = Duration::milliseconds(1200);
constexpr auto kGapMost = Duration::milliseconds(12);

} // namespace

std::span<const Speed> speeds()
{
    return kSpeeds;
}

Duration usualGap(const scenario::Plan &plan)
{
    std::int64_t deeds = 1;
    for (const scenario::PlanStep &step : plan.steps) {
        if (const auto *call = std::get_if<scenario::plan_step::Call>(&step))
            deeds += std::int64_t(call->times) * plan.clientCount();
        else
            deeds += std::holds_alternative<scenario::Fault>(step) ? 1 : plan.clientCount();
    }
    return std::min(kGapMost, Duration::nanoseconds(kRunInView.inNanoseconds() / deeds));
}

Pace::Pace(Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
{
    connect(&m_workspace.setup(), &RunSetup::changed, this, [this] {
        tell();
        emit changed();
    });
    tell();
}

void Pace::setSpeed(int index)
{
    m_speed = std::clamp(index, 0, int(kSpeeds.size()) - 1);
    tell();
    emit changed();
}

void Pace::setPaused(bool paused)
{
    if (m_paused == paused)
        return;
    m_paused = paused;
    tell();
    emit changed();
}

void Pace::step()
{
    setPaused(true);
    if (m_workspace.lab().isUp())
        m_workspace.lab().command(control::StepOnce{}, [](const Result<nlohmann::json> &) { });
}

bool Pace::isPossible() const
{
    return m_workspace.setup().engine() == EngineKind::Live;
}

void Pace::tell()
{
    control::SetPace pace;
    const std::uint32_t slowness = kSpeeds.at(std::size_t(m_speed)).slowness;
    if (m_paused) {
        pace.mode = control::SetPace::Mode::Paused;
    } else if (slowness > 0) {
        pace.mode = control::SetPace::Mode::SlowMotion;
        pace.gap = usualGap(m_workspace.setup().plan()) * slowness;
    }
    m_workspace.lab().setPace(pace);
}

} // namespace sessionscope::ui
