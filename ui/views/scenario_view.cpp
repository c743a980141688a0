// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/views/scenario_view.h"

#include "core/scenario/check.h"
#include "ui/core_words.h"
#include "ui/models/check_model.h"
#include "ui/views/cluster_form.h"
#include "ui/views/fit_rows.h"
#include "ui/views/scrolled_page.h"
#include "ui/workspace.h"

#include <QLabel>
#include <QListWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace sessionscope::ui {

namespace {

constexpr int kRowsInView = 10; // a longer list scrolls by itself

QListWidget *listNamed(const QString &name, QWidget *parent)
{
    auto *list = new QListWidget(parent);
    list->setAccessibleName(name);
    list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list->setTextElideMode(Qt::ElideRight);
    list->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    return list;
}

QLabel *heading(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setProperty("role", QStringLiteral("heading"));
    label->setWordWrap(true);
    return label;
}

} // namespace

ScenarioView::ScenarioView(Workspace &workspace)
    : View(QStringLiteral("scenario"), tr("Scenario"), workspace)
    , m_title(heading({}, this))
    , m_purpose(new QLabel(this))
    , m_facts(new QLabel(this))
    , m_steps(listNamed(tr("Steps"), this))
    , m_checks(listNamed(tr("Checks"), this))
    , m_form(new ClusterForm(workspace, this))
{
    build();
    connect(&workspace.setup(), &RunSetup::changed, this, &ScenarioView::showPlan);
    connect(&workspace.state(), &RunState::reset, this, &ScenarioView::showPlan);
    connect(&workspace.state(), &RunState::advanced, this, &ScenarioView::showProgress);
    connect(&workspace.runs(), &RunList::currentStateChanged, this, &ScenarioView::showChecks);
    connect(&workspace.theme(), &Theme::changed, this, &ScenarioView::showPlan);
    showPlan();
}

void ScenarioView::build()
{
    auto *page = new QWidget(this);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(12, 10, 12, 10);
    column->setSpacing(8);
    m_facts->setProperty("role", QStringLiteral("muted"));
    for (QLabel *label : {m_purpose, m_facts})
        label->setWordWrap(true);
    m_steps->setObjectName(QStringLiteral("scenario.steps"));
    m_checks->setObjectName(QStringLiteral("scenario.checks"));
    column->addWidget(m_title);
    column->addWidget(m_purpose);
    column->addWidget(m_facts);
    column->addWidget(heading(tr("Steps"), page));
    column->addWidget(m_steps);
    column->addWidget(heading(tr("Checks"), page));
    column->addWidget(m_checks);
    column->addWidget(heading(tr("Cluster"), page));
    column->addWidget(m_form);
    column->addStretch(1);
    showScrolled(page, this);
}

void ScenarioView::showPlan()
{
    const RunSetup &setup = workspace().setup();
    const scenario::Plan &plan = setup.plan();
    m_title->setText(spoken(plan.title.empty() ? plan.id : plan.title));
    m_purpose->setText(spoken(plan.purpose));
    m_purpose->setVisible(!plan.purpose.empty());
    if (const auto run = setup.resolved()) {
        const auto count = [](std::uint32_t n, const QString &one, const QString &many) {
            return QStringLiteral("%1 %2").arg(n).arg(n == 1 ? one : many);
        };
        m_facts->setText(QStringList{count(run->cluster.backendReplicas, tr("pod"), tr("pods")),
                                     count(run->cluster.proxyReplicas, tr("proxy"), tr("proxies")),
                                     count(run->plan.clientCount(), tr("session"), tr("sessions")),
                                     tr("seed %1").arg(run->seed)}
                             .join(QStringLiteral(" · ")));
    } else {
        m_facts->setText(QStringLiteral("✗ ") + QString::fromStdString(run.error().text()));
    }
    m_steps->clear();
    for (std::size_t i = 0; i < plan.steps.size(); ++i)
        m_steps->addItem(QString());
    showProgress();
    showChecks();
    fitRows(*m_steps, kRowsInView);
}

bool ScenarioView::isOfThisPlan() const
{
    const Run *run = workspace().state().run();
    return run && run->spec().plan.id == workspace().setup().plan().id
        && run->spec().plan.steps == workspace().setup().plan().steps;
}

void ScenarioView::showProgress()
{
    const auto &steps = workspace().setup().plan().steps;
    enum class State { ToCome, Running, Done };
    std::vector<State> states(steps.size(), State::ToCome);
    if (isOfThisPlan()) {
        for (const journal::StepPicture &step : workspace().state().picture().steps()) {
            if (step.index >= 0 && std::size_t(step.index) < states.size())
                states[std::size_t(step.index)] = step.finishedAt ? State::Done : State::Running;
        }
    }
    const Theme &theme = workspace().theme();
    for (std::size_t i = 0; i < steps.size() && int(i) < m_steps->count(); ++i) {
        QListWidgetItem *item = m_steps->item(int(i));
        const State state = states[i];
        const QString mark = state == State::Done ? QStringLiteral("✓")
            : state == State::Running             ? QStringLiteral("●")
                                                  : QStringLiteral("○");
        const QString text = mark + QStringLiteral("  ") + QString::fromStdString(describe(steps[i]));
        if (item->text() == text && item->data(Qt::UserRole).isValid())
            continue;
        item->setText(text);
        item->setData(Qt::UserRole, int(state));
        item->setToolTip(state == State::Done          ? tr("done")
                             : state == State::Running ? tr("running")
                                                       : tr("to come"));
        item->setForeground(theme.color(state == State::Done          ? Tone::Good
                                            : state == State::Running ? Tone::Text
                                                                      : Tone::MutedText));
        QFont font = m_steps->font();
        font.setBold(state == State::Running);
        item->setFont(font);
    }
}

void ScenarioView::showChecks()
{
    m_checks->clear();
    const Theme &theme = workspace().theme();
    const Run *run = workspace().state().run();
    if (run && run->verdict() && isOfThisPlan()) {
        for (const scenario::CheckResult &result : run->verdict()->checks) {
            const bool passed = result.status == scenario::CheckResult::Status::Passed;
            auto *item = new QListWidgetItem((passed ? QStringLiteral("✓  ") : QStringLiteral("✗  "))
                                                 + QString::fromStdString(result.id),
                                             m_checks);
            item->setForeground(theme.color(passed ? Tone::Good : Tone::Bad));
            item->setToolTip(QString::fromStdString(result.evidence));
        }
    } else {
        for (const scenario::CheckResult &check : unjudged(workspace().setup().plan())) {
            auto *item
                = new QListWidgetItem(QStringLiteral("○  ") + QString::fromStdString(check.id), m_checks);
            item->setForeground(theme.color(Tone::MutedText));
            item->setToolTip(titleOf(check));
        }
    }
    fitRows(*m_checks, kRowsInView);
}

QList<View::Export> ScenarioView::exports()
{
    QList<Export> all = View::exports();
    all.prepend({tr("Plan (JSON)"), QStringLiteral("json"), [this] {
                     return QByteArray::fromStdString(scenario::toJson(workspace().setup().plan()).dump(2));
                 }});
    all.prepend({tr("Markdown"), QStringLiteral("md"), [this] { return toMarkdown(); }});
    return all;
}

QByteArray ScenarioView::toMarkdown() const
{
    QString text
        = QStringLiteral("## %1\n\n%2\n\n%3\n\n").arg(m_title->text(), m_purpose->text(), m_facts->text());
    for (const QListWidget *list : {m_steps, m_checks}) {
        for (int row = 0; row < list->count(); ++row)
            text += QStringLiteral("- %1\n").arg(list->item(row)->text());
        text += QLatin1Char('\n');
    }
    return text.toUtf8();
}

} // namespace sessionscope::ui
