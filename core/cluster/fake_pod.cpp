// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/cluster/fake_pod.h"

#include "core/cluster/fake_pod_tools.h"
#include "core/mcp/headers.h"
#include "core/mcp/sse.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

namespace sessionscope::cluster {

namespace {

using nlohmann::json;

constexpr std::array<std::string_view, 3> kVersions{"2025-03-26", "2025-06-18", mcp::kSessionsVersion};

/// JSON-RPC's "server error" for refusals that MCP gives no code of their own.
constexpr int kServerError = -32000;

constexpr std::string_view kPathWithSlash = "/mcp/";
constexpr std::string_view kJson = "application/json";
constexpr std::string_view kEventStream = "text/event-stream";

/// A comment: brings the head and the first byte of a stream to the client at once.
constexpr std::string_view kStreamOpening = ": open\n\n";

std::string_view trimmed(std::string_view text)
{
    const std::size_t first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

bool equalIgnoringCase(std::string_view a, std::string_view b)
{
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c; };
    return std::ranges::equal(a, b, {}, lower, lower);
}

/// Whether a list of media types, each with parameters or without, names `type`.
bool names(std::string_view list, std::string_view type)
{
    while (!list.empty()) {
        const std::string_view entry = list.substr(0, list.find(','));
        if (equalIgnoringCase(trimmed(entry.substr(0, entry.find(';'))), type))
            return true;
        list.remove_prefix(std::min(list.size(), entry.size() + 1));
    }
    return false;
}

PodReply jsonReply(int status, std::string body)
{
    PodReply reply;
    reply.status = status;
    reply.headers.emplace_back("Content-Type", kJson);
    reply.body.push_back({Duration(), std::move(body)});
    return reply;
}

/// A refusal before any request was taken up: the id of the message plays no part, as with the TypeScript SDK.
PodReply refuse(int status, int code, std::string_view message)
{
    return jsonReply(status,
                     fmt::format(R"({{"jsonrpc":"2.0","error":{{"code":{},"message":{}}},"id":null}})", code,
                                 json(message).dump()));
}

PodReply refuse(int status, mcp::ErrorNumber code, std::string_view message)
{
    return refuse(status, static_cast<int>(code), message);
}

std::string resultMessage(const std::string &id, std::string_view result)
{
    return fmt::format(R"({{"jsonrpc":"2.0","id":{},"result":{}}})", id, result);
}

/// A request that was taken up and has no result: an ordinary answer of HTTP.
PodReply faultReply(const std::string &id, const RpcFault &fault)
{
    return jsonReply(200,
                     fmt::format(R"({{"jsonrpc":"2.0","id":{},"error":{{"code":{},"message":{}}}}})", id,
                                 static_cast<int>(fault.code), json(fault.message).dump()));
}

enum class MessageKind { Request, Notification, Response, Invalid };

MessageKind kindOf(const json &message)
{
    const auto version = message.find("jsonrpc");
    if (version == message.end() || *version != "2.0")
        return MessageKind::Invalid;
    const auto id = message.find("id");
    const bool usableId = id != message.end() && (id->is_string() || id->is_number_integer());
    const auto method = message.find("method");
    if (method == message.end()) {
        const bool either = message.contains("result") != message.contains("error");
        return usableId && either ? MessageKind::Response : MessageKind::Invalid;
    }
    const auto params = message.find("params");
    if (!method->is_string() || (params != message.end() && !params->is_object()))
        return MessageKind::Invalid;
    if (id == message.end())
        return MessageKind::Notification;
    return usableId ? MessageKind::Request : MessageKind::Invalid;
}

const json &paramsOf(const json &message)
{
    static const json kNone = json::object();
    const auto params = message.find("params");
    return params == message.end() ? kNone : *params;
}

std::string whatOf(const json &message)
{
    constexpr std::size_t kWhatMax = 80; // clients choose these texts
    const auto method = message.find("method");
    if (method == message.end())
        return "response";
    std::string what = method->get<std::string>();
    const json &params = paramsOf(message);
    if (const auto name = params.find("name");
        what == "tools/call" && name != params.end() && name->is_string())
        what += " " + name->get_ref<const std::string &>();
    return what.substr(0, kWhatMax);
}

PodReply streamReply(const std::string &id, const ToolResult &tool)
{
    PodReply reply;
    reply.streams = true;
    reply.headers.emplace_back("Content-Type", kEventStream);
    reply.headers.emplace_back("Cache-Control", "no-cache");
    reply.body.push_back({Duration(), std::string(kStreamOpening)});
    const auto add = [&reply](Duration after, std::string data) {
        mcp::SseEvent event;
        event.type = "message";
        event.data = std::move(data);
        reply.body.push_back({after, mcp::encode(event)});
    };
    for (const std::string &notification : tool.notifications)
        add(tool.interval, notification);
    add(tool.after, resultMessage(id, tool.result));
    return reply;
}

/// What is answered where MCP is not.
PodReply answerElsewhere(std::string_view path)
{
    PodReply reply;
    if (path == kPathWithSlash) {
        reply.status = 307;
        reply.headers.emplace_back("Location", FakePod::kPath);
        return reply;
    }
    reply.status = 404;
    reply.headers.emplace_back("Content-Type", "text/plain");
    reply.body.push_back({Duration(), "There is nothing here; MCP is at /mcp\n"});
    return reply;
}

} // namespace

FakePod::FakePod(Options options, Rng rng)
    : m_options(std::move(options))
    , m_rng(rng)
{
}

PodReply FakePod::handle(const PodRequest &request, Instant /*now*/)
{
    const auto session = m_sessions.find(request.sessionId);
    const bool knewSession = session != m_sessions.end(); // before a DELETE ends it
    PodReply reply = request.path == kPath ? answer(request, session) : answerElsewhere(request.path);
    reply.knewSession = knewSession;
    if (reply.what.empty())
        reply.what = request.method;
    return reply;
}

PodReply FakePod::answer(const PodRequest &request, Sessions::iterator session)
{
    if (request.method == "POST")
        return post(request, session);
    if (request.method == "GET")
        return openStream(request, session);
    if (request.method == "DELETE")
        return terminate(request, session);
    PodReply reply = refuse(405, kServerError, "This method is not allowed");
    reply.headers.emplace_back("Allow", "GET, POST, DELETE");
    return reply;
}

PodReply FakePod::post(const PodRequest &request, Sessions::iterator session)
{
    if (!names(request.accept, kJson) || !names(request.accept, kEventStream))
        return refuse(406, kServerError, "The client must accept application/json and text/event-stream");
    if (!names(request.contentType, kJson))
        return refuse(415, kServerError, "The body must be application/json");
    const json message = json::parse(request.body, nullptr, false);
    if (message.is_discarded())
        return refuse(400, mcp::ErrorNumber::ParseError, "The body is not JSON");
    if (message.is_array())
        return refuse(400, mcp::ErrorNumber::InvalidRequest, "Batches are not supported");
    const MessageKind kind = message.is_object() ? kindOf(message) : MessageKind::Invalid;
    if (kind == MessageKind::Invalid)
        return refuse(400, mcp::ErrorNumber::InvalidRequest, "This is no JSON-RPC 2.0 message");

    PodReply reply = take(request, session, message, kind == MessageKind::Request);
    reply.what = whatOf(message);
    return reply;
}

PodReply FakePod::take(const PodRequest &request, Sessions::iterator session, const json &message,
                       bool owesAnswer)
{
    if (owesAnswer && message["method"] == "initialize" && request.sessionId.empty())
        return initialize(message);
    if (std::optional<PodReply> refusal = refuseSession(request, session))
        return *std::move(refusal);
    if (!owesAnswer) {
        PodReply accepted;
        accepted.status = 202;
        return accepted;
    }
    PodReply reply = respond(session->second, message);
    reply.headers.emplace_back(mcp::kSessionHeader, session->first);
    return reply;
}

std::optional<PodReply> FakePod::refuseSession(const PodRequest &request, Sessions::iterator session) const
{
    if (request.sessionId.empty())
        return refuse(400, kServerError, "The header Mcp-Session-Id is required");
    if (session == m_sessions.end())
        return refuse(404, mcp::ErrorNumber::SessionNotFound, "Session not found");
    // Without the header a server assumes 2025-03-26 (specification of the transport, "Protocol Version Header").
    if (!request.protocolVersion.empty()
        && std::ranges::find(kVersions, request.protocolVersion) == kVersions.end())
        return refuse(400, kServerError, "This MCP-Protocol-Version is not supported");
    return std::nullopt;
}

PodReply FakePod::initialize(const json &message)
{
    const std::string id = message["id"].dump();
    const json &params = paramsOf(message);
    const auto version = params.find("protocolVersion");
    if (version == params.end() || !version->is_string())
        return faultReply(id,
                          {mcp::ErrorNumber::InvalidParams, "initialize: protocolVersion must be a string"});
    if (m_sessions.size() >= m_options.sessionsMax)
        return refuse(503, kServerError, "There are too many sessions");

    const auto wanted = std::ranges::find(kVersions, version->get_ref<const std::string &>());
    const std::string_view agreed = wanted == kVersions.end() ? mcp::kSessionsVersion : *wanted;
    auto [session, isNew] = m_sessions.try_emplace(session::makeSessionId(m_options.idStyle, m_rng));
    while (!isNew)
        std::tie(session, isNew) = m_sessions.try_emplace(session::makeSessionId(m_options.idStyle, m_rng));

    PodReply reply = jsonReply(
        200,
        resultMessage(id,
                      fmt::format(R"({{"protocolVersion":"{}","capabilities":{{"tools":{{}}}},)"
                                  R"("serverInfo":{{"name":"sessionscope-fake-pod","version":"1.0.0"}}}})",
                                  agreed)));
    reply.headers.emplace_back(mcp::kSessionHeader, session->first);
    return reply;
}

PodReply FakePod::respond(Session &session, const json &message) const
{
    const std::string &method = message["method"].get_ref<const std::string &>();
    const std::string id = message["id"].dump();
    const json &params = paramsOf(message);
    if (method == "ping")
        return jsonReply(200, resultMessage(id, "{}"));
    if (method == "tools/list" && !params.contains("cursor"))
        return jsonReply(200, resultMessage(id, toolsListResult()));
    if (method == "tools/list")
        return faultReply(id, {mcp::ErrorNumber::InvalidParams, "tools/list: there is but one page"});
    if (method == "initialize")
        return refuse(400, mcp::ErrorNumber::InvalidRequest, "The session is initialized already");
    if (method != "tools/call")
        return faultReply(id, {mcp::ErrorNumber::MethodNotFound, "Method not found: " + method});

    const auto called = callTool(params, {m_options.name, session.counter});
    if (!called)
        return faultReply(id, called.error());
    if (called->streams)
        return streamReply(id, *called);
    PodReply reply = jsonReply(200, resultMessage(id, called->result));
    reply.headAfter = called->after;
    return reply;
}

PodReply FakePod::openStream(const PodRequest &request, Sessions::iterator session)
{
    if (!names(request.accept, kEventStream))
        return refuse(406, kServerError, "The client must accept text/event-stream");
    if (std::optional<PodReply> refusal = refuseSession(request, session))
        return *std::move(refusal);
    if (std::exchange(session->second.streamOpen, true))
        return refuse(409, kServerError, "The session has a stream already");

    PodReply reply;
    reply.streams = true;
    reply.staysOpen = true;
    reply.headers.emplace_back("Content-Type", kEventStream);
    reply.headers.emplace_back("Cache-Control", "no-cache");
    reply.headers.emplace_back(mcp::kSessionHeader, session->first);
    reply.body.push_back({Duration(), std::string(kStreamOpening)});
    return reply;
}

PodReply FakePod::terminate(const PodRequest &request, Sessions::iterator session)
{
    if (std::optional<PodReply> refusal = refuseSession(request, session))
        return *std::move(refusal);
    m_sessions.erase(session);
    return {};
}

void FakePod::streamClosed(std::string_view sessionId)
{
    if (const auto session = m_sessions.find(sessionId); session != m_sessions.end())
        session->second.streamOpen = false;
}

bool FakePod::knows(std::string_view sessionId) const
{
    return m_sessions.contains(sessionId);
}

std::size_t FakePod::sessionCount() const
{
    return m_sessions.size();
}

} // namespace sessionscope::cluster
