// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/inspect/pod_names.h"

#include <fmt/format.h>

#include <charconv>

namespace sessionscope::inspect {

namespace {

constexpr std::string_view kTcpScheme = "tcp://";

Error badServer(std::string_view text)
{
    return {ErrorCode::InvalidInput, "this is no address of a name server", std::string(text),
            "write 10.96.0.10, 127.0.0.1:1053 or tcp://127.0.0.1:1053"};
}

} // namespace

Result<NameServer> NameServer::parse(std::string_view text)
{
    NameServer server;
    std::string_view rest = text;
    server.overTcp = rest.starts_with(kTcpScheme);
    if (server.overTcp)
        rest.remove_prefix(kTcpScheme.size());
    const auto colon = rest.find(':');
    const auto address = IpAddress::parse(rest.substr(0, colon));
    if (!address)
        return fail(badServer(text));
    server.address = *address;
    if (colon != std::string_view::npos) {
        const std::string_view digits = rest.substr(colon + 1);
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), server.port);
        if (error != std::errc() || end != digits.data() + digits.size() || server.port == 0)
            return fail(badServer(text));
    }
    return server;
}

std::string NameServer::text() const
{
    return fmt::format("{}{}:{}", overTcp ? kTcpScheme : "", address.text(), port);
}

const char *toText(NameAnswer::Outcome outcome)
{
    switch (outcome) {
    case NameAnswer::Outcome::Found:
        return "found";
    case NameAnswer::Outcome::NoSuchName:
        return "no-such-name";
    case NameAnswer::Outcome::Failed:
        return "failed";
    }
    return "failed";
}

std::vector<PodName> podNames(const ClusterView &cluster, std::string_view clusterDomain)
{
    std::vector<PodName> names;
    for (const ServerView &server : cluster.servers()) {
        if (!server.set || !server.headless)
            continue;
        for (std::int32_t ordinal = server.firstOrdinal(); ordinal < server.endOrdinal(); ++ordinal) {
            const std::string pod = fmt::format("{}-{}", server.set->id.name, ordinal);
            PodName name{server.id,
                         fmt::format("{}.{}.{}.svc.{}", pod, server.headless->id.name,
                                     server.headless->id.namespaceName, clusterDomain),
                         {}};
            for (const PodFacts *backend : server.backends) {
                if (backend->id.name == pod)
                    name.address = backend->ip;
            }
            names.push_back(std::move(name));
        }
    }
    return names;
}

} // namespace sessionscope::inspect
