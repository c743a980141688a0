// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QDialog>

class QLineEdit;

namespace sessionscope::ui {

/// Asks which cluster kubectl is to be asked about. kubectl's own credentials are used; it only gets.
class KubectlDialog : public QDialog
{
    Q_OBJECT

public:
    explicit KubectlDialog(QWidget *parent = nullptr);

    QString context() const;       ///< empty: kubectl's current one
    QString namespaceName() const; ///< empty: the context's

private:
    QLineEdit *m_context;
    QLineEdit *m_namespace;
};

} // namespace sessionscope::ui
