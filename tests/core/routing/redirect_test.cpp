// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/routing/redirect.h"
#include "tests/core/routing/exchange_walk.h"

#include <algorithm>
#include <vector>

using namespace sessionscope;
using namespace sessionscope::routing;

namespace {

const std::string kService = "http://mcp-myserver:8080";
const std::string kSession = "3f1c2f0a-7d0e-4b43-9c1e-1f0a6f2f9f10";
const std::string kInitBody = R"({"jsonrpc":"2.0","id":0,"method":"initialize"})";

Endpoint address(const char *ip)
{
    return {*IpAddress::parse(ip), 8080};
}

ResponseHead redirectTo(std::string location, int status = 307)
{
    return {status, std::nullopt, address("127.77.255.1"), std::move(location)};
}

/// A backend that says what it is told, one after the other, and the last for ever.
Upstream saying(std::vector<ResponseHead> heads)
{
    return {[heads = std::move(heads),
             next = std::size_t(0)](const auto &) mutable -> std::variant<ResponseHead, ForwardFailed> {
        return heads[std::min(next++, heads.size() - 1)];
    }};
}

void remember(ExchangeWalk &walk, const std::string &initBody = {})
{
    auto record = std::make_shared<session::Record>();
    record->id = kSession;
    record->metadata.emplace("backend_url", kService);
    if (!initBody.empty())
        record->metadata.emplace("init_body", initBody);
    walk.store.apply(session::SaveRecord{walk.prefix + kSession, record, session::SaveRecord::Mode::Always},
                     {});
}

} // namespace

/// What a proxy does with a 3xx of its backend (digest 4.1 step 9, 4.7; F-54).
class RedirectTest : public QObject
{
    Q_OBJECT

private slots:
    void readsALocationAsUrlsAreRead_data()
    {
        QTest::addColumn<QByteArray>("location");
        QTest::addColumn<QByteArray>("leadsTo");
        const auto row = [](const char *name, const char *location, const char *leadsTo) {
            QTest::newRow(name) << QByteArray(location) << QByteArray(leadsTo);
        };
        row("a path", "/mcp/", "http://mcp-myserver:8080/mcp/");
        row("a path with a query", "/v2?b=2", "http://mcp-myserver:8080/v2?b=2");
        row("beside the request's", "other", "http://mcp-myserver:8080/base/other");
        row("one up", "../v2/", "http://mcp-myserver:8080/v2/");
        row("up beyond the root", "/../../v2/./x", "http://mcp-myserver:8080/v2/x");
        row("to where it is", ".", "http://mcp-myserver:8080/base/");
        row("another query", "?b=2", "http://mcp-myserver:8080/base/mcp?b=2");
        row("a fragment, which is not sent", "/v2#top", "http://mcp-myserver:8080/v2");
        row("nothing but a fragment", "#top", "http://mcp-myserver:8080/base/mcp?a=1");
        row("a colon in the query", "/v2?at=12:00", "http://mcp-myserver:8080/v2?at=12:00");
        row("a space, as URLs write it", "/a b?c d", "http://mcp-myserver:8080/a%20b?c%20d");
        row("letters beyond ASCII", "/\xC3\xA4", "http://mcp-myserver:8080/%C3%A4");
        row("the whole URL", "http://mcp-myserver:8080/mcp/", "http://mcp-myserver:8080/mcp/");
        row("the whole URL without a path", "http://mcp-myserver:8080", "http://mcp-myserver:8080/");
        row("the whole URL, a query alone", "http://mcp-myserver:8080?b", "http://mcp-myserver:8080/?b");
        row("without the scheme", "//mcp-myserver:8080/x", "http://mcp-myserver:8080/x");
        row("to https at the same place", "https://mcp-myserver:8080/x", "https://mcp-myserver:8080/x");
        row("another host", "http://elsewhere:8080/mcp", "");
        row("another host without the scheme", "//elsewhere:8080/mcp", "");
        row("another port", "http://mcp-myserver:9090/mcp", "");
        row("the scheme's own port", "http://mcp-myserver/mcp", "");
        row("our host as a user", "http://mcp-myserver:8080@elsewhere/mcp", "");
        row("no http", "ftp://mcp-myserver:8080/mcp", "");
        row("no port", "http://mcp-myserver:port/mcp", "");
        row("a line break", "/mcp\r\nX-Evil: 1", "");
        row("nothing", "", "");
    }

    void readsALocationAsUrlsAreRead()
    {
        QFETCH(QByteArray, location);
        QFETCH(QByteArray, leadsTo);
        const BackendUrl at{"http", "mcp-myserver", 8080};
        const auto found = followable(at, "/base/mcp?a=1", location.toStdString());
        QCOMPARE(found ? found->to.text() + found->path : std::string(), leadsTo.toStdString());
    }

    void neverLeavesHttps()
    {
        const BackendUrl at{"https", "mcp.example", 8443};
        QVERIFY(followable(at, "/", "https://mcp.example:8443/mcp"));
        QVERIFY(!followable(at, "/", "http://mcp.example:8443/mcp"));
    }

    void followsWhatKeepsTheMethod_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<bool>("follows");
        for (const int status : {301, 302, 307, 308})
            QTest::addRow("%d", status) << status << true;
        for (const int status : {300, 303, 304, 305})
            QTest::addRow("%d", status) << status << false;
    }

    void followsWhatKeepsTheMethod()
    {
        QFETCH(int, status);
        QFETCH(bool, follows);
        ExchangeWalk walk("toolhive-0.17");
        remember(walk);
        walk.upstreams[kService]
            = saying({redirectTo("/mcp/", status), {200, std::nullopt, address("127.77.255.1")}});
        QCOMPARE(walk.run(callRequest(kSession)).status, follows ? 200 : status);
        std::vector<std::string> steps{"store 0", "forward " + kService + " as " + kSession, "relay"};
        if (follows)
            steps.insert(steps.end() - 1, "forward " + kService + "/mcp/ as " + kSession);
        QCOMPARE(walk.steps, steps);
    }

    void aRedirectedInitializeMakesItsSessionOnce()
    {
        ExchangeWalk walk("toolhive-0.44");
        walk.upstreams[kService] = saying({redirectTo("/mcp/"), {200, kSession, address("127.77.255.2")}});
        QCOMPARE(walk.run(initializeRequest()).status, 200);
        QCOMPARE(walk.steps,
                 (std::vector<std::string>{"forward " + kService + " as -",
                                           "forward " + kService + "/mcp/ as -", "store 1", "relay"}));
        const auto record = walk.store.records(Instant()).at(walk.prefix + kSession);
        QCOMPARE(std::string(record->backendUrl()), std::string("http://127.77.255.2:8080"));
        QCOMPARE(std::string(record->initBody()), kInitBody);
    }

    void eachHopIsReadFromWhereTheLastOneLed()
    {
        ExchangeWalk walk("toolhive-0.17");
        remember(walk);
        walk.upstreams[kService] = saying({redirectTo("a/b"),
                                           redirectTo("c"),
                                           redirectTo("?d"),
                                           {200, std::nullopt, address("127.77.255.1")}});
        QCOMPARE(walk.run(callRequest(kSession)).status, 200);
        QCOMPARE(walk.steps[2], "forward " + kService + "/a/b as " + kSession);
        QCOMPARE(walk.steps[3], "forward " + kService + "/a/c as " + kSession);
        QCOMPARE(walk.steps[4], "forward " + kService + "/a/c?d as " + kSession);
    }

    void afterTenTheNextOneIsPassedOn()
    {
        ExchangeWalk walk("toolhive-0.17");
        remember(walk);
        walk.upstreams[kService] = saying({redirectTo("/mcp", 308)});
        QCOMPARE(walk.run(callRequest(kSession)).status, 308);
        const auto asked = std::ranges::count_if(
            walk.steps, [](const std::string &step) { return step.starts_with("forward"); });
        QCOMPARE(asked, 11);
    }

    void whatLeadsElsewhereIsPassedOn_data()
    {
        QTest::addColumn<QByteArray>("location");
        QTest::newRow("another host") << QByteArray("http://169.254.169.254/latest");
        QTest::newRow("no Location") << QByteArray();
    }

    void whatLeadsElsewhereIsPassedOn()
    {
        QFETCH(QByteArray, location);
        ExchangeWalk walk("toolhive-0.17");
        remember(walk);
        walk.upstreams[kService] = saying({redirectTo(location.toStdString())});
        QCOMPARE(walk.run(callRequest(kSession)).status, 307);
        QCOMPARE(walk.steps.size(), 3U);
    }

    void aHopThatCannotBeDialledIsADialErrorAsAnyOther()
    {
        ExchangeWalk walk("toolhive-0.44");
        remember(walk, kInitBody);
        bool isGone = false;
        walk.upstreams[kService] = {[&](const auto &sessionId) -> std::variant<ResponseHead, ForwardFailed> {
            if (std::exchange(isGone, true) && sessionId == kSession)
                return ForwardFailed{true, ErrorCode::ConnectionRefused};
            return sessionId == kSession ? redirectTo("/mcp/")
                                         : ResponseHead{200, "new", address("127.77.255.2")};
        }};
        walk.upstreams["http://127.77.255.2:8080"] = saying({{200, std::nullopt, address("127.77.255.2")}});
        QCOMPARE(walk.run(callRequest(kSession)).status, 200);
        QCOMPARE(walk.steps[3], "reinitialize " + kService);
    }

    /// As released: a backend that redirects every request cannot be recovered, and the client keeps its 404.
    void aRecoveryFollowsNothing()
    {
        ExchangeWalk walk("toolhive-0.44");
        remember(walk, kInitBody);
        walk.upstreams[kService] = saying(
            {redirectTo("/mcp/"), {404, std::nullopt, address("127.77.255.1")}, redirectTo("/mcp/")});
        QCOMPARE(walk.run(callRequest(kSession)).status, 404);
        QCOMPARE(walk.steps,
                 (std::vector<std::string>{"store 0", "forward " + kService + " as " + kSession,
                                           "forward " + kService + "/mcp/ as " + kSession,
                                           "reinitialize " + kService, "store 1", "relay held"}));
    }

    void aReplayThatIsRedirectedIsPassedOn()
    {
        ExchangeWalk walk("toolhive-0.44");
        remember(walk, kInitBody);
        walk.upstreams[kService]
            = saying({{404, std::nullopt, address("127.77.255.1")}, {200, "new", address("127.77.255.1")}});
        walk.upstreams["http://127.77.255.1:8080"] = saying({redirectTo("/mcp/")});
        QCOMPARE(walk.run(callRequest(kSession)).status, 307);
        QCOMPARE(*(walk.steps.end() - 2), std::string("forward http://127.77.255.1:8080 as new"));
        QCOMPARE(walk.steps.back(), std::string("relay"));
    }
};

QTEST_APPLESS_MAIN(RedirectTest)
#include "redirect_test.moc"
