// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/pod_process.h"
#include "core/live/spawn.h"
#include "tests/live/engine/engine_rig.h"
#include "tests/live/engine/on_loop.h"

#include <QTest>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <thread>

using namespace sessionscope;
using namespace sessionscope::live;
using namespace sessionscope::live::test;
using scenario::FaultKind;

namespace {

const std::string kServer = "exec python3 -u -m http.server {port} --bind {host}";

/// The status line that a GET gets there.
std::string statusLine(Endpoint at)
{
    asio::io_context loop(sessionscope::live::kOneThread);
    Ending ending;
    onLoop(loop, [](asio::io_context &io, Endpoint to, Ending &seen) -> Awaitable<void> {
        auto socket = openDialler(io.get_executor(), kLoopback);
        const auto connected = co_await connectWithin(*socket, to, Duration::seconds(5));
        if (connected) {
            co_await send(*socket, "GET / HTTP/1.0\r\n\r\n");
            seen = co_await readToTheEnd(*socket);
        }
    }(loop, at, ending));
    return ending.bytes.substr(0, ending.bytes.find('\r'));
}

scenario::RunSpec twoPods()
{
    auto run = runOf(restartPlan(), "pod-dns", 1);
    run.cluster.backendReplicas = 2;
    return run;
}

/// Processes whose command line contains `text`.
int processesWith(const std::string &text)
{
    int count = 0;
    for (const auto &entry : std::filesystem::directory_iterator("/proc")) {
        std::ifstream file(entry.path() / "cmdline");
        const std::string command((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
        count += command.find(text) != std::string::npos ? 1 : 0;
    }
    return count;
}

} // namespace

class PodProcessTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        if (findProgram({"python3"}).empty())
            QSKIP("needs python3");
    }

    void fillsInWhereToListen()
    {
        QCOMPARE(
            substitutePodCommand("serve --on {host}:{port} --as pod-{ordinal} {port}", {kLoopback, 4711}, 2),
            std::string("serve --on 127.0.0.1:4711 --as pod-2 4711"));
    }

    void realServersStandBehindTheAddressesOfPods()
    {
        EngineRig rig;
        QVERIFY2(rig.open(twoPods(), kServer), rig.failed ? rig.failed->text().c_str() : "no answer");
        QCOMPARE(rig.ready->pods.size(), std::size_t(2));
        for (const auto &pod : rig.ready->pods)
            QVERIFY(statusLine(pod.address).find("200") != std::string::npos);
    }

    void aKilledServerIsReplacedAtTheSameAddress()
    {
        EngineRig rig;
        QVERIFY2(rig.open(twoPods(), kServer), rig.failed ? rig.failed->text().c_str() : "no answer");
        const auto killed = rig.inflict(FaultKind::KillPod, 1);
        QVERIFY2(killed.has_value(), killed ? "" : killed.error().text().c_str());
        QCOMPARE(rig.status().at("pods").at(1).at("incarnation").get<int>(), 2);
        const auto stopped
            = std::ranges::find(rig.journal.events(), journal::EventKind::PodStopped, &journal::Event::kind);
        QVERIFY(stopped != rig.journal.events().end());
        QCOMPARE(stopped->number, -1); // nobody knows how many sessions it held
        QVERIFY(statusLine(rig.ready->pods.at(1).address).find("200") != std::string::npos);
    }

    void aServerThatEndsAtOnceFailsTheRunWithItsLastWords()
    {
        EngineRig rig;
        QVERIFY(!rig.open(twoPods(), "echo no such model >&2; exit 3"));
        QCOMPARE(rig.failed->code, ErrorCode::Io);
        QVERIFY2(rig.failed->what.ends_with("exit code 3: no such model"), rig.failed->what.c_str());
    }

    void aServerThatEndsWithoutAWordIsNotQuoted()
    {
        EngineRig rig;
        QVERIFY(!rig.open(twoPods(), "exit 1"));
        QVERIFY2(rig.failed->what.ends_with("exit code 1"), rig.failed->what.c_str());
    }

    void noServerOutlivesTheEngine()
    {
        // A child of the shell, not the shell itself: the whole group has to go.
        const std::string marker = "sessionscope-test-" + std::to_string(getpid());
        EngineRig rig;
        QVERIFY2(rig.open(twoPods(),
                          "python3 -c 'import sys, http.server; "
                          "http.server.test(http.server.SimpleHTTPRequestHandler, port=int(sys.argv[1]), "
                          "bind=sys.argv[2])' {port} {host} "
                              + marker + " & wait"),
                 rig.failed ? rig.failed->text().c_str() : "no answer");
        QVERIFY(processesWith(marker) >= 2);
        rig.destroy();
        // Killed it is; the kernel may take a moment to bury it.
        const auto limit = std::chrono::steady_clock::now() + std::chrono::seconds(20);
        while (processesWith(marker) > 0 && std::chrono::steady_clock::now() < limit)
            std::this_thread::yield();
        QCOMPARE(processesWith(marker), 0);
    }
};

QTEST_APPLESS_MAIN(PodProcessTest)
#include "pod_process_test.moc"
