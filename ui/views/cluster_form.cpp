// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/views/cluster_form.h"

#include "core/scenario/plan_format.h"
#include "ui/editor/json_form.h"
#include "ui/views/elided.h"
#include "ui/workspace.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace sessionscope::ui {

namespace {

const QString kServiceName = QStringLiteral("serviceName");

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
    , m_form(new JsonForm(QStringLiteral("cluster"), this))
    , m_serviceName(new ElidedComboBox(8, this))
    , m_warning(new QLabel(tr("▲ No pod DNS: pods cannot be addressed by name (F-04)"), this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_form);
    build();
    connect(m_form, &JsonForm::edited, this,
            [this](const QString &field) { put(field, m_form->value(field)); });
    connect(m_serviceName, &QComboBox::activated, this,
            [this] { put(kServiceName, m_serviceName->currentData().toString().toStdString()); });
    connect(&m_workspace.setup(), &RunSetup::changed, this, &ClusterForm::show);
    show();
}

QString ClusterForm::trouble(const QString &field) const
{
    return m_form->trouble(field);
}

void ClusterForm::build()
{
    const QStringList affinities{QStringLiteral("None"), QStringLiteral("ClientIP")};
    const scenario::Bounds replicas = scenario::plan_format::kReplicas;
    m_form->addNumber(QStringLiteral("backendReplicas"), tr("Backend replicas"), replicas);
    m_form->addNumber(QStringLiteral("proxyReplicas"), tr("Proxy replicas"), replicas);
    m_form->addEditor(kServiceName, tr("serviceName"), m_serviceName);
    m_warning->setObjectName(QStringLiteral("noPodDns"));
    m_warning->setProperty("mood", QStringLiteral("warning"));
    m_warning->setWordWrap(true);
    m_form->addWide(m_warning);
    m_form->addChoice(QStringLiteral("backendAffinity"), tr("Service affinity"), affinities);
    m_form->addChoice(QStringLiteral("proxyAffinity"), tr("Proxy affinity"), affinities);
    m_form->addChoice(QStringLiteral("peerAddressSeen"), tr("Peer address"),
                      {QStringLiteral("cluster-ip"), QStringLiteral("pod-ip")});
    m_form->addText(QStringLiteral("sessionTtl"), tr("Session TTL"), QStringLiteral("2h"));
    m_form->addText(QStringLiteral("backendAffinityTimeout"), tr("Affinity timeout"), QStringLiteral("30m"));
    m_form->addText(QStringLiteral("podStartDelay"), tr("Pod start delay"), QStringLiteral("20ms"));
    m_form->addChoice(QStringLiteral("idStyle"), tr("Session id style"),
                      {QStringLiteral("uuid"), QStringLiteral("hex32"), QStringLiteral("mcp-session"),
                       QStringLiteral("base32")});
    m_form->addText(QStringLiteral("podHostHeader"), tr("Pod Host header"), tr("the pod's address"));
    auto *reset = new QPushButton(tr("Reset cluster"), this);
    reset->setToolTip(
        tr("Back to the profile's: forget what the plan says about the cluster, but for its name"));
    connect(reset, &QPushButton::clicked, this, &ClusterForm::reset);
    m_form->addWide(reset);
}

void ClusterForm::reset()
{
    scenario::Plan plan = m_workspace.setup().plan();
    nlohmann::json kept = nlohmann::json::object();
    if (plan.cluster.is_object() && plan.cluster.contains("name"))
        kept["name"] = plan.cluster["name"];
    plan.cluster = kept;
    m_workspace.planEdits().change(tr("reset cluster"), std::move(plan));
}

void ClusterForm::put(const QString &field, const nlohmann::json &value)
{
    scenario::Plan plan = m_workspace.setup().plan();
    if (!plan.cluster.is_object())
        plan.cluster = nlohmann::json::object();
    plan.cluster[field.toStdString()] = value;
    m_workspace.planEdits().change(tr("change %1").arg(m_form->label(field)), std::move(plan),
                                   QStringLiteral("cluster.") + field);
}

void ClusterForm::show()
{
    const nlohmann::json values = deployed(m_workspace.setup());
    for (const QString &field : m_form->fields()) {
        const auto value = values.find(field.toStdString());
        if (value != values.end() && field != kServiceName)
            m_form->setValue(field, *value);
    }
    showServiceName(values);
    const auto run = m_workspace.setup().resolved();
    m_form->showTrouble(run ? std::nullopt : std::optional(run.error()), QStringLiteral("cluster"));
}

void ClusterForm::showServiceName(const nlohmann::json &values)
{
    const QSignalBlocker quiet(m_serviceName);
    const QString container = textOf(values["name"]);
    const QString headless = QStringLiteral("mcp-%1-headless").arg(container);
    const QString now = textOf(values["serviceName"]);
    m_serviceName->clear();
    m_serviceName->addItem(tr("%1 (pod DNS)").arg(headless), headless);
    m_serviceName->addItem(tr("%1 (no pod DNS!)").arg(container), container);
    if (now != headless && now != container)
        m_serviceName->addItem(tr("%1 (no pod DNS!)").arg(now), now);
    m_serviceName->setCurrentIndex(m_serviceName->findData(now));
    m_serviceName->setToolTip(m_serviceName->currentText());
    m_warning->setVisible(now != headless);
}

} // namespace sessionscope::ui
