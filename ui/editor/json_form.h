// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/scenario/json_fields.h"

#include <nlohmann/json.hpp>

#include <QMap>
#include <QString>
#include <QStringList>
#include <QWidget>

#include <optional>

class QFormLayout;
class QLabel;

namespace sessionscope::ui {

/// A form whose fields have the names and the values of a JSON object's, each with room for what is wrong with it.
class JsonForm : public QWidget
{
    Q_OBJECT

public:
    /// `name` prefixes the object names of the editors: "step" makes "step.proxy".
    explicit JsonForm(QString name, QWidget *parent = nullptr);

    /// `absent` is what the editor says for a field that is left out; empty: it cannot be.
    void addNumber(const QString &field, const QString &label, scenario::Bounds bounds,
                   const QString &absent = {});
    void addChoice(const QString &field, const QString &label, const QStringList &values);
    void addText(const QString &field, const QString &label, const QString &example = {});
    /// A field whose editor its owner fills and reads; it is told here what is wrong with it.
    void addEditor(const QString &field, const QString &label, QWidget *editor);
    /// A row of its own, after what was added before.
    void addWide(QWidget *widget);

    QStringList fields() const { return m_rows.keys(); }
    QString label(const QString &field) const;
    /// Null for a field that is left out.
    nlohmann::json value(const QString &field) const;
    /// Does not emit edited().
    void setValue(const QString &field, const nlohmann::json &value);
    void setShown(const QString &field, bool shown);

    /// Says at the field that an error's JSON path names what is wrong, if the path begins with `path`; all others are
    /// fine. Returns whether there was such a field.
    bool showTrouble(const std::optional<Error> &error, const QString &path);
    QString trouble(const QString &field) const; ///< as it is said; empty if all is well

signals:
    void edited(const QString &field);

private:
    struct Row
    {
        QWidget *editor;
        QLabel *trouble;
        bool canBeAbsent = false;
    };

    void addRow(const QString &field, const QString &label, Row row);

    QString m_name;
    QFormLayout *m_layout;
    QMap<QString, Row> m_rows;
};

} // namespace sessionscope::ui
