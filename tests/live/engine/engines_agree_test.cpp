// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/live/engine/engine_rig.h"
#include "tests/live/http/raw_peer.h"
#include "tests/support/virtual_proxy.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <QTest>

#include <algorithm>
#include <vector>

using namespace sessionscope;
using namespace sessionscope::live::test;
using journal::EventKind;
using scenario::ClientRequest;

Q_DECLARE_METATYPE(std::vector<ClientRequest>)

namespace {

const std::string kSessionOfAnswer = "(the session that the first answer named)";

constexpr const char *kInitialize
    = R"({"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25",)"
      R"("capabilities":{},"clientInfo":{"name":"somebody","version":"7.1"}}})";
constexpr const char *kCount
    = R"({"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"counter","arguments":{}}})";

ClientRequest post(std::string path, std::string body, const std::string &session = {})
{
    ClientRequest request{"POST", std::move(path), {}, std::move(body)};
    request.headers
        = {{"Content-Type", "application/json"}, {"Accept", "application/json, text/event-stream"}};
    if (!session.empty())
        request.headers.emplace_back("Mcp-Session-Id", session);
    return request;
}

ClientRequest ask(std::string method, std::string path)
{
    return {std::move(method), std::move(path), {}, {}};
}

/// What a client was told, and what the proxy and the pods did for it. Addresses and times differ by nature.
struct Story
{
    std::vector<std::string> answers;
    std::vector<std::string> events;
};

std::vector<std::string> eventsOf(const journal::Journal &journal)
{
    std::vector<std::string> lines;
    for (const journal::Event &event : journal.events()) {
        const std::string_view name = journal::kindFields(event.kind).name;
        const auto text = journal.text(event.text);
        const auto detail = journal.text(event.detail);
        switch (event.kind) {
        case EventKind::RequestReceived:
            lines.push_back(fmt::format("{} {}", name, text));
            break;
        case EventKind::ForwardStarted:
        case EventKind::RecordSaved:
            lines.push_back(fmt::format("{} {} {}", name, text, detail));
            break;
        case EventKind::RecordLoaded:
        case EventKind::LimitReached:
        case EventKind::PodAnswered:
        case EventKind::AnswerSent:
            lines.push_back(fmt::format("{} {} {}", name, event.number, text));
            break;
        case EventKind::ResponseReceived:
            lines.push_back(fmt::format("{} {} {}", name, event.number, detail));
            break;
        default:
            break;
        }
    }
    return lines;
}

std::string bytesOf(const ClientRequest &request)
{
    std::string bytes = fmt::format("{} {} HTTP/1.1\r\nHost: 127.0.0.1\r\n", request.method, request.path);
    for (const auto &[name, value] : request.headers)
        bytes += fmt::format("{}: {}\r\n", name, value);
    return bytes + fmt::format("Content-Length: {}\r\n\r\n{}", request.body.size(), request.body);
}

std::string fieldOf(const std::string &response, const std::string &name)
{
    const std::size_t at = response.find("\r\n" + name + ": ");
    const std::size_t begin = at + name.size() + 4;
    return at == std::string::npos ? std::string()
                                   : response.substr(begin, response.find("\r\n", begin) - begin);
}

bool isWhole(const std::string &response)
{
    const std::size_t head = response.find("\r\n\r\n");
    const std::string length = fieldOf(response, "Content-Length");
    return head != std::string::npos
        && response.size() >= head + 4 + (length.empty() ? 0 : std::stoul(length));
}

void name(std::vector<ClientRequest> &requests, const std::string &session)
{
    for (ClientRequest &request : requests) {
        for (auto &[key, value] : request.headers) {
            if (value == kSessionOfAnswer)
                value = session;
        }
    }
}

/// A body without what is another time at every call.
std::string answerText(int status, const std::string &body)
{
    auto json = nlohmann::ordered_json::parse(body, nullptr, false);
    if (!json.is_object() || !json.contains("timestamp"))
        return fmt::format("{} {}", status, body);
    json.erase("timestamp");
    json["mcp"].erase("last_checked");
    json["mcp"].erase("response_time_ms");
    return fmt::format("{} {}", status, json.dump());
}

Story simulated(const scenario::RunSpec &run, std::vector<ClientRequest> requests)
{
    Story story;
    testing::VirtualProxy proxy(run);
    for (std::size_t i = 0; i < requests.size(); ++i) {
        const auto answer = proxy.ask(requests[i]);
        story.answers.push_back(answerText(answer.status, answer.message));
        name(requests, answer.sessionId);
    }
    story.events = eventsOf(proxy.takeJournal());
    return story;
}

Story onSockets(const scenario::RunSpec &run, std::vector<ClientRequest> requests)
{
    Story story;
    EngineRig rig;
    if (!rig.open(run))
        qFatal("%s", rig.failed ? rig.failed->text().c_str() : "no answer");
    const std::string url = rig.ready->mcpUrl;
    RawPeer client = RawPeer::connectedTo(
        {IpAddress(0x7F00'0001), static_cast<std::uint16_t>(std::stoul(url.substr(url.rfind(':') + 1)))});
    for (std::size_t i = 0; i < requests.size(); ++i) {
        client.received.clear();
        client.send(bytesOf(requests[i]));
        const bool came = rig.until([&] {
            client.receive();
            return isWhole(client.received) && rig.count(EventKind::AnswerSent) > i;
        });
        if (!came)
            qFatal("no answer on sockets: %s", client.received.c_str());
        const std::string &response = client.received;
        story.answers.push_back(
            answerText(std::stoi(response.substr(9, 3)), response.substr(response.find("\r\n\r\n") + 4)));
        name(requests, fieldOf(response, "Mcp-Session-Id"));
    }
    story.events = eventsOf(rig.journal);
    return story;
}

} // namespace

/// Requests that no plan sends: the simulator and the live engine must answer them alike, for the same reasons.
class EnginesAgreeTest : public QObject
{
    Q_OBJECT

private slots:
    void onTheSameRequests_data()
    {
        QTest::addColumn<std::vector<ClientRequest>>("requests");
        QTest::addColumn<QByteArray>("mustTell");
        const auto row
            = [](const char *what, const std::vector<ClientRequest> &requests, const char *mustTell) {
                  QTest::newRow(what) << requests << QByteArray(mustTell);
              };
        row("a session", {post("/mcp", kInitialize), post("/mcp", kCount, kSessionOfAnswer)},
            "PodAnswered 200 tools/call counter");
        row("a session that is redirected",
            {post("/mcp/", kInitialize), post("/mcp/", kCount, kSessionOfAnswer)}, ":8080/mcp redirect");
        row("elsewhere there is nothing", {post("/mcp//", kInitialize)}, "AnswerSent 404 relayed");
        row("a session that nobody knows", {post("/mcp", kCount, "nobody")}, "AnswerSent 404 guard");
        row("health, and a session after it",
            {ask("GET", "/health"), ask("GET", "/health"), post("/mcp", kInitialize)},
            "AnswerSent 200 health");
        row("health that is written", {ask("PUT", "/health")}, "AnswerSent 405 own endpoint");
        row("metrics", {ask("GET", "/metrics")}, "AnswerSent 404 own endpoint");
        row("a batch", {post("/mcp", "[]")}, "AnswerSent 400 batch");
    }

    void onTheSameRequests()
    {
        QFETCH(std::vector<ClientRequest>, requests);
        QFETCH(QByteArray, mustTell);
        for (const char *profile : {"toolhive-0.17", "toolhive-0.44", "pod-dns"}) {
            const auto run = runOf(restartPlan(), profile, 7);
            const Story live = onSockets(run, requests);
            const Story sim = simulated(run, requests);
            QCOMPARE(live.answers, sim.answers);
            QVERIFY(std::ranges::any_of(sim.events, [&](const std::string &event) {
                return event.find(mustTell.toStdString()) != std::string::npos;
            }));
            if (std::string_view(profile) != "toolhive-0.44") // which pins addresses, and those differ
                QCOMPARE(live.events, sim.events);
            else
                QCOMPARE(live.events.size(), sim.events.size());
        }
    }
};

QTEST_APPLESS_MAIN(EnginesAgreeTest)
#include "engines_agree_test.moc"
