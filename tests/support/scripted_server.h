// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/scenario/synthetic_client.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace sessionscope::testing {

/// The counterpart of a synthetic client in tests: answers as a correct MCP server with a counter would, and keeps what
/// it was asked. A test that wants something else answers itself.
class ScriptedServer
{
public:
    scenario::ClientAnswer answer(const scenario::ClientRequest &request)
    {
        m_requests.push_back(request);
        const auto body = nlohmann::json::parse(request.body, nullptr, false);
        const std::string session = header(request, "Mcp-Session-Id");
        if (body.is_object() && body["method"] == "initialize") {
            const std::string id = "session-" + std::to_string(++m_made);
            m_counters[id] = 0;
            return {200, id, result(body, {{"protocolVersion", "2025-11-25"}})};
        }
        const auto known = m_counters.find(session);
        if (known == m_counters.end())
            return {404, {}, R"({"error":{"code":-32001,"message":"Session not found"},"jsonrpc":"2.0"})"};
        if (request.method == "DELETE") {
            m_counters.erase(known);
            return {200, {}, {}};
        }
        if (!body.contains("id"))
            return {202, {}, {}};
        if (body["method"] == "tools/call" && body["params"]["name"] == "counter")
            return {200, {}, result(body, {{"structuredContent", {{"count", ++known->second}}}})};
        return {200, {}, result(body, nlohmann::json::object())};
    }

    void forgetSessions() { m_counters.clear(); }
    void resetCounters()
    {
        for (auto &[session, count] : m_counters)
            count = 0;
    }

    const std::vector<scenario::ClientRequest> &requests() const { return m_requests; }

    static std::string header(const scenario::ClientRequest &request, std::string_view name)
    {
        for (const auto &[key, value] : request.headers) {
            if (key == name)
                return value;
        }
        return {};
    }

private:
    static std::string result(const nlohmann::json &request, nlohmann::json value)
    {
        return nlohmann::json{{"jsonrpc", "2.0"}, {"id", request["id"]}, {"result", std::move(value)}}.dump();
    }

    std::map<std::string, std::uint64_t> m_counters;
    std::vector<scenario::ClientRequest> m_requests;
    std::uint64_t m_made = 0;
};

} // namespace sessionscope::testing
