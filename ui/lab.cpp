// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/lab.h"

#include <QDateTime>

#include <utility>

namespace sessionscope::ui {

using namespace control;

namespace {

journal::FileHeader headerOf(const Lab::Start &start, const QString &build)
{
    journal::FileHeader header;
    header.plan = scenario::toJson(start.spec.plan);
    header.profile = start.spec.profile.name;
    header.engine = start.engine == EngineKind::Live ? "live" : "sim";
    header.seed = start.spec.seed;
    header.build = build.toStdString();
    header.startedAt = WallTime{QDateTime::currentMSecsSinceEpoch() * 1'000'000};
    return header;
}

} // namespace

Lab::Lab(EngineFactory factory, QString build, QObject *parent)
    : QObject(parent)
    , m_factory(std::move(factory))
    , m_build(std::move(build))
{
}

Lab::~Lab() = default;

void Lab::start(Start start)
{
    emit superseded();
    if (m_feed) {
        m_next = std::move(start);
        shutDown();
        return;
    }
    open(std::move(start));
}

void Lab::open(Start start)
{
    m_run = new Run(start.spec, headerOf(start, m_build));
    m_executesPlan = start.executesPlan;
    m_engine = start.engine;
    m_stopsAfterPlan = start.stopsAfterPlan;
    m_feed = std::make_unique<EngineFeed>(m_factory(start.engine),
                                          [this](Report report) { take(std::move(report)); });
    emit runCreated(m_run);
    OpenCluster open;
    open.run = std::move(start.spec);
    open.listen = start.listen;
    open.captureMessages = true;
    open.podCommand = start.podCommand.toStdString();
    m_feed->post(std::move(open));
    emit changed();
}

void Lab::stop()
{
    m_next.reset();
    emit superseded();
    shutDown();
}

void Lab::shutDown()
{
    // Stopping, over or failed: the engine is ending already.
    if (!m_feed || !m_run || (m_run->state() != Run::State::Opening && !m_run->isUp()))
        return;
    m_run->setState(Run::State::Stopping);
    m_feed->post(Shutdown{});
    emit changed();
}

void Lab::setPace(const SetPace &pace)
{
    m_pace = pace;
    if (isUp() && m_engine == EngineKind::Live)
        m_feed->post(pace);
}

void Lab::command(decltype(Command::what) what, Reply reply)
{
    if (!m_feed) {
        const Error error{ErrorCode::NotFound,
                          tr("no cluster is up").toStdString(),
                          {},
                          tr("Start a run first.").toStdString()};
        if (reply)
            reply(fail(error));
        else
            emit commandFailed(error);
        return;
    }
    const CommandId id = m_feed->post(std::move(what));
    if (reply)
        m_replies.emplace(id, std::move(reply));
}

void Lab::inflict(const scenario::Fault &fault, const QString &askedBy)
{
    command(InflictFault{fault, askedBy.toStdString()});
}

void Lab::take(Report report)
{
    if (m_run)
        m_run->append(std::move(report.journal));
    for (const Notice &notice : report.notices)
        std::visit([this](const auto &what) { on(what); }, notice);
}

void Lab::on(const ClusterReady &ready)
{
    if (!m_run)
        return;
    m_run->setCluster(ready);
    if (m_run->state() != Run::State::Opening)
        return;
    m_run->setState(m_executesPlan ? Run::State::Running : Run::State::Standing);
    if (m_engine == EngineKind::Live)
        m_feed->post(m_pace);
    if (m_executesPlan)
        m_feed->post(ExecutePlan{});
    emit changed();
}

void Lab::on(const CommandDone &done)
{
    const auto it = m_replies.find(done.id);
    if (it != m_replies.end()) {
        const Reply reply = std::move(it->second);
        m_replies.erase(it);
        reply(done.result);
    } else if (!done.result) {
        emit commandFailed(done.result.error());
    }
}

void Lab::on(const PlanFinished &)
{
    if (!m_run)
        return;
    m_run->judge();
    if (m_run->state() == Run::State::Running)
        m_run->setState(Run::State::Standing);
    if (m_stopsAfterPlan)
        shutDown();
    emit changed();
}

void Lab::on(const EngineFailed &failed)
{
    if (m_run)
        m_run->fail(failed.error);
    m_feed->post(Shutdown{});
    emit changed();
}

void Lab::on(const EngineStopped &)
{
    if (m_run && m_run->state() != Run::State::Failed)
        m_run->setState(Run::State::Over);
    // This runs inside the feed's own call: it must not be destroyed before that returns.
    QMetaObject::invokeMethod(this, &Lab::retire, Qt::QueuedConnection);
}

void Lab::retire()
{
    m_feed.reset();
    m_replies.clear();
    if (m_next)
        open(*std::exchange(m_next, std::nullopt));
    emit changed();
}

} // namespace sessionscope::ui
