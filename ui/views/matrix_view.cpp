// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/views/matrix_view.h"

#include "core/scenario/catalogue.h"
#include "ui/clip_export.h"
#include "ui/models/matrix_model.h"
#include "ui/views/list_table.h"
#include "ui/workspace.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QTimer>
#include <QVBoxLayout>

namespace sessionscope::ui {

namespace {

constexpr int kSeedsMax = 100;
constexpr int kScenarioWidth = 19; // characters; "upstream-e2e-close"
constexpr int kCellWidth = 17;     // "pr-4638-review", "✗ 100 % lost"

} // namespace

MatrixView::MatrixView(Workspace &workspace)
    : View(QStringLiteral("matrix"), tr("Matrix"), workspace)
    , m_model(new MatrixModel(workspace, this))
    , m_summary(new QLabel)
    , m_seeds(new QSpinBox)
    , m_start(new QPushButton)
    , m_table(new ListTable(tr("Scenarios and profiles")))
{
    layOut();
    connect(m_start, &QPushButton::clicked, this, [this] {
        ScenarioMatrix &matrix = this->workspace().scenarioMatrix();
        if (matrix.isRunning())
            matrix.cancel();
        else
            matrix.start(static_cast<std::uint32_t>(m_seeds->value()));
    });
    connect(m_table, &QAbstractItemView::clicked, this, &MatrixView::setUp);
    connect(m_table, &ListTable::rowActivated, this, [this] { setUp(m_table->currentIndex()); });
    connect(m_table, &ListTable::endPressed, this, [this] {
        m_table->setCurrentIndex(m_model->index(m_model->rowCount() - 1, m_table->currentIndex().column()));
    });
    connect(&workspace.scenarioMatrix(), &ScenarioMatrix::changed, this, &MatrixView::update);
    update();
}

void MatrixView::layOut()
{
    m_summary->setObjectName(QStringLiteral("matrix.summary"));
    m_summary->setWordWrap(true);
    m_seeds->setObjectName(QStringLiteral("matrix.seeds"));
    m_seeds->setAccessibleName(tr("Seeds per cell"));
    m_seeds->setToolTip(tr("How many runs each cell counts; luck evens out with more"));
    m_seeds->setRange(1, kSeedsMax);
    m_seeds->setValue(static_cast<int>(ScenarioMatrix::kSeeds));
    m_start->setObjectName(QStringLiteral("matrix.start"));
    m_table->setObjectName(QStringLiteral("matrix.table"));
    m_table->setModel(m_model);
    m_table->setSelectionBehavior(QAbstractItemView::SelectItems);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setAlternatingRowColors(false);
    m_table->horizontalHeader()->setStretchLastSection(false);
    m_table->setWidths(QList<int>{kScenarioWidth} + QList<int>(m_model->columnCount() - 1, kCellWidth));
    auto *label = new QLabel(tr("Seeds"));
    label->setBuddy(m_seeds);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(8, 6, 8, 6);
    bar->setSpacing(8);
    bar->addWidget(m_summary, 1);
    bar->addWidget(label);
    bar->addWidget(m_seeds);
    bar->addWidget(m_start);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_table, 1);
    setMainControl(m_table);
}

QList<View::Export> MatrixView::exports()
{
    return tableExports(*m_table) + View::exports();
}

/// What nobody looks at is not worked out.
void MatrixView::showEvent(QShowEvent *event)
{
    View::showEvent(event);
    // Every dock is shown for a moment while the window comes up; only one that stays is looked at.
    QTimer::singleShot(0, this, [this] {
        if (isVisible())
            workspace().scenarioMatrix().want();
    });
}

void MatrixView::update()
{
    const ScenarioMatrix &matrix = workspace().scenarioMatrix();
    const int seeds = static_cast<int>(matrix.matrix().seeds);
    m_start->setText(matrix.isRunning() ? tr("&Stop") : tr("Si&mulate"));
    m_start->setToolTip(matrix.isRunning() ? tr("Keep what was tried so far")
                                           : tr("Try every scenario under every profile on the simulator"));
    m_summary->setText(
        matrix.isRunning() ? tr("Trying %n seed(s) per cell on the simulator …", nullptr, seeds)
            : matrix.isComplete()
            ? tr("Sessions over %n seed(s), simulated. Choose a cell to set up its run.", nullptr, seeds)
            : tr("Stopped: what was not tried is marked …"));
}

void MatrixView::setUp(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    const scenario::Matrix &matrix = workspace().scenarioMatrix().matrix();
    workspace().chooseScenario(matrix.scenarios[static_cast<std::size_t>(index.row())]);
    if (index.column() == 0)
        return;
    scenario::Overrides overrides; // none: the cell is about the profile as it is
    overrides.profile = matrix.profiles[static_cast<std::size_t>(index.column() - 1)];
    overrides.seed = workspace().setup().overrides().seed;
    workspace().setup().setOverrides(overrides);
}

} // namespace sessionscope::ui
