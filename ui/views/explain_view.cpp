// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/views/explain_view.h"

#include "core/base/mask.h"
#include "core/journal/event_text.h"
#include "core/routing/profile.h"
#include "ui/models/chain_model.h"
#include "ui/views/chain_delegate.h"
#include "ui/views/scrolled_page.h"
#include "ui/workspace.h"

#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>

namespace sessionscope::ui {

namespace {

using journal::Outcome;

constexpr int kChainHeightMin = 120;
constexpr int kSoonMs = 150; // explaining reads the whole journal: not in every frame

QString masked(std::string_view session)
{
    return QString::fromStdString(maskedSessionId(session));
}

void setMood(QWidget *widget, const char *mood)
{
    widget->setProperty("mood", QLatin1String(mood));
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

} // namespace

ExplainView::ExplainView(Workspace &workspace)
    : View(QStringLiteral("explain"), tr("Explain"), workspace)
    , m_title(new QLabel(this))
    , m_symptom(new QLabel(this))
    , m_summary(new QLabel(this))
    , m_model(new ChainModel(this))
    , m_chain(new QListView(this))
    , m_fix(new QLabel(this))
    , m_rerun(new QPushButton(this))
{
    build();
    m_soon.setSingleShot(true);
    m_soon.setInterval(kSoonMs);
    connect(&m_soon, &QTimer::timeout, this, &ExplainView::explain);
    connect(&workspace.selection(), &Selection::changed, this, &ExplainView::explain);
    connect(&workspace.state(), &RunState::reset, this, &ExplainView::explain);
    connect(&workspace.state(), &RunState::advanced, this, &ExplainView::follow);
    connect(m_chain, &QListView::clicked, this, &ExplainView::selectEvent);
    connect(m_chain, &QListView::activated, this, &ExplainView::selectEvent);
    connect(m_rerun, &QPushButton::clicked, this, &ExplainView::rerun);
    showNothing();
}

void ExplainView::build()
{
    m_title->setProperty("role", QStringLiteral("heading"));
    m_symptom->setObjectName(QStringLiteral("symptom"));
    m_fix->setObjectName(QStringLiteral("fix"));
    for (QLabel *label : {m_title, m_symptom, m_summary, m_fix}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    m_chain->setModel(m_model);
    m_chain->setItemDelegate(new ChainDelegate(workspace().theme(), m_chain));
    m_chain->setAccessibleName(tr("Chain of events"));
    m_chain->setResizeMode(QListView::Adjust);
    m_chain->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_chain->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_rerun->setProperty("primary", true);
    m_rerun->setToolTip(tr("Run the scenario again with the fix and the same seed"));
    m_chain->setMinimumHeight(kChainHeightMin);
    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(12, 10, 12, 10);
    layout->setSpacing(8);
    layout->addWidget(m_title);
    layout->addWidget(m_symptom);
    layout->addWidget(m_summary);
    layout->addWidget(m_chain, 1);
    layout->addWidget(m_fix);
    layout->addWidget(m_rerun);
    showScrolled(page, this);
}

QList<View::Export> ExplainView::exports()
{
    QList<Export> all = View::exports();
    all.prepend({tr("Markdown"), QStringLiteral("md"), [this] { return toMarkdown(); }});
    return all;
}

void ExplainView::follow()
{
    const journal::SessionRow *row = subject();
    if (!row)
        return;
    const bool same = m_explanation && m_explanation->session == row->session
        && m_decidedBy == row->fate.decidedBy() && m_answers == row->fate.answered;
    if (!same && !m_soon.isActive())
        m_soon.start();
}

const journal::SessionRow *ExplainView::subject() const
{
    const journal::SessionTable &sessions = workspace().state().picture().sessions();
    if (const auto selected = workspace().selection().value().session)
        return sessions.find(*selected);
    const journal::SessionRow *forgot = nullptr;
    for (std::size_t index = 0; index < sessions.size(); ++index) {
        const journal::SessionRow &row = sessions.row(index);
        if (row.fate.outcome() == Outcome::Lost)
            return &row;
        if (!forgot && row.fate.outcome() == Outcome::Amnesia)
            forgot = &row;
    }
    return forgot;
}

void ExplainView::explain()
{
    m_soon.stop();
    const journal::SessionRow *row = subject();
    if (row)
        show(*row);
    else
        showNothing();
}

void ExplainView::show(const journal::SessionRow &row)
{
    const journal::Journal &journal = workspace().state().run()->journal();
    m_explanation = journal::explain(journal, row.fate);
    m_decidedBy = row.fate.decidedBy();
    m_answers = row.fate.answered;
    const QString session = masked(journal.text(row.session));
    const Outcome outcome = m_explanation->outcome;
    switch (outcome) {
    case Outcome::Lost:
        m_title->setText(tr("Why was %1 lost?").arg(session));
        break;
    case Outcome::Amnesia:
        m_title->setText(tr("Why did %1 forget its state?").arg(session));
        break;
    case Outcome::Closed:
        m_title->setText(tr("%1 was closed by its client").arg(session));
        break;
    case Outcome::Intact:
        m_title->setText(tr("Why %1 works").arg(session));
        break;
    }
    const bool bad = outcome == Outcome::Lost || outcome == Outcome::Amnesia;
    const journal::Event *decider = bad ? journal.find(m_decidedBy) : nullptr;
    m_symptom->setVisible(decider != nullptr);
    if (decider) {
        const QString mark = outcome == Outcome::Lost ? QStringLiteral("✗ ") : QStringLiteral("▲ ");
        m_symptom->setText(mark + QString::fromStdString(journal::eventText(*decider, journal)));
        setMood(m_symptom, outcome == Outcome::Lost ? "bad" : "warning");
    }
    QString summary = QString::fromStdString(m_explanation->summary);
    if (!m_explanation->mode.empty()) {
        summary = QStringLiteral("<b>%1</b> %2<br>%3")
                      .arg(QString::fromStdString(m_explanation->mode).toHtmlEscaped(),
                           QString::fromStdString(m_explanation->modeTitle).toHtmlEscaped(),
                           summary.toHtmlEscaped());
    }
    m_summary->setText(summary);
    m_summary->setVisible(!summary.isEmpty());
    m_model->show(*m_explanation, journal);
    m_chain->setVisible(true);
    m_fix->setText(tr("Fix: %1").arg(QString::fromStdString(m_explanation->fix)));
    m_fix->setVisible(bad && !m_explanation->fix.empty());
    // A run that has the fix and failed all the same gains nothing by it.
    const Run *run = workspace().run();
    const bool isOther = run && run->header().profile != m_explanation->fixProfile;
    m_profile = bad && isOther ? m_explanation->fixProfile : std::string();
    m_rerun->setVisible(!m_profile.empty());
    m_rerun->setText(tr("Run under %1").arg(QString::fromStdString(m_profile)));
}

void ExplainView::showNothing()
{
    m_explanation.reset();
    m_model->clear();
    m_title->setText(tr("Why?"));
    m_summary->setText(
        tr("Select a session, or run a scenario in which one is lost. Here stands what led to it, event "
           "by event, back to the root cause, and what would have kept it."));
    m_summary->setVisible(true);
    for (QWidget *widget :
         {static_cast<QWidget *>(m_symptom), static_cast<QWidget *>(m_fix), static_cast<QWidget *>(m_rerun)})
        widget->setVisible(false);
}

void ExplainView::selectEvent(const QModelIndex &index)
{
    const journal::Sequence sequence(index.data(ChainModel::SequenceRole).toULongLong());
    if (const journal::Event *event = workspace().state().run()->journal().find(sequence)) {
        Selection::Value value = workspace().selection().value();
        value.session = m_explanation->session;
        value.event = sequence;
        if (event->exchange != ExchangeId())
            value.exchange = event->exchange;
        workspace().selection().set(value);
    }
}

void ExplainView::rerun()
{
    RunSetup &setup = workspace().setup();
    scenario::Overrides overrides = setup.overrides();
    overrides.profile = m_profile;
    overrides.pinning.reset();
    overrides.recovery.reset();
    overrides.seed = workspace().run()->header().seed;
    setup.setOverrides(overrides);
    workspace().startRun();
}

QByteArray ExplainView::toMarkdown() const
{
    if (!m_explanation)
        return {};
    QString text = QStringLiteral("## %1\n\n").arg(m_title->text());
    if (!m_explanation->mode.empty()) {
        text += QStringLiteral("**%1** %2\n\n")
                    .arg(QString::fromStdString(m_explanation->mode),
                         QString::fromStdString(m_explanation->modeTitle));
    }
    text += QString::fromStdString(m_explanation->summary) + QStringLiteral("\n\n");
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const QModelIndex index = m_model->index(row);
        text += QStringLiteral("%1. %2 (%3)%4\n")
                    .arg(row + 1)
                    .arg(index.data().toString(), index.data(ChainModel::TimeRole).toString(),
                         index.data(ChainModel::RootCauseRole).toBool() ? tr(" ← root cause") : QString());
    }
    if (!m_explanation->fix.empty())
        text += tr("\nFix: %1\n").arg(QString::fromStdString(m_explanation->fix));
    return text.toUtf8();
}

} // namespace sessionscope::ui
