// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/live/data_path.h"
#include "core/live/proxy_server.h"
#include "core/live/recorder.h"
#include "core/live/session_store.h"
#include "tests/live/http/raw_peer.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace sessionscope::live::test {

/// Records in a map; fails on request.
class FakeStore : public SessionStore
{
public:
    Awaitable<Result<session::StoreReply>> apply(session::StoreRequest request) override;
    std::optional<Result<session::StoreReply>> applyNow(const session::StoreRequest &request) override;
    std::uint64_t roundTrips() const override { return m_roundTrips; }

    void add(const std::string &id, const std::string &backendUrl, const std::string &initBody = {});
    const session::Record *find(const std::string &id) const;

    bool takesTime = true;        ///< like a Redis; else like a store in memory
    std::optional<Error> failure; ///< what every request fails with
    std::map<std::string, session::RecordPtr> records;

private:
    Result<session::StoreReply> perform(const session::StoreRequest &request);

    std::uint64_t m_roundTrips = 0;
};

/// Limits small enough for tests; each test lengthens what it is not about by not reaching it.
ProxyOptions testOptions();

/// A proxy under test between raw clients and a raw backend.
class ProxyRig
{
public:
    explicit ProxyRig(ProxyOptions options = testOptions());
    ~ProxyRig();

    /// The proxy begins to listen, pointing at `backend` unless the options say otherwise.
    void start();

    RawPeer client();
    /// A client that has sent `request`.
    RawPeer client(std::string_view request);
    /// The backend's next connection; nothing if none comes.
    std::optional<RawPeer> backendPeer();
    /// The same, once it has received `text`.
    std::optional<RawPeer> backendReceiving(std::string_view text);
    /// Runs until `peer` has received `text`.
    bool receives(RawPeer &peer, std::string_view text);
    /// Runs until `peer`'s connection is over.
    bool ends(RawPeer &peer);
    /// Begins to drain the proxy; sets `isDrained` at the end.
    void drain(Duration limit, bool &isDrained);
    /// Whether a fresh client is served by a fresh connection to the backend: the proxy is well.
    bool stillServes();

    Loop loop;
    RawListener backend;
    FakeStore store;
    Recorder recorder;
    DataPath dataPath{cluster::PeerAddressSeen::ClusterIp};
    ProxyOptions options;
    std::unique_ptr<ProxyServer> proxy;
    Endpoint endpoint;
    std::map<std::string, Endpoint> names; ///< what the resolver knows beside literal addresses
};

/// A request without a session: POST of `body` with a length.
std::string post(std::string_view body, std::string_view moreFields = {});
/// A request of `method` with a session.
std::string withSession(std::string_view method, std::string_view session, std::string_view body = {});
/// A response with a length.
std::string reply(int status, std::string_view body, std::string_view moreFields = {});

inline constexpr std::string_view kStreamHead
    = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
inline constexpr std::string_view kCall
    = R"({"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"counter","arguments":{}}})";
inline constexpr std::string_view kInitialize
    = R"({"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25",)"
      R"("capabilities":{},"clientInfo":{"name":"t","version":"1"}}})";

} // namespace sessionscope::live::test
