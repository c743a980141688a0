// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/live/http/proxy_rig.h"

#include "core/session/session_id.h"

#include <boost/asio/co_spawn.hpp>

#include <exception>
#include <utility>

namespace sessionscope::live::test {

Awaitable<Result<session::StoreReply>> FakeStore::apply(session::StoreRequest request)
{
    co_return perform(request);
}

std::optional<Result<session::StoreReply>> FakeStore::applyNow(const session::StoreRequest &request)
{
    return takesTime ? std::nullopt : std::optional(perform(request));
}

Result<session::StoreReply> FakeStore::perform(const session::StoreRequest &request)
{
    ++m_roundTrips;
    if (failure)
        return fail(*failure);
    session::StoreReply reply;
    if (const auto *load = std::get_if<session::LoadRecord>(&request)) {
        const auto it = records.find(load->key);
        reply.record = it == records.end() ? nullptr : it->second;
    } else if (const auto *save = std::get_if<session::SaveRecord>(&request)) {
        const bool exists = records.contains(save->key);
        reply.applied = save->mode == session::SaveRecord::Mode::Always
            || (save->mode == session::SaveRecord::Mode::IfPresent) == exists;
        if (reply.applied)
            records[save->key] = save->record;
    } else if (const auto *gone = std::get_if<session::DeleteRecord>(&request)) {
        reply.applied = records.erase(gone->key) > 0;
    }
    return reply;
}

void FakeStore::add(const std::string &id, const std::string &backendUrl, const std::string &initBody)
{
    session::Record record;
    record.id = session::normaliseSessionId(id);
    record.metadata.emplace(session::kBackendUrlKey, backendUrl);
    if (!initBody.empty())
        record.metadata.emplace(session::kInitBodyKey, initBody);
    const std::string key = std::string(session::kDefaultKeyPrefix) + record.id;
    records[key] = std::make_shared<const session::Record>(std::move(record));
}

const session::Record *FakeStore::find(const std::string &id) const
{
    const auto it = records.find(std::string(session::kDefaultKeyPrefix) + session::normaliseSessionId(id));
    return it == records.end() ? nullptr : it->second.get();
}

ProxyOptions testOptions()
{
    ProxyOptions options;
    options.ip = IpAddress::parse("127.88.0.9").value();
    options.policy.pinning = routing::Pinning::Service;
    options.policy.draw = routing::OrdinalDraw::AfterResponse;
    options.client.lingerTime = Duration::milliseconds(200);
    return options;
}

ProxyRig::ProxyRig(ProxyOptions proxyOptions)
    : options(std::move(proxyOptions))
{
}

ProxyRig::~ProxyRig()
{
    proxy.reset();
    loop.settle();
}

void ProxyRig::start()
{
    if (options.target.url.host.empty())
        options.target.url
            = routing::BackendUrl{"http", backend.endpoint().ip.text(), backend.endpoint().port};
    NameResolver resolve = [this](const routing::BackendUrl &url) -> Result<Endpoint> {
        if (const auto it = names.find(url.host); it != names.end())
            return it->second;
        if (const auto ip = IpAddress::parse(url.host))
            return Endpoint{*ip, url.port};
        return fail(ErrorCode::NameNotResolved, "no such name", url.host);
    };
    proxy = std::make_unique<ProxyServer>(
        loop.context, options, ProxyEnvironment{store, recorder, dataPath, std::move(resolve), Rng(1), {}});
    endpoint = proxy->listen(Endpoint{IpAddress::parse("127.88.0.9").value(), 0}).value();
}

RawPeer ProxyRig::client()
{
    return RawPeer::connectedTo(endpoint);
}

RawPeer ProxyRig::client(std::string_view request)
{
    RawPeer peer = client();
    peer.send(request);
    return peer;
}

std::optional<RawPeer> ProxyRig::backendPeer()
{
    std::optional<RawPeer> peer;
    loop.until([&] {
        peer = backend.accept();
        return peer.has_value();
    });
    return peer;
}

std::optional<RawPeer> ProxyRig::backendReceiving(std::string_view text)
{
    std::optional<RawPeer> peer = backendPeer();
    if (peer && !receives(*peer, text))
        peer.reset();
    return peer;
}

bool ProxyRig::receives(RawPeer &peer, std::string_view text)
{
    return loop.until([&] {
        peer.receive();
        return peer.received.find(text) != std::string::npos;
    });
}

bool ProxyRig::ends(RawPeer &peer)
{
    return loop.until([&] {
        peer.receive();
        return peer.isOver();
    });
}

void ProxyRig::drain(Duration limit, bool &isDrained)
{
    asio::co_spawn(loop.context, proxy->drain(limit),
                   [&isDrained](const std::exception_ptr &) { isDrained = true; });
}

bool ProxyRig::stillServes()
{
    RawPeer fresh = client(post(kCall));
    auto server = backendReceiving(kCall);
    if (!server)
        return false;
    server->send(reply(200, "{}", "Connection: close\r\n"));
    return receives(fresh, "200 OK") && receives(fresh, "{}");
}

std::string post(std::string_view body, std::string_view moreFields)
{
    std::string text = "POST /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                       "Accept: application/json, text/event-stream\r\n";
    text += moreFields;
    text += "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n";
    text += body;
    return text;
}

std::string withSession(std::string_view method, std::string_view session, std::string_view body)
{
    std::string text(method);
    text += " /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\nMcp-Session-Id: ";
    text += session;
    text += "\r\nAccept: application/json, text/event-stream\r\n";
    if (!body.empty())
        text += "Content-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n";
    text += "\r\n";
    text += body;
    return text;
}

std::string reply(int status, std::string_view body, std::string_view moreFields)
{
    std::string text = "HTTP/1.1 " + std::to_string(status) + " ";
    text += reasonPhrase(status);
    text += "\r\n";
    text += moreFields;
    text += "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n";
    text += body;
    return text;
}

} // namespace sessionscope::live::test
