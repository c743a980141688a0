// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/inspector_client.h"

#include "app/cli/exit_code.h"
#include "app/cli/files.h"
#include "app/cli/waiting.h"
#include "app/composition.h"

#include <fmt/format.h>

#include <utility>

namespace sessionscope::cli {

using namespace control;

InspectorClient::InspectorClient(Attention attention)
    : m_attention(attention)
    , m_port(app::makeInspector())
{
    m_port->onWake([this] { m_bell.ring(); });
}

InspectorClient::~InspectorClient() = default;

Result<void> InspectorClient::perform(InspectorRequest request)
{
    m_done.reset();
    m_command = CommandId(m_command.value() + 1);
    m_port->post({m_command, std::move(request)});
    follow([this] { return m_done.has_value(); });
    m_attention.progress.done();
    if (!m_done)
        return fail(ErrorCode::Cancelled, "interrupted");
    if (!*m_done)
        return fail(environmentError(m_done->error()));
    return {};
}

void InspectorClient::follow(const std::function<bool()> &isOver)
{
    while (!isOver() && !m_attention.interruption) {
        InspectorReport report = m_port->drain();
        const bool quiet = report.empty();
        take(std::move(report));
        if (!quiet)
            continue;
        waitForAny({m_bell.descriptor(), m_attention.interruption.descriptor()}, m_attention.progress);
        m_bell.silence();
    }
}

void InspectorClient::take(InspectorReport report)
{
    for (inspect::Observation &observation : report.observations) {
        if (!m_sight.inventory)
            m_sight.inventory.emplace();
        if (onObservation)
            onObservation(observation);
        const auto row = m_sight.inventory->apply(std::move(observation));
        if (row && onSession)
            onSession(*row);
    }
    for (InspectorNotice &notice : report.notices)
        std::visit([this](auto &what) { on(what); }, notice);
}

void InspectorClient::on(LinkChanged &changed)
{
    m_link = std::move(changed.status);
    if (onLink)
        onLink(*m_link);
}

void InspectorClient::on(ScanProgressed &progressed)
{
    m_sight.scanComplete = progressed.progress.complete;
    if (progressed.progress.running)
        m_attention.progress.tell(fmt::format("{} keys", progressed.progress.keys));
    else
        m_attention.progress.done();
}

void InspectorClient::on(ServerSeen &seen)
{
    m_sight.server = std::move(seen.facts);
    m_sight.capabilities = std::move(seen.capabilities);
}

void InspectorClient::on(TestStepDone &step)
{
    if (onTestStep)
        onTestStep(step.result);
}

void InspectorClient::on(ClusterRead &read)
{
    m_sight.clusterJson = std::move(read.json);
    m_sight.setFacts(std::move(read.facts));
}

void InspectorClient::on(NamesResolved &resolved)
{
    m_sight.names = std::move(resolved.facts);
}

void InspectorClient::on(InspectorDone &done)
{
    if (done.id == m_command)
        m_done = std::move(done.result);
}

Result<inspect::ConnectionSpec> readConnection(const std::string &url, const std::string &prefix,
                                               const char *option)
{
    auto spec = inspect::ConnectionSpec::parse(url);
    if (!spec) {
        Error error = spec.error();
        error.where = error.where.empty() ? option : fmt::format("{}, {}", option, error.where);
        return fail(error);
    }
    if (!prefix.empty())
        spec->keyPrefix = prefix;
    return spec;
}

Result<void> readObjects(const ClusterSource &source, InspectorClient &client)
{
    if (source.kubectlJson.empty())
        return client.perform(ReadCluster{source.context, source.namespaceName});
    auto text = readFile(source.kubectlJson);
    if (!text)
        return fail(text.error());
    auto facts = inspect::readKubeFacts(*text);
    if (!facts) {
        Error error = facts.error();
        error.where = source.kubectlJson + ": " + error.where;
        return fail(error);
    }
    facts->takenAt = wallTimeNow();
    client.sight().setFacts(std::move(*facts));
    client.sight().clusterJson = *std::move(text);
    return {};
}

} // namespace sessionscope::cli
