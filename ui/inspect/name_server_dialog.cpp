// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/inspect/name_server_dialog.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace sessionscope::ui {

NameServerDialog::NameServerDialog(QWidget *parent)
    : QDialog(parent)
    , m_server(new QLineEdit)
    , m_domain(new QLineEdit(QStringLiteral("cluster.local")))
    , m_error(new QLabel)
{
    setObjectName(QStringLiteral("nameServerDialog"));
    setWindowTitle(tr("Ask a name server (active check)"));
    auto *form = new QFormLayout(this);
    auto *what
        = new QLabel(tr("Sends DNS queries to that server and to nobody else: one for the name of each pod "
                        "that the StatefulSets promise. Nothing is changed."));
    what->setWordWrap(true);
    form->addRow(what);
    m_server->setObjectName(QStringLiteral("nameServer.address"));
    m_server->setAccessibleName(tr("Name server"));
    m_server->setPlaceholderText(tr("10.96.0.10, or tcp://127.0.0.1:1053 behind kubectl port-forward"));
    m_domain->setAccessibleName(tr("Cluster domain"));
    form->addRow(tr("Name &server"), m_server);
    form->addRow(tr("Cluster &domain"), m_domain);
    m_error->setProperty("role", QStringLiteral("error"));
    m_error->setAccessibleName(tr("What is wrong with the address"));
    m_error->setWordWrap(true);
    form->addRow(m_error);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_ask = buttons->addButton(tr("&Ask"), QDialogButtonBox::AcceptRole);
    m_ask->setProperty("primary", true);
    m_ask->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_server, &QLineEdit::textChanged, this, &NameServerDialog::update);
    connect(m_domain, &QLineEdit::textChanged, this, &NameServerDialog::update);
    form->addRow(buttons);
    update();
}

Result<inspect::NameServer> NameServerDialog::nameServer() const
{
    return inspect::NameServer::parse(m_server->text().trimmed().toStdString());
}

QString NameServerDialog::clusterDomain() const
{
    return m_domain->text().trimmed();
}

void NameServerDialog::update()
{
    const auto server = nameServer();
    const bool empty = m_server->text().trimmed().isEmpty();
    m_error->setText(server || empty ? QString()
                                     : QStringLiteral("✗ ") + QString::fromStdString(server.error().text()));
    m_ask->setEnabled(server && !clusterDomain().isEmpty());
}

} // namespace sessionscope::ui
