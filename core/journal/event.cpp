// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/journal/event.h"

#include <array>
#include <cstddef>

namespace sessionscope::journal {

namespace {

// In the order of EventKind. A null name: the kind does not use the field.
constexpr std::array<KindFields, kEventKindCount> kFields{{
    {"RunStarted", "seed", nullptr, "scenario", "profile"},
    {"StepStarted", "step", nullptr, "what", nullptr},
    {"StepFinished", "step", nullptr, nullptr, nullptr},
    {"RunFinished", nullptr, nullptr, nullptr, nullptr},
    {"FaultRequested", "target", nullptr, "fault", "askedBy"},
    {"FaultSettled", "target", nullptr, "fault", nullptr},
    {"PodStarted", "incarnation", nullptr, "address", nullptr},
    {"PodReady", nullptr, nullptr, "address", nullptr},
    {"PodStopped", "sessions", nullptr, "how", nullptr},
    {"ProxyStarted", "generation", nullptr, "address", nullptr},
    {"ProxyStopped", "generation", nullptr, "how", nullptr},
    {"StoreStarted", "ttl", nullptr, "store", nullptr},
    {"StoreStopped", nullptr, nullptr, nullptr, nullptr},
    {"StoreFlushed", "records", nullptr, nullptr, nullptr},
    {"ServicePicked", "endpoint", nullptr, "client", "why"},
    {"ServiceRefused", nullptr, nullptr, "client", nullptr},
    {"ClientAttached", nullptr, nullptr, "client", "address"},
    {"RequestSent", nullptr, nullptr, "what", nullptr},
    {"AnswerReceived", "status", "error", "what", nullptr},
    {"RequestFailed", nullptr, nullptr, "error", nullptr},
    {"StateObserved", "expected", "observed", nullptr, nullptr},
    {"SessionReplaced", nullptr, nullptr, "replaces", nullptr},
    {"RequestReceived", nullptr, nullptr, "what", "client"},
    {"RecordLoaded", "found", nullptr, "backendUrl", "backendSid"},
    {"StoreFailed", nullptr, nullptr, "error", "operation"},
    {"ForwardStarted", nullptr, nullptr, "url", "why"},
    {"NameNotFound", nullptr, nullptr, "name", nullptr},
    {"ConnectionOpened", "connection", nullptr, "address", nullptr},
    {"ConnectionReused", "connection", nullptr, "address", nullptr},
    {"DialFailed", nullptr, nullptr, "address", "error"},
    {"ForwardFailed", nullptr, nullptr, "error", nullptr},
    {"ResponseReceived", "status", nullptr, "peer", "sessionId"},
    {"RecordSaved", "applied", nullptr, "backendUrl", "why"},
    {"RecordDeleted", "existed", nullptr, nullptr, nullptr},
    {"AnswerSent", "status", "duration", "reason", nullptr},
    {"SessionCreated", "createdOn", nullptr, "client", "era"},
    {"SessionForgotten", nullptr, nullptr, "backendSid", nullptr},
    {"SessionClosed", nullptr, nullptr, nullptr, nullptr},
    {"PodAnswered", "status", "knewSession", "what", nullptr},
    {"LimitReached", "value", nullptr, "limit", nullptr},
}};

} // namespace

const KindFields &kindFields(EventKind kind)
{
    return kFields[static_cast<std::size_t>(kind)];
}

const char *toText(Actor::Kind kind)
{
    switch (kind) {
    case Actor::Kind::Engine:
        return "engine";
    case Actor::Kind::Client:
        return "client";
    case Actor::Kind::FrontDoor:
        return "front-door";
    case Actor::Kind::Proxy:
        return "proxy";
    case Actor::Kind::Service:
        return "service";
    case Actor::Kind::Dns:
        return "dns";
    case Actor::Kind::Store:
        return "store";
    case Actor::Kind::Pod:
        return "pod";
    }
    return "unknown";
}

std::string toText(Actor actor)
{
    std::string text = toText(actor.kind);
    if (isNumbered(actor.kind))
        text += '-' + std::to_string(actor.index);
    return text;
}

} // namespace sessionscope::journal
