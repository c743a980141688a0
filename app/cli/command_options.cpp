// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/command_options.h"

#include "core/routing/profile.h"

#include <CLI/CLI.hpp>

#include <charconv>

namespace sessionscope::cli {

namespace {

CLI::App *command(CLI::App &app, const char *name, const char *purpose, const std::string &examples)
{
    CLI::App *added = app.add_subcommand(name, purpose);
    added->footer("Examples:\n" + examples);
    return added;
}

/// CLI11 wraps negative numbers around, saturates great ones and reads a leading zero as octal: none of that is meant.
std::string objectionToNumber(const std::string &text)
{
    std::uint64_t number = 0;
    const char *end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    const bool octal = text.size() > 1 && text.starts_with('0');
    if (error == std::errc() && stop == end && !octal)
        return {};
    return "not a whole number from 0 to 18446744073709551615: '" + text + "'";
}

void addJson(CLI::App &command, bool &json)
{
    command.add_flag("--json", json, "Print JSON, for machines");
}

void addEngine(CLI::App &command, std::string &engine)
{
    command.add_option("--engine", engine, "live (sockets, default) or sim (virtual time)")
        ->type_name("NAME");
}

void addProfile(CLI::App &command, const char *name, std::string &profile, const std::string &purpose)
{
    command.add_option(name, profile, purpose + ", default " + profile)->type_name("NAME");
}

void addChanges(CLI::App &command, RunChanges &changes)
{
    command.add_option("--pin", changes.pinning, "Pin to service, pod-dns or pod-ip")->type_name("NAME");
    command.add_option("--recovery", changes.recovery, "Recover by none or reinitialize")->type_name("NAME");
    command
        .add_option("--store", changes.store,
                    "local, embedded, redis, or a redis://, rediss://\nor unix: URL")
        ->type_name("STORE");
    command.add_option("--seed", changes.seed, "Seed of every random draw")
        ->type_name("N")
        ->check(objectionToNumber);
    command
        .add_option("--set", changes.sets,
                    "Change a field of the plan, repeatable,\nas cluster.backendReplicas=2")
        ->type_name("PATH=VALUE")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    command
        .add_option("--cluster", changes.clusterFile,
                    "Take the cluster from a runconfig.json, an\n"
                    "MCPServer manifest or our own JSON")
        ->type_name("FILE");
}

} // namespace

CommandOptions::CommandOptions()
{
    m_run.profile = routing::kDefaultAfter;
    m_verify.before = routing::kDefaultBefore;
    m_verify.after = routing::kDefaultAfter;
    m_serve.profile = routing::kDefaultAfter;
    m_runConfig.profile = routing::kDefaultAfter;
}

void CommandOptions::declare(CLI::App &app)
{
    declareVerify(app);
    declareRun(app);
    declareServe(app);
    declareJournalAndFiles(app);
    declareMatrix(app);
    declareInspect(app);
    declareDoctor(app);
    declareLists(app);
}

void CommandOptions::declareLists(CLI::App &app)
{
    addJson(*command(app, "scenarios", "List the scenarios", "  sessionscope-cli scenarios"),
            m_scenarios.json);
    addJson(*command(app, "profiles", "List the profiles and what each models",
                     "  sessionscope-cli profiles --json"),
            m_profiles.json);
    addJson(*command(app, "version", "Print the version", "  sessionscope-cli version"), m_version.json);
}

void CommandOptions::declareRun(CLI::App &app)
{
    CLI::App *run = command(app, "run", "Run a scenario and judge it",
                            "  sessionscope-cli run restart --profile toolhive-0.17\n"
                            "  sessionscope-cli run restart --profile toolhive-0.17 --repeat 60\n"
                            "  sessionscope-cli run my-plan.json --journal run.journal --report run.html");
    run->add_option("scenario", m_run.scenario, "Name of a scenario, or a plan's file")
        ->required()
        ->type_name("SCENARIO|FILE");
    addProfile(*run, "--profile", m_run.profile, "How the proxy decides");
    addEngine(*run, m_run.engine);
    addChanges(*run, m_run.changes);
    run->add_option("--repeat", m_run.repeat, "Run N times, with seeds seed, seed + 1 …")
        ->type_name("N")
        ->check(objectionToNumber)
        ->check(CLI::Range(1U, 100'000U).description(""));
    run->add_option("--journal", m_run.journalFile, "Write what happened, for explain")->type_name("FILE");
    run->add_option("--report", m_run.reportFile, "Write a report: .json, .xml, .md or .html")
        ->type_name("FILE");
    addJson(*run, m_run.json);
}

void CommandOptions::declareVerify(CLI::App &app)
{
    CLI::App *verify = command(app, "verify", "Show the loss and the fix, side by side",
                               "  sessionscope-cli verify restart\n"
                               "  sessionscope-cli verify restart --after toolhive-0.44 --store embedded");
    verify->add_option("scenario", m_verify.scenario, "Name of a scenario, or a plan's file")
        ->required()
        ->type_name("SCENARIO|FILE");
    addProfile(*verify, "--before", m_verify.before, "Profile with the bug");
    addProfile(*verify, "--after", m_verify.after, "Profile with the fix");
    addEngine(*verify, m_verify.engine);
    addChanges(*verify, m_verify.changes);
    verify->add_option("--report", m_verify.reportFile, "Write a report: .json, .xml, .md or .html")
        ->type_name("FILE");
    addJson(*verify, m_verify.json);
}

void CommandOptions::declareServe(CLI::App &app)
{
    CLI::App *serve
        = command(app, "serve", "Keep a cluster up for real clients",
                  "  sessionscope-cli serve --profile toolhive-0.17\n"
                  "  sessionscope-cli serve --pod-command 'env PORT={port} node server.js'\n\n"
                  "The first line of output tells where the cluster listens. Then each line of\n"
                  "input is a command, and each gets one line of JSON back: status,\n"
                  "restart-proxy [N], kill-proxy [N], restart-pod N, kill-pod N,\n"
                  "reschedule-pod N, scale-backend N, scale-proxy N, rolling-update, stop-store,\n"
                  "start-store, flush-store, repin SESSION N, delete-record SESSION, reset,\n"
                  "set PATH VALUE, quit. The end of input means quit.\n\n"
                  "What set can change: cluster.backendReplicas, cluster.proxyReplicas,\n"
                  "cluster.podHostHeader, cluster.idStyle.");
    addProfile(*serve, "--profile", m_serve.profile, "How the proxy decides");
    serve->add_option("--listen", m_serve.listen, "Where clients connect, default 127.0.0.1:18080")
        ->type_name("HOST:PORT");
    serve
        ->add_option("--pod-command", m_serve.podCommand,
                     "Run real servers as pods; {host}, {port} and\n"
                     "{ordinal} are filled in")
        ->type_name("CMD");
    addChanges(*serve, m_serve.changes);
    serve->add_option("--journal", m_serve.journalFile, "Write what happens, for explain")->type_name("FILE");
    serve->add_flag("--json", m_alwaysJson, "Speak JSON, as always");
}

void CommandOptions::declareJournalAndFiles(CLI::App &app)
{
    CLI::App *explain = command(app, "explain", "Tell why sessions of a journal were lost",
                                "  sessionscope-cli explain run.journal\n"
                                "  sessionscope-cli explain run.journal --session 3b5f");
    explain->add_option("journal", m_explain.journalFile, "A file that --journal wrote")
        ->required()
        ->type_name("FILE");
    explain->add_option("--session", m_explain.session, "Only this session; the start of its id is enough")
        ->type_name("ID");
    explain->add_flag("--show-ids", m_explain.showIds, "Print session ids in full");
    addJson(*explain, m_explain.json);

    CLI::App *runConfig = command(app, "runconfig", "Print the RunConfig that the operator would write",
                                  "  sessionscope-cli runconfig mcpserver.yaml --profile pr-4638");
    runConfig->add_option("file", m_runConfig.file, "runconfig.json, MCPServer manifest or our own JSON")
        ->required()
        ->type_name("FILE");
    addProfile(*runConfig, "--profile", m_runConfig.profile, "As deployed under it");
    runConfig->add_flag("--json", m_alwaysJson, "Print JSON, as always");
}

void CommandOptions::declareMatrix(CLI::App &app)
{
    CLI::App *matrix = command(app, "matrix", "Run every scenario under every profile",
                               "  sessionscope-cli matrix\n"
                               "  sessionscope-cli matrix --engine both --seeds 5 --store embedded");
    matrix->add_option("--engine", m_matrix.engine, "sim (default), live, or both: compare them")
        ->type_name("NAME");
    matrix->add_option("--seeds", m_matrix.seeds, "Runs per cell, default 5")
        ->type_name("N")
        ->check(objectionToNumber)
        ->check(CLI::Range(1U, 1'000U).description(""));
    matrix->add_option("--store", m_matrix.store, "Instead of a managed Redis, see run")->type_name("STORE");
    CLI::Option *markdown = matrix->add_flag("--markdown", m_matrix.markdown, "Print a table for a README");
    matrix->add_flag("--json", m_matrix.json, "Print JSON, for machines")->excludes(markdown);
}

Request CommandOptions::request(const std::string &command) const
{
    if (command == "scenarios")
        return m_scenarios;
    if (command == "profiles")
        return m_profiles;
    if (command == "run")
        return m_run;
    if (command == "verify")
        return m_verify;
    if (command == "serve")
        return m_serve;
    if (command == "explain")
        return m_explain;
    if (command == "runconfig")
        return m_runConfig;
    if (command == "matrix")
        return m_matrix;
    if (command == "inspect")
        return m_inspect;
    if (command == "doctor")
        return m_doctor;
    return m_version;
}

} // namespace sessionscope::cli
