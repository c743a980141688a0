// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/run.h"

#include <utility>

namespace sessionscope::ui {

Run::Run(scenario::RunSpec spec, journal::FileHeader header, QObject *parent)
    : QObject(parent)
    , m_spec(std::move(spec))
    , m_header(std::move(header))
{
}

QString Run::title() const
{
    return tr("%1 under %2, seed %3")
        .arg(QString::fromStdString(m_spec.plan.id), QString::fromStdString(m_header.profile))
        .arg(m_header.seed);
}

void Run::append(journal::Batch batch)
{
    if (batch.empty())
        return;
    m_journal.append(std::move(batch));
    emit advanced();
}

void Run::setState(State state)
{
    if (m_state == state)
        return;
    m_state = state;
    emit stateChanged();
}

void Run::setCluster(control::ClusterReady cluster)
{
    m_cluster = std::move(cluster);
    emit stateChanged();
}

void Run::fail(Error error)
{
    m_error = std::move(error);
    m_state = State::Failed;
    emit stateChanged();
}

void Run::judge()
{
    setVerdict(scenario::judge(m_journal, m_spec, m_header.engine));
}

void Run::setVerdict(scenario::Verdict verdict)
{
    m_verdict = std::move(verdict);
    emit stateChanged();
}

void Run::setFile(const QString &file)
{
    m_file = file;
    emit stateChanged();
}

} // namespace sessionscope::ui
