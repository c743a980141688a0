// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/journal_saver.h"

#include "core/journal/journal_file.h"
#include "ui/jobs.h"
#include "ui/workspace.h"

#include <QElapsedTimer>
#include <QFileInfo>

namespace sessionscope::ui {

JournalSaver::JournalSaver(Workspace &workspace, Run &run, const QString &file, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_run(&run)
    , m_file(file)
{
    connect(&m_frame, &QTimer::timeout, this, &JournalSaver::writeSome);
}

void JournalSaver::start()
{
    m_job = m_workspace.jobs().add(tr("Saving %1").arg(QFileInfo(m_file.fileName()).fileName()));
    connect(m_job, &Job::cancelled, this, [this] {
        m_file.cancelWriting();
        finish();
    });
    if (m_file.open(QIODevice::WriteOnly))
        m_file.write(QByteArray::fromStdString(journal::encodeHeader(m_run->header())));
    m_frame.start(0);
}

void JournalSaver::writeSome()
{
    if (!m_run) // forgotten meanwhile
        return finish();
    const journal::Journal &journal = m_run->journal();
    const auto events = journal.events();
    const auto &messages = journal.messages().all();
    QElapsedTimer clock;
    clock.start();
    while (clock.elapsed() < kBudgetMs && m_file.error() == QFileDevice::NoError) {
        if (m_events < events.size()) {
            m_file.write(QByteArray::fromStdString(journal::encodeEvent(events[m_events++], journal)));
        } else if (m_messages < messages.size()) {
            m_file.write(QByteArray::fromStdString(journal::encodeMessage(messages[m_messages++])));
        } else {
            if (m_file.commit()) {
                m_run->setFile(m_file.fileName());
                emit saved(m_file.fileName());
            }
            return finish();
        }
    }
    if (m_file.error() != QFileDevice::NoError)
        return finish();
    const std::size_t all = events.size() + messages.size();
    if (m_job)
        m_job->setPercent(static_cast<int>((m_events + m_messages) * 100 / all));
}

void JournalSaver::finish()
{
    m_frame.stop();
    if (m_job)
        m_job->end();
    if (m_file.error() != QFileDevice::NoError && m_file.error() != QFileDevice::AbortError) {
        emit m_workspace.problem({ErrorCode::Io, m_file.errorString().toStdString(),
                                  m_file.fileName().toStdString(),
                                  tr("Choose another folder or name.").toStdString()});
    }
    emit finished();
}

} // namespace sessionscope::ui
