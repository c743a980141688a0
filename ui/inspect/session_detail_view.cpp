// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/inspect/session_detail_view.h"

#include "core/inspect/masked_value.h"
#include "ui/edit_actions.h"
#include "ui/inspect/inspect_text.h"
#include "ui/inspect/inspection.h"
#include "ui/workspace.h"

#include <QAction>
#include <QFontDatabase>
#include <QLabel>
#include <QListWidget>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace sessionscope::ui {

namespace {

constexpr int kReadAgainMs = 500;

QLabel *addLabel(QVBoxLayout &layout, const QString &name, const char *role = nullptr)
{
    auto *label = new QLabel;
    label->setAccessibleName(name);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    if (role)
        label->setProperty("role", QLatin1String(role));
    layout.addWidget(label);
    return label;
}

/// Nobody answers while it is dialled.
bool isUp(const Inspection &inspection)
{
    using inspect::LinkState;
    const LinkState state = inspection.link().state;
    return inspection.spec()
        && (state == LinkState::Live || state == LinkState::Polling || state == LinkState::Loading);
}

} // namespace

SessionDetailView::SessionDetailView(Workspace &workspace)
    : View(QStringLiteral("inspect-session"), tr("Session"), workspace)
    , m_history(new QListWidget)
    , m_value(new QPlainTextEdit)
    , m_read(new QPushButton)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(10, 8, 10, 8);
    m_title = addLabel(*layout, tr("The session"), "heading");
    m_facts = addLabel(*layout, tr("What its record says"));
    m_findings = addLabel(*layout, tr("What is wrong with it"));
    addLabel(*layout, tr("History"), "muted")->setText(tr("History while watched"));
    m_history->setAccessibleName(tr("What happened to it while it was watched"));
    layout->addWidget(m_history, 1);
    m_valueTitle = addLabel(*layout, tr("Size of the record"), "muted");
    m_value->setAccessibleName(tr("The record as it stands in Redis"));
    m_value->setReadOnly(true);
    m_value->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    layout->addWidget(m_value, 2);
    layout->addWidget(m_read);
    setMainControl(m_value);
    Inspection &inspection = workspace.inspection();
    connect(m_read, &QPushButton::clicked, this, [this] { read(true); });
    m_changed.setSingleShot(true);
    m_changed.setInterval(kReadAgainMs);
    connect(&m_changed, &QTimer::timeout, this, [this] {
        m_asked = false;
        readOnce();
    });
    connect(&inspection, &Inspection::stateChanged, this, &SessionDetailView::readOnce);
    connect(&inspection, &Inspection::selectionChanged, this, &SessionDetailView::restart);
    connect(&inspection, &Inspection::reset, this, &SessionDetailView::restart);
    connect(&inspection, &Inspection::judged, this, &SessionDetailView::update);
    connect(&inspection, &Inspection::valueRead, this, &SessionDetailView::take);
    connect(&inspection, &Inspection::advanced, this, [this](const Inspection::Changes &changes) {
        const auto selected = this->workspace().inspection().selected();
        if (!selected
            || (!changes.any && !std::binary_search(changes.rows.begin(), changes.rows.end(), *selected)))
            return;
        update();
        if (!changes.any && !m_changed.isActive())
            m_changed.start();
    });
    if (const QAction *reveal = revealAction(workspace))
        connect(reveal, &QAction::toggled, this, &SessionDetailView::update);
    restart();
}

void SessionDetailView::restart()
{
    m_raw.reset();
    m_trouble.clear();
    m_asked = false;
    m_all = false;
    m_changed.stop();
    update();
    readOnce(); // a preview
}

/// Once there is somebody to ask, and something to ask for.
void SessionDetailView::readOnce()
{
    const Inspection &inspection = workspace().inspection();
    if (!m_asked && inspection.selected() && inspection.inventory().isPresent(*inspection.selected())
        && isUp(inspection))
        read(m_all);
}

void SessionDetailView::read(bool all)
{
    Inspection &inspection = workspace().inspection();
    if (!inspection.selected())
        return;
    m_asked = true;
    m_all = all;
    const Inspection::Row row = *inspection.selected();
    const auto tell = [self = QPointer(this), row](const Result<void> &result) {
        if (!self || result || self->workspace().inspection().selected() != row)
            return;
        self->m_trouble = QString::fromStdString(result.error().text());
        self->update();
    };
    inspection.readValue(inspection.inventory().session(row).key, all, tell);
}

void SessionDetailView::update()
{
    const Inspection &inspection = workspace().inspection();
    const auto selected = inspection.selected();
    for (QWidget *widget : {static_cast<QWidget *>(m_findings), static_cast<QWidget *>(m_history),
                            static_cast<QWidget *>(m_valueTitle), static_cast<QWidget *>(m_value)})
        widget->setVisible(selected.has_value());
    if (!selected) {
        m_title->setText(tr("No session is chosen"));
        m_facts->setText(tr("Choose one in the list: what its record says stands here."));
        m_read->hide();
        m_history->clear();
        m_shownHistory.clear();
        return;
    }
    const inspect::Session &session = inspection.inventory().session(*selected);
    const bool revealed = revealsIds(workspace());
    const auto &state = inspection.inventory().state(*selected);
    m_title->setText(tr("Session %1").arg(shownId(session.id(), revealed)));
    QStringList facts{clientText(session)};
    if (session.init && !session.init->protocolVersion.empty())
        facts.append(tr("protocol %1").arg(toQString(session.init->protocolVersion)));
    if (session.createdAt != WallTime())
        facts.append(tr("since %1").arg(timeText(session.createdAt)));
    facts.append(tr("%1, key %2%3")
                     .arg(QLatin1String(toText(session.type)), toQString(session.prefix()),
                          shownId(session.id(), revealed)));
    const inspect::PinTruth pin = inspect::pinTruth(session, inspection.sight().cluster());
    facts.append(tr("pin %1: %2")
                     .arg(QLatin1String(toText(pin.kind)),
                          session.backendUrl ? toQString(*session.backendUrl) : tr("no backend_url")));
    facts.append(tr("time to live %1, seen at %2")
                     .arg(ttlText(session, inspection.now()), timeText(session.observedAt)));
    if (!session.backendSid.empty())
        facts.append(tr("lost at least once: backend_sid %1").arg(shownId(session.backendSid, revealed)));
    if (state.goneAt)
        facts.append(tr("gone since %1").arg(timeText(*state.goneAt)));
    m_facts->setText(facts.join(u'\n'));
    QStringList findings;
    for (const inspect::Finding &finding : inspection.judgement().findings()) {
        if (std::find(finding.rows.begin(), finding.rows.end(), *selected) != finding.rows.end())
            findings.append(QStringLiteral("%1 %2 %3")
                                .arg(toQString(glyphOf(finding.severity)), toQString(finding.mode),
                                     QString::fromStdString(finding.title)));
    }
    m_findings->setText(findings.join(u'\n'));
    m_findings->setVisible(!findings.isEmpty());
    showHistory();
    showValue();
}

void SessionDetailView::showHistory()
{
    const Inspection &inspection = workspace().inspection();
    const bool revealed = revealsIds(workspace());
    QStringList history;
    for (const inspect::SessionEvent &event : inspection.inventory().history(*inspection.selected())) {
        QString text = timeText(event.at) + u' ' + QLatin1String(toText(event.kind));
        if (!event.text.empty())
            text += QStringLiteral(" → ")
                + (event.kind == inspect::SessionEvent::Kind::SidChanged
                       ? shownId(event.text, revealed)
                       : QString::fromStdString(event.text));
        history.append(text);
    }
    if (history.isEmpty())
        history.append(inspection.isOffline() ? tr("a snapshot has no history")
                                              : tr("nothing changed so far"));
    if (history == m_shownHistory)
        return;
    m_shownHistory = history;
    m_history->clear();
    m_history->addItems(history);
    m_history->scrollToBottom();
}

void SessionDetailView::showValue()
{
    const Inspection &inspection = workspace().inspection();
    const inspect::Session &session = inspection.inventory().session(*inspection.selected());
    const QLocale locale;
    m_valueTitle->setText(tr("Record (%1 bytes)").arg(locale.toString(m_raw ? m_raw->size : session.bytes)));
    m_read->setVisible(m_raw && m_raw->readable && !m_raw->isWhole());
    if (!m_raw) {
        m_value->setPlainText(inspection.isOffline() ? tr("A snapshot does not keep values.") : m_trouble);
        return;
    }
    m_read->setText(
        tr("Read all of it (%1)").arg(locale.formattedDataSize(static_cast<qint64>(m_raw->size))));
    // Masked before it is put into words: in hex an id would be cut by the lines.
    const std::string value = revealsIds(workspace())
        ? m_raw->value
        : inspect::maskedValue(m_raw->value, {session.id(), session.backendSid});
    const QString text = m_raw->readable ? QString::fromStdString(inspect::valueText(value))
                                         : tr("The server would not give it: %1").arg(toQString(value));
    if (m_value->toPlainText() != text) // whoever reads it is not thrown back to its beginning
        m_value->setPlainText(text);
}

void SessionDetailView::take(const inspect::RawKey &value)
{
    const Inspection &inspection = workspace().inspection();
    if (!inspection.selected() || inspection.inventory().session(*inspection.selected()).key != value.key)
        return;
    m_raw = value;
    m_trouble.clear();
    update();
}

} // namespace sessionscope::ui
