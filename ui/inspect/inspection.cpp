// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/inspect/inspection.h"

#include <QDateTime>
#include <QElapsedTimer>

#include <algorithm>
#include <iterator>
#include <utility>

namespace sessionscope::ui {

using namespace control;

namespace {

constexpr std::size_t kPiece = 2'048; // observations that are folded in at once
constexpr qint64 kBudgetMs = 8;       // for folding, of a frame
constexpr qint64 kRest = 5;           // judging takes no more than that part of the time

WallTime wallClock()
{
    return WallTime{QDateTime::currentMSecsSinceEpoch() * 1'000'000};
}

} // namespace

Inspection::Inspection(InspectorFactory factory, QObject *parent)
    : QObject(parent)
    , m_factory(std::move(factory))
    , m_sight(std::make_shared<inspect::Sight>())
    , m_judgement(std::make_shared<const Judgement>())
{
    m_pool.setMaxThreadCount(1); // one reading after the other: each in its order
    m_judging.setSingleShot(true);
    connect(&m_judging, &QTimer::timeout, this, &Inspection::judge);
    m_pump.setSingleShot(true);
    connect(&m_pump, &QTimer::timeout, this, &Inspection::pump);
}

Inspection::~Inspection()
{
    m_pool.waitForDone();
}

void Inspection::begin()
{
    m_sight = std::make_shared<inspect::Sight>();
    for (InspectorReport &report : m_waiting)
        report.observations.clear(); // of what was open before; answers to commands are still waited for
    m_isJudging = false;
    m_judgement = std::make_shared<const Judgement>();
    m_selected.reset();
    m_lastSeen.reset();
    m_link = {};
    m_scan = {};
    m_judging.stop();
}

void Inspection::open(inspect::ConnectionSpec spec)
{
    // What Kubernetes told is not the connection's: it outlives a change of Redis.
    const std::shared_ptr<inspect::Sight> before = m_sight;
    const bool keepsCluster = !m_offline && before->cluster();
    begin();
    if (m_offline)
        ++m_cluster;
    m_offline = false;
    m_sight->source = spec.text();
    m_sight->keyPrefix = spec.keyPrefix;
    m_sight->inventory.emplace();
    m_sight->scanComplete = false;
    if (keepsCluster) {
        m_sight->clusterJson = before->clusterJson;
        m_sight->setFacts(before->cluster()->facts());
        m_sight->names = before->names;
    }
    m_spec = spec;
    m_link.state = inspect::LinkState::Connecting;
    m_closing = true;
    emit reset();
    emit stateChanged();
    if (keepsCluster)
        judgeSoon();
    closeThen([this, spec = std::move(spec)] { post(OpenConnection{spec, true}); });
}

void Inspection::close()
{
    if (m_closing) { // nothing new was opened yet, so no report will say that it is closed
        m_link = {};
        emit stateChanged();
    }
    closeThen([] { });
}

void Inspection::closeThen(std::function<void()> next)
{
    post(CloseConnection{}, [this, wish = ++m_wish, next = std::move(next)](const Result<void> &) {
        if (wish != m_wish)
            return;
        m_closing = false;
        next();
    });
}

void Inspection::scanAgain()
{
    post(ScanAgain{});
}

void Inspection::cancelScan()
{
    post(CancelScan{});
}

void Inspection::test(inspect::ConnectionSpec spec, OnStep onStep, Reply reply)
{
    m_steps.emplace(post(TestConnection{std::move(spec)}, std::move(reply)), std::move(onStep));
}

void Inspection::readValue(const std::string &key, bool all, Reply reply)
{
    post(ReadValue{key, all}, std::move(reply));
}

void Inspection::readCluster(const QString &context, const QString &namespaceName)
{
    m_askedAbout[post(ReadCluster{context.toStdString(), namespaceName.toStdString()})] = m_cluster;
}

void Inspection::resolveNames(const inspect::NameServer &nameServer, const QString &clusterDomain)
{
    if (!m_sight->cluster())
        return;
    auto names = inspect::podNames(*m_sight->cluster(), clusterDomain.toStdString());
    m_askedAbout[post(ResolveNames{nameServer, std::move(names)})] = m_cluster;
}

Result<void> Inspection::takeCluster(const QByteArray &json)
{
    auto facts = inspect::readKubeFacts(json.toStdString());
    if (!facts)
        return fail(facts.error());
    facts->takenAt = wallClock();
    ClusterRead read; // as if it had been asked for
    m_askedAbout[read.id] = m_cluster;
    read.json = json.toStdString();
    read.facts = std::move(*facts);
    InspectorReport report;
    report.notices.emplace_back(std::move(read));
    take(std::move(report));
    return {};
}

void Inspection::show(inspect::Snapshot snapshot)
{
    if (m_feed)
        closeThen([] { });
    m_closing = m_feed != nullptr;
    begin();
    ++m_cluster;
    m_offline = true;
    m_spec.reset();
    *m_sight = inspect::Sight::of(std::move(snapshot));
    emit reset();
    emit stateChanged();
    judgeSoon();
}

WallTime Inspection::now() const
{
    return m_offline ? m_sight->at : wallClock();
}

void Inspection::select(std::optional<Row> row)
{
    if (row == m_selected)
        return;
    m_selected = row;
    emit selectionChanged();
}

CommandId Inspection::post(InspectorRequest request, Reply reply)
{
    if (!m_feed)
        m_feed = std::make_unique<InspectorFeed>(m_factory(),
                                                 [this](InspectorReport report) { take(std::move(report)); });
    const CommandId id = m_feed->post(std::move(request));
    if (reply)
        m_replies.emplace(id, std::move(reply));
    return id;
}

void Inspection::readAside(Reading reading)
{
    ++m_readers;
    m_pool.start([this, sight = m_sight, reading = std::move(reading)] {
        Taking taking = reading(*sight);
        QMetaObject::invokeMethod(
            this, [this, sight, taking = std::move(taking)] { readingDone(sight, taking); },
            Qt::QueuedConnection);
    });
}

void Inspection::readingDone(const std::shared_ptr<inspect::Sight> &sight, const Taking &taking)
{
    --m_readers;
    if (sight == m_sight && taking)
        taking();
    pump();
}

void Inspection::take(InspectorReport report)
{
    if (m_closing || !m_spec)
        report.observations.clear();
    takeLink(report);
    // Observations belong before the notices, so only the last piece has those.
    auto &all = report.observations;
    for (std::size_t begin = 0; all.size() - begin > kPiece; begin += kPiece) {
        InspectorReport piece;
        const auto first = all.begin() + static_cast<std::ptrdiff_t>(begin);
        piece.observations.assign(std::make_move_iterator(first),
                                  std::make_move_iterator(first + static_cast<std::ptrdiff_t>(kPiece)));
        m_waiting.push_back(std::move(piece));
    }
    const std::size_t taken = all.size() <= kPiece ? 0 : (all.size() - 1) / kPiece * kPiece;
    all.erase(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(taken));
    m_waiting.push_back(std::move(report));
    pump();
}

/// How the link is must not wait for a reading to end, as sessions do.
void Inspection::takeLink(InspectorReport &report)
{
    const auto isAboutLink = [this](InspectorNotice &notice) {
        auto *changed = std::get_if<LinkChanged>(&notice);
        if (changed && !m_closing)
            m_link = std::move(changed->status);
        return changed != nullptr;
    };
    if (std::erase_if(report.notices, isAboutLink) == 0)
        return;
    m_scan.running = m_scan.running && m_link.state != inspect::LinkState::Closed;
    emit stateChanged();
}

void Inspection::pump()
{
    QElapsedTimer clock;
    clock.start();
    while (m_readers == 0 && !m_waiting.empty()) {
        if (clock.elapsed() >= kBudgetMs) {
            m_pump.start(0);
            return;
        }
        InspectorReport report = std::move(m_waiting.front());
        m_waiting.pop_front();
        apply(std::move(report));
    }
}

void Inspection::apply(InspectorReport report)
{
    const bool observed = !report.observations.empty();
    if (observed)
        fold(std::move(report.observations));
    for (InspectorNotice &notice : report.notices)
        std::visit([this](auto &what) { on(what); }, notice);
    emit stateChanged();
    if (observed)
        judgeSoon();
}

void Inspection::fold(std::vector<inspect::Observation> observations)
{
    inspect::SessionInventory &inventory = *m_sight->inventory;
    Changes changes;
    changes.firstNew = static_cast<Row>(inventory.size());
    for (inspect::Observation &observation : observations) {
        changes.any = changes.any || std::holds_alternative<inspect::ScanFinished>(observation)
            || std::holds_alternative<inspect::EverythingGone>(observation);
        const auto row = inventory.apply(std::move(observation));
        if (row && *row < changes.firstNew)
            changes.rows.push_back(*row);
    }
    m_lastSeen = wallClock();
    m_sight->at = *m_lastSeen;
    std::sort(changes.rows.begin(), changes.rows.end());
    changes.rows.erase(std::unique(changes.rows.begin(), changes.rows.end()), changes.rows.end());
    emit advanced(changes);
}

void Inspection::on(ScanProgressed &progressed)
{
    if (m_closing)
        return;
    m_scan = progressed.progress;
    m_scan.running = m_scan.running && m_link.state != inspect::LinkState::Closed;
    // While it is looked through once more, what was seen of it holds.
    m_sight->scanComplete = m_scan.complete || (m_scan.running && m_sight->scanComplete);
    if (!m_scan.running)
        judgeSoon();
}

void Inspection::on(ServerSeen &seen)
{
    if (m_closing)
        return;
    m_sight->server = std::move(seen.facts);
    m_sight->capabilities = std::move(seen.capabilities);
    judgeSoon();
}

void Inspection::on(TestStepDone &step)
{
    if (const auto known = m_steps.find(step.id); known != m_steps.end())
        known->second(step.result);
}

void Inspection::on(ValueRead &read)
{
    emit valueRead(read.value);
}

/// Who asked may look at another installation by the time of the answer.
bool Inspection::isForThisCluster(CommandId id) const
{
    const auto asked = m_askedAbout.find(id);
    return asked != m_askedAbout.end() && asked->second == m_cluster;
}

void Inspection::on(ClusterRead &read)
{
    if (!isForThisCluster(read.id))
        return;
    m_sight->clusterJson = std::move(read.json);
    m_sight->setFacts(std::move(read.facts));
    m_sight->names.reset(); // they were other pods'
    emit clusterChanged();
    judgeSoon();
}

void Inspection::on(NamesResolved &resolved)
{
    if (!isForThisCluster(resolved.id))
        return;
    m_sight->names = std::move(resolved.facts);
    emit clusterChanged();
    judgeSoon();
}

void Inspection::on(InspectorDone &done)
{
    m_steps.erase(done.id);
    m_askedAbout.erase(done.id);
    const auto known = m_replies.find(done.id);
    if (known != m_replies.end()) {
        const Reply reply = std::move(known->second);
        m_replies.erase(known);
        reply(done.result);
    } else if (!done.result && done.result.error().code != ErrorCode::Cancelled) {
        emit problem(done.result.error());
    }
}

void Inspection::on(CommandsSent &sent)
{
    m_sent = std::move(sent.counts);
}

void Inspection::judgeSoon()
{
    if (m_judging.isActive() || m_isJudging)
        return;
    const bool first = m_judgement->summary().sessions == 0 && !m_scan.running;
    m_judging.start(first ? 0 : std::max<int>(kJudgeMs, static_cast<int>(m_judgingTook * kRest)));
}

void Inspection::judge()
{
    m_isJudging = true;
    QElapsedTimer clock;
    clock.start();
    readAside([this, clock, now = now()](const inspect::Sight &sight) -> Taking {
        return [this, clock, judgement = std::make_shared<const Judgement>(sight, now)] {
            m_isJudging = false;
            m_judgingTook = clock.elapsed();
            m_judgement = judgement;
            emit judged();
        };
    });
}

} // namespace sessionscope::ui
