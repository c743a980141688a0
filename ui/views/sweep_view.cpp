// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/views/sweep_view.h"

#include "ui/clip_export.h"
#include "ui/models/sweep_model.h"
#include "ui/views/list_table.h"
#include "ui/views/loss_gauge.h"
#include "ui/workspace.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include <utility>

namespace sessionscope::ui {

namespace {

constexpr int kRuns = 60;
constexpr int kRunsMax = 1000;

} // namespace

SweepView::SweepView(Workspace &workspace)
    : View(QStringLiteral("sweep"), tr("Seed sweep"), workspace)
    , m_trials(workspace.lab(), workspace.jobs())
    , m_model(new SweepModel(workspace.theme(), this))
    , m_summary(new QLabel)
    , m_runs(new QSpinBox)
    , m_start(new QPushButton)
    , m_gauge(new LossGauge(workspace.theme()))
    , m_table(new ListTable(tr("Runs by seed")))
{
    layOut();
    workspace.actions().add(
        {QStringLiteral("run.sweep"),
         tr("Run"),
         tr("S&weep seeds"),
         {},
         tr("Try the plan under one seed after the other on the simulator, and count the losses")},
        [this] {
            this->workspace().actions().find(QStringLiteral("view.sweep"))->trigger();
            if (!isRunning())
                start();
        });
    connect(m_start, &QPushButton::clicked, this, [this] {
        if (isRunning())
            m_trials.cancel();
        else
            start();
    });
    connect(&m_trials, &Trials::tried, this, [this](std::size_t index, const Trials::Outcome &outcome) {
        if (outcome)
            m_tried.push_back({m_run.seed + index, *outcome});
        else
            m_error = outcome.error();
    });
    connect(&m_trials, &Trials::advanced, this, [this] {
        m_model->append(std::exchange(m_tried, {}));
        update();
    });
    connect(&m_trials, &Trials::finished, this, &SweepView::update);
    connect(m_table, &ListTable::rowActivated, this, &SweepView::takeSeed);
    connect(m_table, &ListTable::endPressed, this, [this] { m_table->selectRow(m_model->rowCount() - 1); });
    update();
}

void SweepView::layOut()
{
    m_summary->setObjectName(QStringLiteral("sweep.summary"));
    m_summary->setWordWrap(true);
    m_summary->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_runs->setObjectName(QStringLiteral("sweep.runs"));
    m_runs->setAccessibleName(tr("Runs"));
    m_runs->setToolTip(tr("How many seeds are tried, from the setup's on"));
    m_runs->setRange(1, kRunsMax);
    m_runs->setValue(kRuns);
    m_start->setObjectName(QStringLiteral("sweep.start"));
    m_table->setObjectName(QStringLiteral("sweep.table"));
    m_table->setModel(m_model);
    m_table->setToolTip(tr("Enter or a double click keeps that seed for the next run"));
    m_table->setWidths({12, 24, 8, 8, 8});
    auto *label = new QLabel(tr("Runs"));
    label->setBuddy(m_runs);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(8, 6, 8, 6);
    bar->setSpacing(8);
    bar->addWidget(m_summary, 1);
    bar->addWidget(label);
    bar->addWidget(m_runs);
    bar->addWidget(m_start);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_gauge);
    layout->addWidget(m_table, 1);
    setMainControl(m_table);
}

QList<View::Export> SweepView::exports()
{
    return tableExports(*m_table) + View::exports();
}

void SweepView::start()
{
    const auto run = workspace().setup().resolved();
    m_model->clear();
    m_error.reset();
    if (!run) {
        m_error = run.error();
        update();
        return;
    }
    m_run = *run;
    m_plan = workspace().setup().plan();
    m_file = workspace().setup().file();
    m_overrides = workspace().setup().overrides();
    m_trials.start(tr("Trying %n seed(s)", nullptr, m_runs->value()),
                   underSeeds(*run, static_cast<std::size_t>(m_runs->value())));
    update();
}

void SweepView::update()
{
    m_start->setText(isRunning() ? tr("&Stop") : tr("S&weep"));
    m_start->setToolTip(isRunning() ? tr("Keep what was tried so far")
                                    : tr("Try the plan under one seed after the other on the simulator"));
    const bool any = m_model->losses().runs > 0;
    const auto theory = any ? scenario::theoreticalLossPpm(m_run) : std::nullopt;
    m_gauge->show(m_model->losses(), theory);
    if (m_error)
        m_summary->setText(QStringLiteral("✗ ") + QString::fromStdString(m_error->text()));
    else if (any)
        m_summary->setText(tr("%1 under %2. %3")
                               .arg(QString::fromStdString(m_run.plan.id),
                                    QString::fromStdString(m_run.profile.name),
                                    lossText(m_model->losses(), theory)));
    else
        m_summary->setText(
            tr("How often does this plan lose sessions? The simulator tries one seed after the other."));
}

/// The next run is that one again, whatever was chosen since: a seed means nothing under another plan or profile.
void SweepView::takeSeed(int row)
{
    workspace().choosePlan(m_plan, m_file);
    scenario::Overrides overrides = m_overrides;
    overrides.seed = m_model->seed(row);
    workspace().setup().setOverrides(overrides);
}

} // namespace sessionscope::ui
