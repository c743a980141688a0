// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <nlohmann/json.hpp>

#include <QMap>
#include <QString>
#include <QWidget>

class QFormLayout;
class QLabel;

namespace sessionscope::ui {

class Workspace;

/// The fields of the plan's cluster that people change most. What a plan says nothing about is shown as the profile has
/// it; what is typed here becomes part of the plan, can be taken back, and is judged at its field.
class ClusterForm : public QWidget
{
    Q_OBJECT

public:
    explicit ClusterForm(Workspace &workspace, QWidget *parent = nullptr);

    /// What is wrong with a field of the cluster ("sessionTtl"); empty if nothing is.
    QString trouble(const QString &field) const;

private:
    struct Row
    {
        QWidget *editor = nullptr;
        QLabel *trouble = nullptr;
        QString label;
    };

    void build();
    void addNumber(const QString &field, const QString &label);
    void addChoice(const QString &field, const QString &label, const QStringList &values);
    void addServiceName();
    void addText(const QString &field, const QString &label, const QString &example);
    void addRow(const QString &field, const QString &label, QWidget *editor);
    void put(const QString &field, const nlohmann::json &value);
    void show();
    void showServiceName(const nlohmann::json &values);
    void showTrouble();

    Workspace &m_workspace;
    QFormLayout *m_layout;
    QMap<QString, Row> m_rows;
    QLabel *m_warning = nullptr;
    QString m_shownNames;
};

} // namespace sessionscope::ui
