// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/inspect/kubectl_dialog.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace sessionscope::ui {

KubectlDialog::KubectlDialog(QWidget *parent)
    : QDialog(parent)
    , m_context(new QLineEdit)
    , m_namespace(new QLineEdit)
{
    setObjectName(QStringLiteral("kubectlDialog"));
    setWindowTitle(tr("Ask kubectl"));
    auto *form = new QFormLayout(this);
    auto *what = new QLabel(
        tr("Runs <code>kubectl get statefulset,service,endpointslice,pod,deployment,mcpserver -o "
           "json</code> with your own credentials. Nothing is changed."));
    what->setWordWrap(true);
    form->addRow(what);
    m_context->setAccessibleName(tr("Context"));
    m_context->setPlaceholderText(tr("empty: kubectl's current one"));
    m_namespace->setAccessibleName(tr("Namespace"));
    m_namespace->setPlaceholderText(tr("empty: the context's"));
    form->addRow(tr("Conte&xt"), m_context);
    form->addRow(tr("&Namespace"), m_namespace);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    QPushButton *ask = buttons->addButton(tr("&Ask"), QDialogButtonBox::AcceptRole);
    ask->setProperty("primary", true);
    ask->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    form->addRow(buttons);
}

QString KubectlDialog::context() const
{
    return m_context->text().trimmed();
}

QString KubectlDialog::namespaceName() const
{
    return m_namespace->text().trimmed();
}

} // namespace sessionscope::ui
