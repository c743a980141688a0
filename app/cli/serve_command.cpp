// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/commands.h"
#include "app/cli/results.h"
#include "app/cli/run_driver.h"
#include "app/cli/run_setup.h"
#include "app/cli/serve_dialogue.h"
#include "app/cli/terminal.h"
#include "app/cli/waiting.h"

#include <fmt/format.h>

#include <charconv>
#include <string_view>
#include <unistd.h>

namespace sessionscope::cli {

using scenario::RunSpec;

namespace {

constexpr std::uint32_t kLoopbackNet = 127;

Result<Endpoint> readListen(const std::string &text)
{
    const auto refuse = [&](const char *what, const char *hint) {
        return fail(ErrorCode::InvalidInput, std::string(what) + ": '" + text + "'", "--listen", hint);
    };
    const std::size_t colon = text.rfind(':');
    if (colon == std::string::npos)
        return refuse("not of the form HOST:PORT",
                      "for example --listen 127.0.0.1:18080; port 0: any free one");
    const std::string host = text.substr(0, colon);
    const auto ip = IpAddress::parse(host == "localhost" ? "127.0.0.1" : host);
    std::uint16_t port = 0;
    const char *end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data() + colon + 1, end, port);
    if (!ip || error != std::errc() || stop != end || colon + 1 == text.size())
        return refuse("not of the form HOST:PORT",
                      "for example --listen 127.0.0.1:18080; port 0: any free one");
    if (ip->hostOrder() >> 24U != kLoopbackNet)
        return refuse("only this machine is served", "an address that begins with 127.");
    return Endpoint{*ip, port};
}

/// What is in the way of --listen, and how to say another one.
Error withListenHint(Error error)
{
    error.hint += error.hint.empty() ? "" : ", ";
    error.hint += "as in --listen 127.0.0.1:18081; port 0 is any free one";
    return error;
}

/// A cluster without a plan: clients come from outside.
scenario::Plan servedPlan()
{
    scenario::Plan plan;
    plan.id = "serve";
    plan.title = "A cluster for real clients";
    plan.clients.emplace_back();
    return plan;
}

Result<std::optional<JournalSink>> openJournal(const ServeRequest &request, const RunSpec &run)
{
    if (request.journalFile.empty())
        return std::nullopt;
    journal::FileHeader header;
    header.plan = scenario::toJson(run.plan);
    header.profile = run.profile.name;
    header.engine = app::toText(app::EngineKind::Live);
    header.seed = run.seed;
    header.build = std::string(programVersion());
    header.startedAt = wallTimeNow();
    auto sink = JournalSink::open(request.journalFile, header);
    if (!sink)
        return fail(sink.error());
    return std::optional<JournalSink>(std::move(*sink));
}

control::OpenCluster openingOf(const ServeRequest &request, const RunSpec &run, Endpoint listen)
{
    control::OpenCluster open;
    open.run = run;
    open.listen = listen;
    open.podCommand = request.podCommand;
    if (request.journalFile.empty())
        open.journalEventsMax = 1; // nobody reads it
    return open;
}

/// Servers of somebody else's may take their time.
std::string waitingFor(const control::OpenCluster &open)
{
    const std::uint32_t pods = open.run.cluster.backendReplicas;
    return fmt::format("waiting for {} pod{} to listen …", pods, pods == 1 ? "" : "s");
}

Result<ExitCode> converse(const control::OpenCluster &open, std::optional<JournalSink> journal)
{
    const Interruption interruption;
    Progress progress;
    const bool waitsForServers = !open.podCommand.empty();
    if (waitsForServers)
        progress.tell(waitingFor(open));
    const Doorbell bell; // outlives the engine that rings it
    const auto engine = app::makeEngine(app::EngineKind::Live);
    ServeDialogue dialogue(*engine, std::move(journal), waitsForServers);
    LineReader input(STDIN_FILENO);
    engine->onWake([&bell] { bell.ring(); });
    engine->post({control::CommandId(1), open});
    bool interrupted = false;
    while (true) {
        bell.silence();
        dialogue.take(engine->drain());
        if (dialogue.isReady())
            progress.done();
        dialogue.take(input);
        if (outputFailure())
            dialogue.interrupt();
        if (dialogue.isOver())
            return dialogue.end();
        waitForAny({bell.descriptor(), input.descriptor(), interrupted ? -1 : interruption.descriptor()},
                   progress);
        if (interruption && !interrupted) {
            interrupted = true;
            dialogue.interrupt();
        }
        if (input.descriptor() >= 0 && isReadable(input.descriptor()))
            input.read();
    }
}

} // namespace

Result<ExitCode> serveCluster(const ServeRequest &request)
{
    const auto listen = readListen(request.listen);
    if (!listen)
        return fail(listen.error());
    const auto run = setUpRun(servedPlan(), request.profile, "--profile", request.changes);
    if (!run)
        return fail(run.error());
    auto journal = openJournal(request, *run);
    if (!journal)
        return fail(journal.error());
    auto served = converse(openingOf(request, *run, *listen), std::move(*journal));
    if (!served && served.error().where == listen->text())
        return fail(withListenHint(served.error()));
    return served;
}

} // namespace sessionscope::cli
