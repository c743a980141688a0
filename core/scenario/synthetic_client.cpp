// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/scenario/synthetic_client.h"

#include "core/mcp/headers.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cassert>
#include <charconv>

namespace sessionscope::scenario {

using journal::Event;
using journal::EventKind;
using nlohmann::json;
using nlohmann::ordered_json;

namespace {

constexpr std::string_view kCounter = "counter";
constexpr int kNotFound = 404;
constexpr int kSleepMilliseconds = 20;

/// A tool's arguments: what the tools of FakePod ask for ("text", "ms") and those of the usual example server ("message").
ordered_json argumentsOf(std::string_view tool)
{
    if (tool == "echo")
        return {{"text", "sessionscope"}, {"message", "sessionscope"}};
    if (tool == "sleep")
        return {{"ms", kSleepMilliseconds}};
    return ordered_json::object();
}

/// The first whole number in a tool's text, e.g. 3 in "counter: 3".
std::optional<std::uint64_t> numberIn(std::string_view text)
{
    const auto digit = std::find_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    std::uint64_t number = 0;
    const char *first = text.data() + (digit - text.begin());
    const auto [end, error] = std::from_chars(first, text.data() + text.size(), number);
    return error == std::errc() ? std::optional(number) : std::nullopt;
}

/// `member` of an object; null for anything else, so that a server's odd answer never throws.
const json &member(const json &object, const char *name)
{
    static const json none;
    const auto it = object.is_object() ? object.find(name) : object.end();
    return object.is_object() && it != object.end() ? *it : none;
}

/// What the counter tool said: `structuredContent.count`, or the number in its first text.
std::optional<std::uint64_t> countIn(const json &message)
{
    const json &result = member(message, "result");
    const json &count = member(member(result, "structuredContent"), "count");
    if (count.is_number_unsigned())
        return count.get<std::uint64_t>();
    const json &content = member(result, "content");
    if (!content.is_array() || content.empty() || member(result, "isError") == true)
        return std::nullopt;
    const json &text = member(content.front(), "text");
    return text.is_string() ? numberIn(text.get_ref<const std::string &>()) : std::nullopt;
}

std::int64_t errorCodeIn(const json &message)
{
    const json &code = member(member(message, "error"), "code");
    return code.is_number_integer() ? code.get<std::int64_t>() : 0;
}

} // namespace

SyntheticClient::SyntheticClient(ClientId id, ClientBehaviour behaviour)
    : m_id(id)
    , m_behaviour(behaviour)
    , m_protocolVersion(mcp::kSessionsVersion)
{
}

void SyntheticClient::startInitialize()
{
    start(Task::Initialize);
}

void SyntheticClient::startCall(const std::string &tool)
{
    m_tool = tool;
    start(Task::Call);
}

void SyntheticClient::startClose()
{
    start(Task::Close);
}

void SyntheticClient::start(Task task)
{
    assert(m_tasks.empty() && !m_flying);
    m_tasks.push_back(task);
    m_startedOver = false;
}

std::optional<ClientRequest> SyntheticClient::next(journal::Writer &journal, Instant now)
{
    assert(!m_flying);
    if (m_tasks.empty())
        return std::nullopt;
    m_flying = m_tasks.front();
    m_tasks.pop_front();

    Event sent = event(EventKind::RequestSent, now);
    sent.cause = m_cause;
    sent.text = journal.intern(what(*m_flying));
    if (*m_flying != Task::Initialize)
        sent.session = journal.intern(m_sessionId);
    m_sent = journal.append(sent);
    return requestFor(*m_flying);
}

void SyntheticClient::on(const Result<ClientAnswer> &answer, journal::Writer &journal, Instant now)
{
    assert(m_flying);
    if (answer)
        onAnswer(*answer, journal, now);
    else
        onFailure(answer.error(), journal, now);
    m_flying.reset();
}

void SyntheticClient::onAnswer(const ClientAnswer &answer, journal::Writer &journal, Instant now)
{
    const json message = json::parse(answer.message, nullptr, false);
    const std::string oldSession = m_sessionId;
    const bool succeeded = answer.status >= 200 && answer.status < 300 && errorCodeIn(message) == 0;
    const bool initialized = *m_flying == Task::Initialize && succeeded;
    if (initialized)
        adopt(answer, message);

    Event received = event(EventKind::AnswerReceived, now);
    received.cause = m_sent;
    received.number = answer.status;
    received.other = errorCodeIn(message);
    received.text = journal.intern(what(*m_flying));
    if (*m_flying != Task::Initialize || initialized)
        received.session = journal.intern(m_sessionId);
    m_cause = journal.append(received);

    if (initialized && !oldSession.empty() && oldSession != m_sessionId) {
        Event replaced = event(EventKind::SessionReplaced, now);
        replaced.cause = m_cause;
        replaced.session = journal.intern(m_sessionId);
        replaced.text = journal.intern(oldSession);
        journal.append(replaced);
    }
    if (*m_flying == Task::Call && m_tool == kCounter) {
        if (succeeded)
            observe(message, journal, now);
        else if (answer.status != kNotFound)
            ++m_unanswered;
    }
    if (shallStartOver(answer.status)) {
        m_startedOver = true;
        m_tasks.assign(1, Task::Initialize);
        if (*m_flying == Task::Call)
            m_tasks.push_back(Task::Call);
    } else if (*m_flying == Task::Initialize && !initialized) {
        m_tasks.clear(); // nothing to repeat without a session
    }
}

void SyntheticClient::onFailure(const Error &error, journal::Writer &journal, Instant now)
{
    Event failed = event(EventKind::RequestFailed, now);
    failed.cause = m_sent;
    failed.text = journal.intern(toText(error.code));
    if (*m_flying != Task::Initialize)
        failed.session = journal.intern(m_sessionId);
    m_cause = journal.append(failed);
    if (*m_flying == Task::Call && m_tool == kCounter)
        ++m_unanswered;
    m_tasks.clear();
}

bool SyntheticClient::shallStartOver(int status) const
{
    return status == kNotFound && m_behaviour == ClientBehaviour::FollowsSpec && !m_startedOver
        && (*m_flying == Task::Call || *m_flying == Task::Initialized);
}

void SyntheticClient::adopt(const ClientAnswer &answer, const json &message)
{
    m_sessionId = answer.sessionId;
    m_expectedCount = 1;
    m_unanswered = 0;
    const json &version = member(member(message, "result"), "protocolVersion");
    m_protocolVersion = version.is_string() ? version.get<std::string>() : std::string(mcp::kSessionsVersion);
    m_tasks.push_front(Task::Initialized);
}

void SyntheticClient::observe(const json &message, journal::Writer &journal, Instant now)
{
    const std::optional<std::uint64_t> observed = countIn(message);
    if (!observed)
        return;
    // A failed call may have been counted before its answer was lost: not what a session that forgot looks like.
    const bool explained = *observed >= m_expectedCount && *observed - m_expectedCount <= m_unanswered;
    Event state = event(EventKind::StateObserved, now);
    state.cause = m_cause;
    state.session = journal.intern(m_sessionId);
    state.number = static_cast<std::int64_t>(explained ? *observed : m_expectedCount);
    state.other = static_cast<std::int64_t>(*observed);
    journal.append(state);
    m_expectedCount = *observed + 1;
    m_unanswered = 0;
}

std::string SyntheticClient::what(Task task) const
{
    switch (task) {
    case Task::Initialize:
        return "POST initialize";
    case Task::Initialized:
        return "POST notifications/initialized";
    case Task::Call:
        return m_tool == plan_step::kListTools ? "POST tools/list" : "POST tools/call " + m_tool;
    case Task::Close:
        return "DELETE";
    }
    return {};
}

ClientRequest SyntheticClient::requestFor(Task task)
{
    ClientRequest request;
    if (task == Task::Close) {
        request.method = "DELETE";
        request.headers.emplace_back("Accept", "*/*");
    } else {
        request.headers.emplace_back("Accept", "application/json, text/event-stream");
        request.headers.emplace_back("Content-Type", "application/json");
        request.body = bodyFor(task);
    }
    if (task != Task::Initialize) {
        if (hasSession())
            request.headers.emplace_back(mcp::kSessionHeader, m_sessionId);
        request.headers.emplace_back(mcp::kProtocolHeader, m_protocolVersion);
    }
    return request;
}

std::string SyntheticClient::bodyFor(Task task)
{
    ordered_json body{{"jsonrpc", "2.0"}};
    if (task == Task::Initialized) {
        body["method"] = "notifications/initialized";
        return body.dump();
    }
    body["id"] = m_nextRpcId++;
    if (task == Task::Initialize) {
        body["method"] = "initialize";
        body["params"] = {{"protocolVersion", mcp::kSessionsVersion},
                          {"capabilities", ordered_json::object()},
                          {"clientInfo", {{"name", "sessionscope"}, {"version", SESSIONSCOPE_VERSION}}}};
    } else if (m_tool == plan_step::kListTools) {
        body["method"] = plan_step::kListTools;
    } else {
        body["method"] = "tools/call";
        body["params"] = {{"name", m_tool}, {"arguments", argumentsOf(m_tool)}};
    }
    return body.dump();
}

Event SyntheticClient::event(EventKind kind, Instant now) const
{
    Event event;
    event.kind = kind;
    event.time = now;
    event.actor = journal::clientActor(m_id);
    return event;
}

} // namespace sessionscope::scenario
