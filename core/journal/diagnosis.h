// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/journal/case_file.h"
#include "core/journal/failure_modes.h"

#include <vector>

namespace sessionscope::journal {

/// What is found, and which event is at the root of it.
struct Diagnosis
{
    Finding finding = Finding::Unknown;
    const Event *rootCause = nullptr;
    std::vector<const Event *> between; ///< what happened around the session and led from the root to the end
};

/// Finds out why a session's fate is what it is. The rules, in short:
///
/// A 404 of the guard is about the record: never saved (F-33), deleted on purpose, only in one process (F-02), flushed
/// (F-34), expired (F-35), in this order, which is the order of how surely the journal tells it.
/// A 404 of a pod is about the pod. If the one that held the session has stopped since, no routing could have kept the
/// session, so that comes first. Otherwise the pin is at fault: moved on purpose, if somebody did; F-05 if it names another
/// pod; if it names none, F-01 when the proxy that answered is another process than the one that made the session
/// (restarted, or a second replica: the Service takes either for a new client), and F-28 for a new connection of the same
/// process.
/// Whatever else the pod that holds the session answers is about the request: F-20 if it is a 404, F-25 if it is a 403 or
/// 421 and initialize went to another host.
/// A 502 is about the dial or the connection, and a 503 about the store (F-31).
/// State that was seen to be lost is F-10 if proxies take turns, F-11 after a re-initialisation, F-30 without one.
Diagnosis diagnose(const CaseFile &file);

// The parts; each in a file of its own.
Diagnosis diagnoseAbsentRecord(const CaseFile &file); ///< the guard's 404
Diagnosis diagnosePodAnswer(const CaseFile &file);    ///< a pod's 3xx, 4xx or 5xx, passed on
Diagnosis diagnoseBadGateway(const CaseFile &file);   ///< 502
Diagnosis diagnoseAmnesia(const CaseFile &file);

/// The first start of the proxy that decided, since the session lives where it lives; null if it has not restarted.
const Event *proxyRestarted(const CaseFile &file);

} // namespace sessionscope::journal
