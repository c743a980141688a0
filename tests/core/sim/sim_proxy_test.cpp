// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/virtual_proxy.h"

#include <QTest>

#include <algorithm>

using namespace sessionscope;
using journal::EventKind;
using scenario::ClientRequest;
using testing::VirtualProxy;

namespace {

constexpr const char *kInitialize
    = R"({"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25",)"
      R"("capabilities":{},"clientInfo":{"name":"somebody","version":"7.1"}}})";

scenario::RunSpec runUnder(std::string profile)
{
    scenario::Overrides overrides;
    overrides.profile = std::move(profile);
    overrides.store = cluster::StoreKind::Embedded;
    scenario::Plan plan;
    plan.clients = {{}};
    return scenario::resolve(plan, overrides).value();
}

ClientRequest initialize()
{
    return {"POST",
            "/mcp",
            {{"Content-Type", "application/json"}, {"Accept", "application/json, text/event-stream"}},
            kInitialize};
}

std::string firstText(const journal::Journal &journal, EventKind kind, std::string_view detail)
{
    const auto found = std::ranges::find_if(journal.events(), [&](const journal::Event &event) {
        return event.kind == kind && journal.text(event.detail) == detail;
    });
    return found == journal.events().end() ? std::string() : std::string(journal.text(found->text));
}

} // namespace

/// Single requests to a proxy in virtual time.
class SimProxyTest : public QObject
{
    Q_OBJECT

private slots:
    void whoAsksForItsHealthChangesNobodysDraw()
    {
        VirtualProxy asked(runUnder("pod-dns"));
        for (int time = 0; time < 5; ++time)
            QCOMPARE(asked.ask({"GET", "/health", {}, {}}).status, 200);
        VirtualProxy unasked(runUnder("pod-dns"));
        const auto pinOf = [](VirtualProxy &proxy) {
            proxy.ask(initialize());
            return firstText(proxy.takeJournal(), EventKind::RecordSaved, "created");
        };
        const std::string pin = pinOf(unasked);
        QVERIFY(!pin.empty());
        QCOMPARE(pinOf(asked), pin);
    }

    void aPingGivesUpAfterItsOwnTime()
    {
        VirtualProxy proxy(runUnder("toolhive-0.44")); // which dials for 30 seconds
        for (const cluster::Pod &pod : proxy.lab.pods.pods())
            proxy.lab.network.blackHole(pod.ip);
        const auto answer = proxy.ask({"GET", "/health", {}, {}});
        QVERIFY(answer.message.find("unreachable") != std::string::npos);
        QVERIFY(proxy.lab.now().elapsed() < Duration::seconds(6));
    }

    void aRefusedMethodIsToldWhatIsAllowed()
    {
        VirtualProxy proxy(runUnder("pod-dns"));
        proxy.lab.captures = true;
        QCOMPARE(proxy.ask({"GET", "/mcp", {{"MCP-Protocol-Version", "2026-07-28"}}, {}}).status, 405);
        const auto journal = proxy.takeJournal();
        QCOMPARE(journal.messages().all().back().header("Allow"), std::string("POST, OPTIONS"));
    }
};

QTEST_APPLESS_MAIN(SimProxyTest)
#include "sim_proxy_test.moc"
