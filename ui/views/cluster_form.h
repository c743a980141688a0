// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <nlohmann/json.hpp>

#include <QString>
#include <QWidget>

class QComboBox;
class QLabel;

namespace sessionscope::ui {

class JsonForm;
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
    void build();
    void reset();
    void put(const QString &field, const nlohmann::json &value);
    void show();
    void showServiceName(const nlohmann::json &values);

    Workspace &m_workspace;
    JsonForm *m_form;
    QComboBox *m_serviceName;
    QLabel *m_warning;
};

} // namespace sessionscope::ui
