// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/inspect/pod_names.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;

namespace sessionscope::ui {

/// Asks which name server is to be asked for the names of pods. It names none by itself, so that nothing is sent unless
/// somebody says where to.
class NameServerDialog : public QDialog
{
    Q_OBJECT

public:
    explicit NameServerDialog(QWidget *parent = nullptr);

    Result<inspect::NameServer> nameServer() const; ///< once it is accepted there is one
    QString clusterDomain() const;

private:
    void update();

    QLineEdit *m_server;
    QLineEdit *m_domain;
    QLabel *m_error;
    QPushButton *m_ask;
};

} // namespace sessionscope::ui
