// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/scenario/fault.h"

#include "core/base/closest_name.h"
#include "core/cluster/cluster_spec.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <array>
#include <cassert>
#include <span>
#include <utility>
#include <vector>

namespace sessionscope::scenario {

namespace {

struct FaultName
{
    FaultKind kind;
    const char *name;
    const char *target; ///< null: takes none
};

constexpr std::array kFaults{
    FaultName{FaultKind::RestartProxy, "restart-proxy", "proxy"},
    FaultName{FaultKind::KillProxy, "kill-proxy", "proxy"},
    FaultName{FaultKind::RestartPod, "restart-pod", "pod"},
    FaultName{FaultKind::KillPod, "kill-pod", "pod"},
    FaultName{FaultKind::ReschedulePod, "reschedule-pod", "pod"},
    FaultName{FaultKind::RollingUpdate, "rolling-update", nullptr},
    FaultName{FaultKind::ScaleBackend, "scale-backend", "replicas"},
    FaultName{FaultKind::ScaleProxy, "scale-proxy", "replicas"},
    FaultName{FaultKind::StopStore, "stop-store", nullptr},
    FaultName{FaultKind::StartStore, "start-store", nullptr},
    FaultName{FaultKind::FlushStore, "flush-store", nullptr},
};

constexpr std::string_view kCounted = "they are counted from 0";

const FaultName &named(FaultKind kind)
{
    const FaultName &fault = kFaults[static_cast<std::size_t>(kind)];
    assert(fault.kind == kind);
    return fault;
}

} // namespace

const char *toText(FaultKind kind)
{
    return named(kind).name;
}

const char *targetMeaning(FaultKind kind)
{
    return named(kind).target;
}

Result<FaultKind> parseFaultKind(std::string_view name)
{
    std::vector<std::string_view> names;
    for (const FaultName &fault : kFaults) {
        if (name == fault.name)
            return fault.kind;
        names.emplace_back(fault.name);
    }
    return fail(ErrorCode::InvalidInput, "no such fault: '" + std::string(name) + "'", {},
                closestNameHint(name, names));
}

Result<void> checkReplicas(const Fault &fault)
{
    const bool scalesBackend = fault.kind == FaultKind::ScaleBackend;
    if (!scalesBackend && fault.kind != FaultKind::ScaleProxy)
        return {};
    const char *field = scalesBackend ? "backendReplicas" : "proxyReplicas";
    const auto read = cluster::readClusterSpec({{field, fault.target}}, {}, "cluster");
    return read ? Result<void>() : fail(read.error());
}

Error noPods(std::string where)
{
    return {ErrorCode::Unsupported, "there are no pods behind a plain URL", std::move(where), {}};
}

Error noSuchPod(std::uint32_t pod, std::size_t count, std::string where)
{
    return {ErrorCode::NotFound, fmt::format("there is no pod {} among {}", pod, count), std::move(where),
            std::string(kCounted)};
}

Error noSuchProxy(std::uint32_t proxy, std::size_t count)
{
    return {ErrorCode::NotFound, fmt::format("there is no proxy {} among {}", proxy, count), "target",
            std::string(kCounted)};
}

Error noSharedStore()
{
    return {ErrorCode::Unsupported, "there is no store beside the proxies' own memory", "store",
            "choose --store embedded or --store redis"};
}

} // namespace sessionscope::scenario
