// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/inspect/findings_view.h"

#include "core/inspect/report.h"
#include "ui/edit_actions.h"
#include "ui/inspect/finding_list.h"
#include "ui/inspect/inspect_actions.h"
#include "ui/inspect/inspect_text.h"
#include "ui/inspect/inspection.h"
#include "ui/workspace.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QLocale>
#include <QPushButton>
#include <QTextBrowser>
#include <QVBoxLayout>

#include <algorithm>

namespace sessionscope::ui {

FindingsView::FindingsView(Workspace &workspace)
    : View(QStringLiteral("inspect-findings"), tr("Findings"), workspace)
    , m_model(new FindingModel(this))
    , m_list(new QListView)
    , m_heading(new QLabel)
    , m_empty(new QLabel)
    , m_start(new QWidget)
    , m_detail(new QTextBrowser)
    , m_sessions(new QPushButton(tr("Show its &sessions")))
    , m_reproduce(new QPushButton(tr("&Bring it to the lab")))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 6, 8, 6);
    m_heading->setProperty("role", QStringLiteral("heading"));
    m_heading->setAccessibleName(tr("How many findings"));
    m_heading->setWordWrap(true);
    layout->addWidget(m_heading);
    m_empty->setWordWrap(true);
    m_empty->setProperty("role", QStringLiteral("muted"));
    layout->addWidget(m_empty);
    auto *start = new QVBoxLayout(m_start);
    start->setContentsMargins(0, 0, 0, 0);
    for (const auto &[text, action] : {std::pair(tr("&Connect …"), "file.connect"),
                                       std::pair(tr("Open an &example"), "inspect.open-example")}) {
        auto *button = new QPushButton(text);
        connect(button, &QPushButton::clicked, this,
                [this, id = QLatin1String(action)] { this->workspace().actions().find(id)->trigger(); });
        start->addWidget(button);
    }
    layout->addWidget(m_start);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new FindingDelegate(workspace.theme(), m_list));
    m_list->setAccessibleName(tr("Findings"));
    m_list->setResizeMode(QListView::Adjust);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollMode(QListView::ScrollPerPixel);
    layout->addWidget(m_list, 3);
    m_detail->setAccessibleName(tr("The finding that is chosen"));
    m_detail->setTabChangesFocus(true);
    layout->addWidget(m_detail, 2);
    auto *buttons = new QVBoxLayout;
    m_reproduce->setProperty("primary", true);
    buttons->addWidget(m_sessions);
    buttons->addWidget(m_reproduce);
    layout->addLayout(buttons);
    setMainControl(m_list);

    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &FindingsView::showDetail);
    connect(m_list, &QListView::clicked, this, [this] { m_sessions->click(); });
    connect(m_sessions, &QPushButton::clicked, this, [this] {
        emit this->workspace().inspection().filterWanted(
            filterOf(m_model->finding(m_list->currentIndex().row())));
    });
    connect(m_reproduce, &QPushButton::clicked, this, &FindingsView::reproduce);
    for (const auto signal : {&Inspection::judged, &Inspection::reset})
        connect(&workspace.inspection(), signal, this, &FindingsView::update);
    // While there is nothing to tell, it tells how the link is.
    connect(&workspace.inspection(), &Inspection::stateChanged, this, [this] {
        if (m_model->rowCount() == 0)
            update();
    });
    connect(&workspace.theme(), &Theme::changed, m_list, &QListView::doItemsLayout);
    update();
}

QList<View::Export> FindingsView::exports()
{
    const auto json = [this] {
        Workspace &shared = workspace();
        const auto list = inspect::findingsJson(shared.inspection().judgement().findings(),
                                                &shared.inspection().inventory(), !revealsIds(shared));
        return QByteArray::fromStdString(list.dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
    };
    return QList<Export>{{tr("Markdown"), QStringLiteral("md"), [this] { return toMarkdown(); }},
                         {tr("JSON"), QStringLiteral("json"), json}}
    + View::exports();
}

void FindingsView::update()
{
    const Inspection &inspection = workspace().inspection();
    const std::vector<inspect::Finding> &findings = inspection.judgement().findings();
    const QModelIndex current = m_list->currentIndex();
    const std::string_view chosen
        = current.isValid() ? m_model->finding(current.row()).id : std::string_view();
    m_model->show(findings);
    const bool seen = !inspection.isEmpty();
    const Judgement &judgement = inspection.judgement();
    const bool acquitted = !judgement.isEmpty() && (judgement.isOfAll() || inspection.isOffline());
    m_heading->setText(
        !findings.empty() ? tr("%n finding(s), the gravest first", nullptr, static_cast<int>(findings.size()))
            : !seen       ? tr("What will break")
            : acquitted   ? tr("✓ Nothing is wrong")
                          : linkText(inspection.link()));
    m_empty->setText(
        !seen           ? tr("Connect to the Redis of an installation, or open a snapshot. Here stands what "
                                       "will break at the next restart of a proxy, why, and what to do.")
            : acquitted ? tr("… as far as can be seen from here. Facts of Kubernetes tell more.")
                        : tr("Nothing wrong was found so far, but not everything was looked at."));
    m_empty->setVisible(findings.empty());
    m_start->setVisible(!seen);
    m_list->setVisible(!findings.empty());
    for (int row = 0; row < m_model->rowCount() && !m_list->currentIndex().isValid(); ++row) {
        if (m_model->finding(row).id == chosen)
            m_list->setCurrentIndex(m_model->index(row));
    }
    if (!m_list->currentIndex().isValid())
        m_list->setCurrentIndex(m_model->index(0));
    showDetail();
}

void FindingsView::showDetail()
{
    const QModelIndex current = m_list->currentIndex();
    const bool any = current.isValid();
    for (QWidget *widget : {static_cast<QWidget *>(m_sessions), static_cast<QWidget *>(m_reproduce)})
        widget->setVisible(any);
    m_detail->setVisible(any);
    if (!any)
        return;
    const inspect::Finding &finding = m_model->finding(current.row());
    QString text;
    const auto add = [&text](const QString &label, const std::string &what) {
        if (!what.empty())
            text += QStringLiteral("<p><b>%1</b> %2</p>")
                        .arg(label.toHtmlEscaped(), QString::fromStdString(what).toHtmlEscaped());
    };
    add(tr("How sure"), std::string(toText(finding.certainty)));
    add(tr("Seen"), finding.evidence);
    add(tr("What will happen"), finding.outlook);
    add(tr("What to do"), finding.advice);
    if (text != m_shown) // whoever reads it is not thrown back to its beginning
        m_detail->setHtml(text);
    m_shown = text;
    // Some findings count sessions that no row shows: those that are missing, and what does not read as one.
    const QLocale locale;
    const auto shown = static_cast<qulonglong>(finding.rows.size());
    const auto all = static_cast<qulonglong>(finding.sessions);
    m_sessions->setEnabled(shown > 0);
    m_sessions->setText(
        shown == 0 ? tr("None of the listed &sessions")
            : shown < all
            ? tr("Show the first %1 of its %2 &sessions").arg(locale.toString(shown), locale.toString(all))
            : tr("Show its %n &session(s)", nullptr, static_cast<int>(all)));
}

/// By the mode, which people know; by the diagnosis where others have the same mode.
QString FindingsView::filterOf(const inspect::Finding &finding) const
{
    const auto &findings = workspace().inspection().judgement().findings();
    const bool shared = std::any_of(findings.begin(), findings.end(), [&finding](const auto &other) {
        return other.mode == finding.mode && other.id != finding.id;
    });
    return QStringLiteral("mode:") + toQString(shared ? finding.id : finding.mode);
}

void FindingsView::reproduce()
{
    const QModelIndex current = m_list->currentIndex();
    if (current.isValid())
        bringToLab(workspace(), m_model->finding(current.row()));
}

QByteArray FindingsView::toMarkdown() const
{
    QString text;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const inspect::Finding &finding = m_model->finding(row);
        text += QStringLiteral("## %1 %2\n\n")
                    .arg(toQString(finding.mode), QString::fromStdString(finding.title));
        text += QStringLiteral("%1, %2\n\n").arg(toText(finding.severity), toText(finding.certainty));
        for (const std::string &part : {finding.evidence, finding.outlook, finding.advice}) {
            if (!part.empty())
                text += QString::fromStdString(part) + QStringLiteral("\n\n");
        }
    }
    return text.toUtf8();
}

} // namespace sessionscope::ui
