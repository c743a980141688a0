// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/editor/json_form.h"

#include "ui/editor/plan_section.h"
#include "ui/views/elided.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QSpinBox>

#include <algorithm>
#include <limits>
#include <utility>

namespace sessionscope::ui {

JsonForm::JsonForm(QString name, QWidget *parent)
    : QWidget(parent)
    , m_name(std::move(name))
    , m_layout(new QFormLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setRowWrapPolicy(QFormLayout::WrapLongRows);
    m_layout->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_layout->setLabelAlignment(Qt::AlignLeft);
}

void JsonForm::addNumber(const QString &field, const QString &label, scenario::Bounds bounds,
                         const QString &absent)
{
    auto *box = new QSpinBox(this);
    const auto intOf = [](std::uint64_t value) {
        return static_cast<int>(std::min<std::uint64_t>(value, std::numeric_limits<int>::max()));
    };
    box->setRange(absent.isEmpty() ? intOf(bounds.least) : intOf(bounds.least) - 1, intOf(bounds.most));
    box->setSpecialValueText(absent);
    connect(box, &QSpinBox::valueChanged, this, [this, field] { emit edited(field); });
    addRow(field, label, {box, nullptr, !absent.isEmpty()});
}

void JsonForm::addChoice(const QString &field, const QString &label, const QStringList &values)
{
    auto *box = new ElidedComboBox(5, this);
    box->addItems(values);
    connect(box, &QComboBox::activated, this, [this, field] { emit edited(field); });
    addRow(field, label, {box, nullptr});
}

void JsonForm::addText(const QString &field, const QString &label, const QString &example)
{
    auto *edit = new QLineEdit(this);
    edit->setPlaceholderText(example);
    connect(edit, &QLineEdit::textEdited, this, [this, field] { emit edited(field); });
    addRow(field, label, {edit, nullptr});
}

void JsonForm::addEditor(const QString &field, const QString &label, QWidget *editor)
{
    addRow(field, label, {editor, nullptr});
}

void JsonForm::addWide(QWidget *widget)
{
    m_layout->addRow(widget);
}

QString JsonForm::label(const QString &field) const
{
    return m_rows.constFind(field)->editor->accessibleName();
}

void JsonForm::addRow(const QString &field, const QString &label, Row row)
{
    row.editor->setObjectName(m_name + QLatin1Char('.') + field);
    row.editor->setAccessibleName(label);
    row.editor->setMinimumWidth(60);
    row.trouble = new QLabel(this);
    row.trouble->setObjectName(QStringLiteral("trouble"));
    row.trouble->setWordWrap(true);
    m_layout->addRow(label, row.editor);
    m_layout->addRow(row.trouble);
    row.trouble->hide();
    m_rows.insert(field, row);
}

nlohmann::json JsonForm::value(const QString &field) const
{
    const Row &row = *m_rows.constFind(field);
    if (const auto *number = qobject_cast<QSpinBox *>(row.editor)) {
        if (row.canBeAbsent && number->value() == number->minimum())
            return nullptr;
        return number->value();
    }
    if (const auto *choice = qobject_cast<QComboBox *>(row.editor))
        return choice->currentText().toStdString();
    return qobject_cast<QLineEdit *>(row.editor)->text().toStdString();
}

void JsonForm::setValue(const QString &field, const nlohmann::json &value)
{
    const Row &row = *m_rows.constFind(field);
    const QSignalBlocker quiet(row.editor);
    if (auto *number = qobject_cast<QSpinBox *>(row.editor)) {
        const int now = value.is_number() ? value.get<int>() : number->minimum();
        if (number->value() != now) // somebody may be typing it
            number->setValue(now);
        return;
    }
    const QString text = value.is_string() ? QString::fromStdString(value.get<std::string>())
        : value.is_null()                  ? QString()
                                           : QString::fromStdString(value.dump());
    if (auto *choice = qobject_cast<QComboBox *>(row.editor))
        choice->setCurrentIndex(choice->findText(text));
    else if (auto *edit = qobject_cast<QLineEdit *>(row.editor); edit->text() != text)
        edit->setText(text);
}

void JsonForm::setShown(const QString &field, bool shown)
{
    const Row &row = *m_rows.constFind(field);
    m_layout->setRowVisible(row.editor, shown);
    row.trouble->setVisible(shown && !row.trouble->text().isEmpty());
}

bool JsonForm::showTrouble(const std::optional<Error> &error, const QString &path)
{
    bool found = false;
    for (auto row = m_rows.begin(); row != m_rows.end(); ++row) {
        const QString where = path + QLatin1Char('.') + row.key();
        QString text;
        if (error && QString::fromStdString(error->where) == where) {
            text = troubleText(*error);
            found = true;
        }
        row->trouble->setText(text);
        row->trouble->setVisible(!text.isEmpty());
        row->editor->setAccessibleDescription(text);
    }
    return found;
}

QString JsonForm::trouble(const QString &field) const
{
    return m_rows.constFind(field)->trouble->text();
}

} // namespace sessionscope::ui
