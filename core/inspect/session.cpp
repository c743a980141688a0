// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/inspect/session.h"

#include "core/base/ids.h"
#include "core/inspect/cluster_view.h"
#include "core/routing/backend_url.h"

#include <algorithm>
#include <vector>

namespace sessionscope::inspect {

namespace {

struct Authority
{
    std::string scheme;
    std::string host;
};

/// BackendUrl knows no IPv6 literals, which a cluster may well have.
std::optional<Authority> authorityOf(std::string_view url)
{
    if (const auto parsed = routing::BackendUrl::parse(url))
        return Authority{parsed->scheme, parsed->host};
    const std::size_t schemeEnd = url.find("://");
    if (schemeEnd == std::string_view::npos || !url.starts_with("http"))
        return std::nullopt;
    const std::string_view rest = url.substr(schemeEnd + 3);
    const std::size_t end = rest.find(']');
    if (!rest.starts_with('[') || end == std::string_view::npos)
        return std::nullopt;
    return Authority{std::string(url.substr(0, schemeEnd)), std::string(rest.substr(1, end - 1))};
}

std::vector<std::string_view> labelsOf(std::string_view name)
{
    std::vector<std::string_view> labels;
    for (std::size_t begin = 0; begin <= name.size();) {
        const std::size_t end = std::min(name.find('.', begin), name.size());
        labels.push_back(name.substr(begin, end - begin));
        begin = end + 1;
    }
    return labels;
}

/// `<pod>.<headless>[.<ns>[.svc…]]`. Only the position of "svc" tells it from `<service>.<ns>.svc…`; without it the
/// Service's name must, because `api-2.example.com` is no pod.
bool isPodName(const std::vector<std::string_view> &labels)
{
    if (labels.size() < 2 || ordinalOf(labels[0]) < 0)
        return false;
    const auto svc = std::ranges::find(labels, "svc");
    if (svc != labels.end())
        return svc - labels.begin() == 3;
    return labels.size() <= 3 && labels[1].ends_with("-headless");
}

bool isLoopback(std::string_view host)
{
    return host == "localhost" || host == "127.0.0.1" || host == "::1";
}

bool isAddress(std::string_view host)
{
    return IpAddress::parse(host).has_value() || host.find(':') != std::string_view::npos;
}

} // namespace

const char *toText(PinKind kind)
{
    switch (kind) {
    case PinKind::Service:
        return "service";
    case PinKind::ClusterIp:
        return "cluster-ip";
    case PinKind::PodDns:
        return "pod-dns";
    case PinKind::PodIp:
        return "pod-ip";
    case PinKind::None:
        return "none";
    }
    return "none";
}

const char *toText(SessionType type)
{
    switch (type) {
    case SessionType::Mcp:
        return "mcp";
    case SessionType::Streamable:
        return "streamable";
    case SessionType::Sse:
        return "sse";
    case SessionType::Vmcp:
        return "vmcp";
    case SessionType::Other:
        return "other";
    }
    return "other";
}

Duration Session::ttlLeft(WallTime now) const
{
    if (!hasTtl())
        return Duration::max();
    return Duration::nanoseconds(
        std::max<std::int64_t>(0, expiresAt().unixNanoseconds - now.unixNanoseconds));
}

PinForm readPin(std::string_view backendUrl)
{
    PinForm form;
    const auto authority = authorityOf(backendUrl);
    if (!authority)
        return form;
    form.tls = authority->scheme == "https";
    form.hostName = authority->host;
    if (form.hostName.empty()) {
        form.host = PinForm::Host::Empty;
        return form;
    }
    const bool address = isAddress(form.hostName);
    form.kind = address ? PinKind::PodIp : PinKind::Service;
    form.host = isLoopback(form.hostName) ? PinForm::Host::Loopback
        : address                         ? PinForm::Host::Address
                                          : PinForm::Host::Name;
    if (address)
        return form;
    const auto labels = labelsOf(form.hostName);
    const bool podName = isPodName(labels);
    const std::size_t service = podName ? 1 : 0;
    form.serviceName = labels[service];
    if (labels.size() > service + 1)
        form.namespaceName = labels[service + 1];
    if (podName) {
        form.kind = PinKind::PodDns;
        form.host = PinForm::Host::PodName;
        form.ordinal = ordinalOf(labels[0]);
        form.setName = labels[0].substr(0, labels[0].rfind('-'));
    }
    return form;
}

} // namespace sessionscope::inspect
