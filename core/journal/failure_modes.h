// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>
#include <string_view>

namespace sessionscope::journal {

/// What explain() can find out about a session.
enum class Finding : std::uint8_t {
    Nothing, ///< it works
    Closed,
    UsedAfterClose,
    // Routing
    ServicePinAfterRestart,
    ServicePinOnOtherProxy,
    ServicePinOnNewConnection,
    NoSharedStore,
    PodNamesUnpublished,
    DrawnPodDiffers,
    PinMoved,
    PinBeyondReplicas,
    PinnedPodNotReady,
    PinnedAddressGone,
    PinnedAddressSilent,
    ConnectionDied,
    NoReadyPod,
    BackendUnreachable,
    MisrouteAccepted,
    ReinitialisedElsewhere,
    PingPong,
    // Pods
    PodRestartedBehindName,
    PodRestarted,
    ReinitialisedAfterRestart,
    PodForgot,
    OtherNotFound,
    UnknownAnsweredBadRequest,
    HostRefused,
    RequestRefused,
    PodFailed,
    // Store
    StoreUnreachable,
    RecordNeverSaved,
    StoreLostRecords,
    IdleTooLong,
    RecordDeleted,
    RecordVanished,
    // Requests
    ClassificationRefused,
    BatchRefused,
    RedirectPassedOn,
    ProxyStopped,
    NoProxy,
    Unknown,
};

inline constexpr int kFindingCount = static_cast<int>(Finding::Unknown) + 1;

/// What is said about a finding. `code` is the failure mode of digest section 6 (`F-01` …) or the property of section
/// 5.2 (`P-4`, `P-8`) that it is; empty where the digest numbers none. It is never a guess: a finding whose cause the
/// journal does not prove has no code.
struct FailureMode
{
    std::string_view code;
    std::string_view title;
    std::string_view culprit; ///< "proxy", "pod", "store", "client", "platform"; empty if nobody is
    std::string_view summary; ///< one sentence
    std::string_view fix;     ///< what keeps the session; names a profile where one does
    std::string_view fixProfile
        = {}; ///< the profile under which the same run keeps it; empty where none does
};

const FailureMode &failureMode(Finding finding);

/// The first row with that code, e.g. for the title of "F-01"; null if explain() never finds it.
const FailureMode *findFailureMode(std::string_view code);

} // namespace sessionscope::journal
