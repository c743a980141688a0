// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/command_options.h"

#include <CLI/CLI.hpp>

/// The options of the commands that look at a live installation.
namespace sessionscope::cli {

namespace {

constexpr const char *kReadOnly
    = "\n\nNothing is ever written. Exit codes: 0 nothing wrong, 1 findings, 2 bad usage,\n"
      "3 cannot connect, 130 interrupted.";

void addCluster(CLI::App &command, ClusterSource &source)
{
    CLI::Option *file = command.add_option("--kubectl-json", source.kubectlJson,
                                           "Kubernetes' objects from a file:\n"
                                           "kubectl get statefulset,service,endpointslice,\n"
                                           "pod,deployment,mcpserver -o json");
    file->type_name("FILE");
    command.add_option("--context", source.context, "Run kubectl with this context")
        ->type_name("C")
        ->excludes(file);
    command.add_option("--namespace", source.namespaceName, "Run kubectl in this namespace")
        ->type_name("N")
        ->excludes(file);
}

void addLab(CLI::App &command, std::string &file)
{
    command.add_option("--lab", file, "Write a scenario that rebuilds the gravest\nfinding, for run")
        ->type_name("FILE");
}

} // namespace

void CommandOptions::declareInspect(CLI::App &app)
{
    CLI::App *inspect = app.add_subcommand("inspect", "Look at a live Redis: which session is where");
    inspect->footer(
        std::string("Examples:\n"
                    "  sessionscope-cli inspect redis://:secret@redis.mcp:6379\n"
                    "  sessionscope-cli inspect 'redis-sentinel://s1,s2:26380/mymaster?prefix=my:'\n"
                    "  sessionscope-cli inspect 'redis://h/0?forward=svc/redis&namespace=mcp'\n"
                    "  sessionscope-cli inspect monday.snapshot\n"
                    "  sessionscope-cli inspect --diff monday.snapshot tuesday.snapshot")
        + kReadOnly);
    inspect->add_option("source", m_inspect.source, "Where the Redis is, or a snapshot's file")
        ->type_name("URL|FILE");
    inspect->add_option("--prefix", m_inspect.prefix, "Keys of sessions, default ToolHive's")->type_name("P");
    inspect->add_flag("--watch", m_inspect.watch, "Stay, and tell what changes");
    inspect->add_option("--snapshot", m_inspect.snapshotFile, "Write what was seen, with whole ids")
        ->type_name("FILE");
    inspect->add_option("--csv", m_inspect.csvFile, "Write the sessions as a table")->type_name("FILE");
    inspect->add_option("--diff", m_inspect.diff, "Compare two snapshots")
        ->type_name("FILE FILE")
        ->expected(2);
    inspect->add_flag("--test-connection", m_inspect.testConnection, "Only try to connect, step by step");
    addCluster(*inspect, m_inspect.cluster);
    addLab(*inspect, m_inspect.labFile);
    auto *inspectShows = inspect->add_flag("--show-ids", m_inspect.showIds, "Print session ids in full");
    inspect->add_flag("--mask-ids", m_inspect.maskIds, "Mask session ids in JSON, too")
        ->excludes(inspectShows);
    inspect->add_flag("--json", m_inspect.json, "Print JSON, for machines");
}

void CommandOptions::declareDoctor(CLI::App &app)
{
    CLI::App *doctor = app.add_subcommand("doctor", "Examine a cluster's objects, and its Redis");
    doctor->footer(
        std::string("Examples:\n"
                    "  sessionscope-cli doctor --namespace mcp\n"
                    "  sessionscope-cli doctor --kubectl-json all.json --redis redis://127.0.0.1\n"
                    "  sessionscope-cli doctor --namespace mcp --resolve-with tcp://127.0.0.1:1053")
        + kReadOnly);
    doctor->add_option("--redis", m_doctor.redis, "Also look at this Redis")->type_name("URL");
    doctor->add_option("--prefix", m_doctor.prefix, "Keys of sessions, default ToolHive's")->type_name("P");
    addCluster(*doctor, m_doctor.cluster);
    CLI::Option *active = doctor->add_option("--resolve-with", m_doctor.nameServer,
                                             "Active check: ask this name server for the\n"
                                             "pods' names (tcp:// through a port-forward)");
    active->type_name("IP[:PORT]");
    doctor->add_option("--cluster-domain", m_doctor.clusterDomain, "End of the names, default cluster.local")
        ->type_name("D")
        ->needs(active);
    addLab(*doctor, m_doctor.labFile);
    auto *doctorShows = doctor->add_flag("--show-ids", m_doctor.showIds, "Print session ids in full");
    doctor->add_flag("--mask-ids", m_doctor.maskIds, "Mask session ids in JSON, too")->excludes(doctorShows);
    doctor->add_flag("--json", m_doctor.json, "Print JSON, for machines");
}

} // namespace sessionscope::cli
