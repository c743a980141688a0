// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/inspect/other_keys_view.h"

#include "core/inspect/masked_value.h"
#include "ui/clip_export.h"
#include "ui/edit_actions.h"
#include "ui/inspect/inspect_text.h"
#include "ui/inspect/inspection.h"
#include "ui/inspect/other_key_model.h"
#include "ui/views/list_table.h"
#include "ui/workspace.h"

#include <QAction>
#include <QFontDatabase>
#include <QLabel>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPointer>
#include <QSplitter>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace sessionscope::ui {

OtherKeysView::OtherKeysView(Workspace &workspace)
    : View(QStringLiteral("inspect-keys"), tr("Other keys"), workspace)
    , m_model(new OtherKeyModel(workspace, this))
    , m_table(new ListTable(tr("Keys that are no session")))
    , m_count(new QLabel)
    , m_value(new QPlainTextEdit)
    , m_pages(new QStackedLayout(this))
{
    auto *empty
        = new QLabel(tr("Keys that are no session stand here: rate limits, the OAuth server's, and what "
                        "should be a session and does not read as one."));
    empty->setAlignment(Qt::AlignCenter);
    empty->setWordWrap(true);
    empty->setProperty("role", QStringLiteral("muted"));
    m_pages->addWidget(empty);
    auto *content = new QWidget;
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    m_count->setProperty("role", QStringLiteral("muted"));
    m_count->setContentsMargins(8, 4, 8, 0);
    layout->addWidget(m_count);
    auto *halves = new QSplitter;
    halves->addWidget(m_table);
    halves->addWidget(m_value);
    halves->setStretchFactor(0, 3);
    halves->setStretchFactor(1, 2);
    layout->addWidget(halves, 1);
    m_pages->addWidget(content);
    m_table->setModel(m_model);
    m_table->setWidths({34, 11, 24, 9, 9});
    m_value->setAccessibleName(tr("The value of the key that is chosen"));
    m_value->setReadOnly(true);
    m_value->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    setMainControl(m_table);

    Inspection &inspection = workspace.inspection();
    connect(m_table, &ListTable::rowChosen, this, &OtherKeysView::choose);
    connect(m_table, &ListTable::endPressed, this, [this] { m_table->selectRow(m_model->rowCount() - 1); });
    connect(&inspection, &Inspection::judged, this, &OtherKeysView::update);
    connect(&inspection, &Inspection::reset, this, &OtherKeysView::update);
    connect(&inspection, &Inspection::valueRead, this, [this](const inspect::RawKey &value) {
        if (value.key != m_key)
            return;
        m_raw = value;
        showValue();
    });
    if (const QAction *reveal = revealAction(workspace))
        connect(reveal, &QAction::toggled, this, &OtherKeysView::update);
    update();
}

QList<View::Export> OtherKeysView::exports()
{
    return tableExports(*m_table) + View::exports();
}

void OtherKeysView::update()
{
    m_model->update();
    const int row = m_key.empty() ? -1 : m_model->rowOf(m_key);
    if (row < 0) {
        m_key.clear();
        m_raw.reset();
        m_trouble.clear();
    }
    m_table->showRow(row);
    m_pages->setCurrentIndex(m_model->rowCount() > 0 ? 1 : 0);
    const auto total = static_cast<qulonglong>(m_model->total());
    const auto listed = static_cast<qulonglong>(m_model->rowCount());
    const QLocale locale;
    m_count->setText(listed < total
                         ? tr("The first %1 of %2 keys").arg(locale.toString(listed), locale.toString(total))
                         : tr("%n key(s)", nullptr, static_cast<int>(total)));
    showValue();
}

void OtherKeysView::choose(int row)
{
    m_key = m_model->key(row).key;
    m_raw.reset();
    m_trouble.clear();
    Inspection &inspection = workspace().inspection();
    if (inspection.spec())
        inspection.readValue(m_key, false, [self = QPointer(this), key = m_key](const Result<void> &result) {
            if (!self || result || self->m_key != key)
                return;
            self->m_trouble = QString::fromStdString(result.error().text());
            self->showValue();
        });
    showValue();
}

void OtherKeysView::showValue()
{
    const int row = m_key.empty() ? -1 : m_model->rowOf(m_key);
    QString text = m_trouble;
    if (row < 0)
        text = tr("Choose a key: its value stands here.");
    else if (workspace().inspection().isOffline())
        text = tr("A snapshot does not keep values.");
    else if (m_model->key(row).kind == inspect::KeyKind::Auth && !revealsIds(workspace()))
        text = tr("Who holds such a token acts as its owner. It is shown with whole ids only.");
    else if (m_raw && m_raw->type != inspect::ValueType::String)
        text = tr("A %1: only its size is read.").arg(QLatin1String(toText(m_raw->type)));
    else if (m_raw) {
        const std::string &prefix = workspace().inspection().sight().keyPrefix;
        const std::size_t idAt = inspect::classifyName(m_key, prefix).prefixLength;
        const std::string_view id = idAt > 0 ? std::string_view(m_key).substr(idAt) : std::string_view();
        const std::string value
            = revealsIds(workspace()) ? m_raw->value : inspect::maskedValue(m_raw->value, {id});
        text = m_raw->readable ? QString::fromStdString(inspect::valueText(value))
                               : tr("The server would not give it: %1").arg(toQString(value));
    }
    if (m_value->toPlainText() != text)
        m_value->setPlainText(text);
}

} // namespace sessionscope::ui
