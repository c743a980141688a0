// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/verdict_banner.h"

#include "ui/workspace.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStyle>

namespace sessionscope::ui {

namespace {

using Totals = journal::SessionOutcomes::Totals;

QString countOf(const Totals &totals)
{
    if (totals.lost == 0 && totals.amnesia == 0)
        return VerdictBanner::tr("none of %1 sessions lost").arg(totals.total);
    if (totals.lost == 0)
        return VerdictBanner::tr("%1 of %2 sessions forgot their state")
            .arg(totals.amnesia)
            .arg(totals.total);
    return VerdictBanner::tr("%1 of %2 sessions lost").arg(totals.lost).arg(totals.total);
}

QString modesOf(const scenario::Verdict &verdict)
{
    QStringList modes;
    for (const std::string &mode : verdict.failureModes)
        modes.append(QString::fromStdString(mode));
    return modes.join(QStringLiteral(", "));
}

QString profileOf(const scenario::Verdict &verdict)
{
    return QString::fromStdString(verdict.profile);
}

} // namespace

VerdictBanner::VerdictBanner(Workspace &workspace, QWidget *parent)
    : QFrame(parent)
    , m_workspace(workspace)
    , m_mark(new QLabel(this))
    , m_headline(new QLabel(this))
    , m_detail(new QLabel(this))
    , m_other(new QPushButton(this))
{
    setObjectName(QStringLiteral("verdict"));
    setAccessibleName(tr("Verdict"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    m_mark->setObjectName(QStringLiteral("verdictMark"));
    m_headline->setObjectName(QStringLiteral("verdictHeadline"));
    m_headline->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_headline->setAccessibleName(tr("Verdict"));
    m_detail->setObjectName(QStringLiteral("verdictDetail"));
    m_headline->setWordWrap(true);
    m_detail->setWordWrap(true);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(1);
    texts->addWidget(m_headline);
    texts->addWidget(m_detail);
    m_other->setObjectName(QStringLiteral("verdict.other"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(14, 8, 14, 8);
    layout->setSpacing(12);
    layout->addWidget(m_mark);
    layout->addLayout(texts, 1);
    layout->addWidget(m_other);
    connect(m_other, &QPushButton::clicked, this, [this] { m_workspace.runs().setCurrent(otherRun()); });

    connect(&m_workspace.demonstration(), &Demonstration::changed, this, &VerdictBanner::update);
    connect(&m_workspace.runs(), &RunList::currentStateChanged, this, &VerdictBanner::update);
    connect(&m_workspace.setup(), &RunSetup::changed, this, &VerdictBanner::update);
    update();
}

QString VerdictBanner::headline() const
{
    return m_headline->text();
}

VerdictBanner::Message VerdictBanner::message() const
{
    const Demonstration &demonstration = m_workspace.demonstration();
    const Run *run = m_workspace.run();
    if (!run) {
        return {QStringLiteral("▶"), tr("See a session get lost, and see it kept"),
                tr("Press “Show bug and fix”: the same clients run twice, before and after the fix. "
                   "Everything happens on this machine, with real connections."),
                "info"};
    }
    const bool ofBoth = demonstration.phase() != Demonstration::Phase::Idle
        && (run == demonstration.before() || run == demonstration.after());
    return ofBoth ? ofDemonstration() : ofRun();
}

VerdictBanner::Message VerdictBanner::ofDemonstration() const
{
    const Demonstration &demonstration = m_workspace.demonstration();
    switch (demonstration.phase()) {
    case Demonstration::Phase::Before:
        return {QStringLiteral("▶"),
                tr("Before the fix: running under %1 …")
                    .arg(QString::fromStdString(
                        demonstration.before() ? demonstration.before()->header().profile : std::string())),
                tr("Clients open sessions, the proxy restarts, and the clients go on."), "info"};
    case Demonstration::Phase::After: {
        const auto &verdict = demonstration.before()->verdict();
        return {QStringLiteral("▶"),
                tr("Before: %1. Now the same with the fix …").arg(countOf(verdict->sessions)),
                tr("The same clients and the same seed, under the fixed profile."), "info"};
    }
    case Demonstration::Phase::Done:
    case Demonstration::Phase::Idle:
        break;
    }
    const auto comparison = demonstration.comparison();
    if (!comparison)
        return ofRun();
    const bool good = comparison->reproduced() && comparison->fixed();
    const QString before = comparison->reproduced() ? tr("Reproduced") : tr("Not reproduced");
    const QString after = comparison->fixed() ? tr("fixed") : tr("not fixed");
    return {
        good ? QStringLiteral("✓") : QStringLiteral("✗"),
        tr("%1 — %2; %3 — %4.")
            .arg(before, countOf(comparison->before.sessions), after, countOf(comparison->after.sessions)),
        tr("Before is %1 (%2), after is %3.")
            .arg(profileOf(comparison->before), modesOf(comparison->before), profileOf(comparison->after)),
        good ? "good" : "bad"};
}

VerdictBanner::Message VerdictBanner::ofRun() const
{
    const Run &run = *m_workspace.run();
    if (run.error()) {
        return {QStringLiteral("✗"), tr("The run could not start"),
                QString::fromStdString(run.error()->text()), "bad"};
    }
    if (run.verdict()) {
        const scenario::Verdict &verdict = *run.verdict();
        const bool shows = verdict.showsTheBug();
        QString detail = run.title();
        if (!verdict.failureModes.empty())
            detail += tr(" · explained by %1").arg(modesOf(verdict));
        if (run.state() == Run::State::Standing)
            detail += tr(" · the cluster is still up");
        const QString count = countOf(verdict.sessions);
        return {verdict.passed() ? QStringLiteral("✓") : QStringLiteral("✗"),
                shows                  ? tr("Bug reproduced — %1").arg(count)
                    : verdict.passed() ? tr("All checks passed — %1").arg(count)
                                       : tr("A check failed — %1").arg(count),
                detail, verdict.passed() ? "good" : "bad"};
    }
    switch (run.state()) {
    case Run::State::Opening:
        return {QStringLiteral("▶"),
                run.file().isEmpty() ? tr("Bringing the cluster up …") : tr("Reading the journal …"),
                run.title(), "info"};
    case Run::State::Running:
        return {QStringLiteral("▶"), tr("Running …"), run.title(), "info"};
    case Run::State::Standing:
        return {QStringLiteral("●"), tr("The cluster is up"), tr("Attach a client, or do it a fault."),
                "info"};
    case Run::State::Stopping:
        return {QStringLiteral("■"), tr("Stopping …"), run.title(), "info"};
    case Run::State::Over:
    case Run::State::Failed:
        break;
    }
    return {QStringLiteral("■"), tr("Stopped before the plan was through"), run.title(), "warning"};
}

/// The run of a demonstration that is not shown; null while there are not two.
Run *VerdictBanner::otherRun() const
{
    const Demonstration &demonstration = m_workspace.demonstration();
    if (demonstration.phase() != Demonstration::Phase::Done)
        return nullptr;
    const Run *shown = m_workspace.run();
    return shown == demonstration.after() ? demonstration.before()
        : shown == demonstration.before() ? demonstration.after()
                                          : nullptr;
}

void VerdictBanner::update()
{
    const Message now = message();
    const Run *other = otherRun();
    m_other->setVisible(other != nullptr);
    if (other) {
        m_other->setText(other != m_workspace.demonstration().before() ? tr("Show the run after")
                             : other->verdict() && other->verdict()->sessions.lost > 0
                             ? tr("Why were they lost?")
                             : tr("Show the run before"));
        m_other->setToolTip(other->title());
    }
    m_mark->setText(now.mark);
    m_headline->setText(now.headline);
    m_detail->setText(now.detail);
    if (property("mood").toString() != QLatin1String(now.mood)) {
        setProperty("mood", QLatin1String(now.mood));
        for (QWidget *widget : {static_cast<QWidget *>(this), static_cast<QWidget *>(m_mark)}) {
            widget->style()->unpolish(widget);
            widget->style()->polish(widget);
        }
    }
}

} // namespace sessionscope::ui
