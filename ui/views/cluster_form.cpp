// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/views/cluster_form.h"

#include "ui/views/elided.h"
#include "ui/workspace.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

namespace sessionscope::ui {

namespace {

/// The cluster as it would be deployed: the profile's, with those fields of the plan that can be read on top.
nlohmann::json deployed(const RunSetup &setup)
{
    const auto run = setup.resolved();
    nlohmann::json values;
    if (run) {
        values = cluster::toJson(run->cluster);
    } else {
        const auto profile = routing::findProfile(setup.overrides().profile);
        values = cluster::toJson(profile ? profile->cluster(cluster::ClusterSpec().name)
                                         : cluster::ClusterSpec());
    }
    if (setup.plan().cluster.is_object())
        values.update(setup.plan().cluster);
    return values;
}

QString textOf(const nlohmann::json &value)
{
    return QString::fromStdString(value.is_string() ? value.get<std::string>() : value.dump());
}

} // namespace

ClusterForm::ClusterForm(Workspace &workspace, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_layout(new QFormLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setRowWrapPolicy(QFormLayout::WrapLongRows);
    m_layout->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_layout->setLabelAlignment(Qt::AlignLeft);
    build();
    connect(&m_workspace.setup(), &RunSetup::changed, this, &ClusterForm::show);
    show();
}

QString ClusterForm::trouble(const QString &field) const
{
    const auto row = m_rows.constFind(field);
    return row == m_rows.constEnd() ? QString() : row->trouble->text();
}

void ClusterForm::build()
{
    const QStringList affinities{QStringLiteral("None"), QStringLiteral("ClientIP")};
    addNumber(QStringLiteral("backendReplicas"), tr("Backend replicas"));
    addNumber(QStringLiteral("proxyReplicas"), tr("Proxy replicas"));
    addServiceName();
    addChoice(QStringLiteral("backendAffinity"), tr("Service affinity"), affinities);
    addChoice(QStringLiteral("proxyAffinity"), tr("Proxy affinity"), affinities);
    addChoice(QStringLiteral("peerAddressSeen"), tr("Peer address"),
              {QStringLiteral("cluster-ip"), QStringLiteral("pod-ip")});
    addText(QStringLiteral("sessionTtl"), tr("Session TTL"), QStringLiteral("2h"));
    addText(QStringLiteral("backendAffinityTimeout"), tr("Affinity timeout"), QStringLiteral("30m"));
    addText(QStringLiteral("podStartDelay"), tr("Pod start delay"), QStringLiteral("20ms"));
    addChoice(QStringLiteral("idStyle"), tr("Session id style"),
              {QStringLiteral("uuid"), QStringLiteral("hex32"), QStringLiteral("mcp-session"),
               QStringLiteral("base32")});
    addText(QStringLiteral("podHostHeader"), tr("Pod Host header"), tr("the pod's address"));
    auto *reset = new QPushButton(tr("Reset cluster"), this);
    reset->setToolTip(
        tr("Back to the profile's: forget what the plan says about the cluster, but for its name"));
    connect(reset, &QPushButton::clicked, this, [this] {
        scenario::Plan plan = m_workspace.setup().plan();
        nlohmann::json kept = nlohmann::json::object();
        if (plan.cluster.is_object() && plan.cluster.contains("name"))
            kept["name"] = plan.cluster["name"];
        plan.cluster = kept;
        m_workspace.planEdits().change(tr("reset cluster"), std::move(plan));
    });
    m_layout->addRow(reset);
}

void ClusterForm::addNumber(const QString &field, const QString &label)
{
    auto *box = new QSpinBox(this);
    box->setRange(0, cluster::ClusterSpec::kReplicasMax);
    box->setKeyboardTracking(false);
    connect(box, &QSpinBox::valueChanged, this, [this, field](int value) { put(field, value); });
    addRow(field, label, box);
}

void ClusterForm::addChoice(const QString &field, const QString &label, const QStringList &values)
{
    auto *box = new ElidedComboBox(5, this);
    box->addItems(values);
    connect(box, &QComboBox::textActivated, this,
            [this, field](const QString &value) { put(field, value.toStdString()); });
    addRow(field, label, box);
}

void ClusterForm::addServiceName()
{
    auto *box = new ElidedComboBox(8, this);
    const QString field = QStringLiteral("serviceName");
    connect(box, &QComboBox::activated, this,
            [this, box, field] { put(field, box->currentData().toString().toStdString()); });
    addRow(field, tr("serviceName"), box);
    m_warning = new QLabel(tr("▲ No pod DNS: pods cannot be addressed by name (F-04)"), this);
    m_warning->setObjectName(QStringLiteral("noPodDns"));
    m_warning->setProperty("mood", QStringLiteral("warning"));
    m_warning->setWordWrap(true);
    m_layout->addRow(m_warning);
}

void ClusterForm::addText(const QString &field, const QString &label, const QString &example)
{
    auto *edit = new QLineEdit(this);
    edit->setPlaceholderText(example);
    connect(edit, &QLineEdit::textEdited, this,
            [this, field](const QString &value) { put(field, value.toStdString()); });
    addRow(field, label, edit);
}

void ClusterForm::addRow(const QString &field, const QString &label, QWidget *editor)
{
    editor->setObjectName(QStringLiteral("cluster.") + field);
    editor->setAccessibleName(label);
    editor->setMinimumWidth(60);
    auto *trouble = new QLabel(this);
    trouble->setObjectName(QStringLiteral("trouble"));
    trouble->setWordWrap(true);
    trouble->hide();
    m_layout->addRow(label, editor);
    m_layout->addRow(trouble);
    m_rows.insert(field, {editor, trouble, label});
}

void ClusterForm::put(const QString &field, const nlohmann::json &value)
{
    scenario::Plan plan = m_workspace.setup().plan();
    if (!plan.cluster.is_object())
        plan.cluster = nlohmann::json::object();
    plan.cluster[field.toStdString()] = value;
    m_workspace.planEdits().change(tr("change %1").arg(m_rows[field].label), std::move(plan),
                                   QStringLiteral("cluster.") + field);
}

void ClusterForm::show()
{
    const nlohmann::json values = deployed(m_workspace.setup());
    for (auto row = m_rows.constBegin(); row != m_rows.constEnd(); ++row) {
        const auto value = values.find(row.key().toStdString());
        if (value == values.end())
            continue;
        const QSignalBlocker quiet(row->editor);
        if (auto *number = qobject_cast<QSpinBox *>(row->editor)) {
            if (value->is_number())
                number->setValue(value->get<int>());
        } else if (auto *edit = qobject_cast<QLineEdit *>(row->editor)) {
            if (edit->text() != textOf(*value))
                edit->setText(textOf(*value));
        } else if (auto *choice = qobject_cast<QComboBox *>(row->editor)) {
            if (row.key() != QStringLiteral("serviceName"))
                choice->setCurrentIndex(choice->findText(textOf(*value)));
        }
    }
    showServiceName(values);
    showTrouble();
}

void ClusterForm::showServiceName(const nlohmann::json &values)
{
    auto *box = qobject_cast<QComboBox *>(m_rows[QStringLiteral("serviceName")].editor);
    const QSignalBlocker quiet(box);
    const QString container = textOf(values["name"]);
    const QString headless = QStringLiteral("mcp-%1-headless").arg(container);
    const QString now = textOf(values["serviceName"]);
    box->clear();
    box->addItem(tr("%1 (pod DNS)").arg(headless), headless);
    box->addItem(tr("%1 (no pod DNS!)").arg(container), container);
    if (now != headless && now != container)
        box->addItem(tr("%1 (no pod DNS!)").arg(now), now);
    box->setCurrentIndex(box->findData(now));
    box->setToolTip(box->currentText());
    m_warning->setVisible(now != headless);
}

void ClusterForm::showTrouble()
{
    const auto run = m_workspace.setup().resolved();
    const QString where = run ? QString() : QString::fromStdString(run.error().where);
    for (auto row = m_rows.begin(); row != m_rows.end(); ++row) {
        const bool here = !run && where == QStringLiteral("cluster.") + row.key();
        QString text;
        if (here) {
            text = QStringLiteral("✗ ") + QString::fromStdString(run.error().what);
            if (!run.error().hint.empty())
                text += QStringLiteral(" — ") + QString::fromStdString(run.error().hint);
        }
        row->trouble->setText(text);
        row->trouble->setVisible(here);
        row->editor->setAccessibleDescription(text);
    }
}

} // namespace sessionscope::ui
