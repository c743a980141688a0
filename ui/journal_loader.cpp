// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/journal_loader.h"

#include "ui/jobs.h"
#include "ui/workspace.h"

#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QThreadPool>

#include <algorithm>
#include <utility>

namespace sessionscope::ui {

namespace {

constexpr qint64 kPieceBytes
    = 256 * 1024; // about a thousand events: the unit that a frame's budget counts in

/// The plan of the header under the profile and seed of the header; nothing if the file does not tell.
std::optional<scenario::RunSpec> specOf(const journal::FileHeader &header)
{
    auto plan = scenario::parsePlan(header.plan.dump());
    if (!plan)
        return std::nullopt;
    scenario::Overrides overrides;
    overrides.profile = header.profile;
    overrides.seed = header.seed;
    auto spec = scenario::resolve(std::move(*plan), overrides);
    return spec ? std::optional(std::move(*spec)) : std::nullopt;
}

/// What a reader of a file without a plan sees as the scenario's name.
scenario::RunSpec unknownSpec(const QString &file)
{
    scenario::RunSpec spec;
    spec.plan.id = QFileInfo(file).completeBaseName().toStdString();
    return spec;
}

} // namespace

JournalLoader::JournalLoader(Workspace &workspace, QString file, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_file(std::move(file))
{
    m_frame.setInterval(kFrameMs);
    connect(&m_frame, &QTimer::timeout, this, &JournalLoader::drain);
    connect(&m_workspace.runs(), &RunList::removing, this, [this](const Run *run) {
        if (run == m_run)
            m_stop.request_stop();
    });
}

JournalLoader::~JournalLoader()
{
    m_stop.request_stop();
}

void JournalLoader::start()
{
    m_job = m_workspace.jobs().add(tr("Opening %1").arg(QFileInfo(m_file).fileName()));
    connect(m_job, &Job::cancelled, this, [this] { m_stop.request_stop(); });
    m_frame.start();
    QThreadPool::globalInstance()->start(
        [file = m_file, letters = m_letters, stop = m_stop.get_token()] { read(file, letters, stop); });
}

void JournalLoader::read(const QString &name, const Letters &letters, const std::stop_token &stop)
{
    Letter last;
    last.last = true;
    const auto failed = [&](Error error) {
        error.where = name.toStdString() + (error.where.empty() ? "" : ": " + error.where);
        last.error = std::move(error);
        letters->put(std::move(last));
    };
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly))
        return failed(
            {ErrorCode::Io, file.errorString().toStdString(), {}, "check its name and its permissions"});
    const qint64 size = std::max<qint64>(file.size(), 1);
    journal::JournalDecoder decoder;
    journal::Journal journal; // of this thread's own, to judge by
    bool headerSent = false;
    const auto send = [&] {
        Letter letter;
        const bool isFirst = decoder.header() && !std::exchange(headerSent, true);
        letter.batch = decoder.take();
        if (isFirst) {
            letter.header = *decoder.header();
            letter.eventsExpected = letter.batch.events.size() * static_cast<std::size_t>(size)
                / static_cast<std::size_t>(std::max<qint64>(file.pos(), 1));
        }
        letter.percent = static_cast<int>(file.pos() * 100 / size);
        journal.append(letter.batch);
        letters->put(std::move(letter));
    };
    while (!stop.stop_requested() && !file.atEnd()) {
        const QByteArray piece = file.read(kPieceBytes);
        if (piece.isEmpty())
            return failed({ErrorCode::Io, file.errorString().toStdString(), {}, {}});
        const auto fed = decoder.feed({piece.constData(), static_cast<std::size_t>(piece.size())});
        send(); // what is before a wrong line can still be looked at
        if (!fed)
            return failed(fed.error());
    }
    if (!stop.stop_requested()) {
        if (const auto finished = decoder.finish(); !finished)
            return failed(finished.error());
        send();
        last.truncated = decoder.truncated();
        if (const auto spec = specOf(*decoder.header()))
            last.verdict = scenario::judge(journal, *spec, decoder.header()->engine);
    }
    letters->put(std::move(last));
}

void JournalLoader::drain()
{
    for (Letter &letter : m_letters->take())
        m_waiting.push_back(std::move(letter));
    // One growth per frame, of as many events as the views took in well the last time.
    Letter frame;
    while (!m_waiting.empty() && !m_waiting.front().last && frame.batch.events.size() < m_eventsOfFrame) {
        Letter letter = std::move(m_waiting.front());
        m_waiting.pop_front();
        if (letter.header) {
            frame.header = std::move(letter.header);
            frame.eventsExpected = letter.eventsExpected;
        }
        frame.batch.join(std::move(letter.batch));
        frame.percent = letter.percent;
    }
    QElapsedTimer clock;
    clock.start();
    if (frame.header || !frame.batch.empty()) {
        const std::size_t events = frame.batch.events.size();
        take(std::move(frame));
        if (clock.elapsed() > kBudgetMs)
            m_eventsOfFrame = std::max(kEventsOfFrameMin, events / 2);
        else if (events >= m_eventsOfFrame)
            m_eventsOfFrame *= 2;
    } else if (!m_waiting.empty() && !m_stop.stop_requested()) {
        return finish(m_waiting.front());
    }
    if (m_stop.stop_requested())
        finish({});
}

void JournalLoader::take(Letter letter)
{
    if (letter.header) {
        m_run = new Run(specOf(*letter.header).value_or(unknownSpec(m_file)), *letter.header);
        m_run->setFile(m_file);
        m_run->expect(letter.eventsExpected);
        m_workspace.runs().add(m_run);
        emit opened(m_file);
    }
    if (m_run)
        m_run->append(std::move(letter.batch));
    if (m_job)
        m_job->setPercent(letter.percent);
}

void JournalLoader::finish(const Letter &last)
{
    m_frame.stop();
    m_stop.request_stop();
    if (m_run) {
        if (last.verdict)
            m_run->setVerdict(*last.verdict);
        m_run->setState(Run::State::Over);
    }
    if (m_job)
        m_job->end();
    if (last.error)
        emit m_workspace.problem(*last.error);
    if (last.truncated) {
        emit m_workspace.problem({ErrorCode::InvalidInput, tr("the last line was cut off").toStdString(),
                                  m_file.toStdString(),
                                  tr("The writer was stopped; what is before it is shown.").toStdString()});
    }
    emit finished();
}

} // namespace sessionscope::ui
