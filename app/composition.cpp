// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/composition.h"

#include "core/sim/sim_engine.h"

#include <fmt/format.h>

#include <utility>

namespace sessionscope::app {

namespace {

/// Stands where the live engine goes until it is there, and says so.
class NoLiveEngine : public control::EnginePort
{
public:
    void post(control::Command) override
    {
        m_report.notices.emplace_back(control::EngineFailed{
            {ErrorCode::Unsupported, "this build has no live engine", "--engine", "use --engine sim"}});
        if (m_wake)
            m_wake();
    }
    control::Report drain() override { return std::exchange(m_report, {}); }
    void onWake(std::function<void()> wake) override { m_wake = std::move(wake); }

private:
    control::Report m_report;
    std::function<void()> m_wake;
};

} // namespace

const char *toString(EngineKind kind)
{
    switch (kind) {
    case EngineKind::Live:
        return "live";
    case EngineKind::Sim:
        return "sim";
    }
    return "";
}

Result<EngineKind> parseEngineKind(std::string_view text)
{
    for (const EngineKind kind : {EngineKind::Live, EngineKind::Sim}) {
        if (text == toString(kind))
            return kind;
    }
    return fail(ErrorCode::InvalidInput, fmt::format("no such engine: '{}'", text), {}, "live or sim");
}

std::unique_ptr<control::EnginePort> makeEngine(EngineKind kind)
{
    switch (kind) {
    case EngineKind::Live:
        return std::make_unique<NoLiveEngine>();
    case EngineKind::Sim:
        return sim::makeSimEngine();
    }
    return nullptr;
}

} // namespace sessionscope::app
