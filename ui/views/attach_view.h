// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/view.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QSpinBox;
class QVBoxLayout;

namespace sessionscope::ui {

/// How to attach a client of one's own: the URL, its configuration for common clients, and who has come.
class AttachView : public View
{
    Q_OBJECT

public:
    explicit AttachView(Workspace &workspace);

private:
    void addEntrance(QVBoxLayout *column);
    void addSnippets(QVBoxLayout *column);
    void addServers(QVBoxLayout *column);
    void showCluster();
    void showClients();
    QString url() const;

    QLineEdit *m_url;
    QSpinBox *m_port;
    QComboBox *m_client;
    QLabel *m_file;
    QPlainTextEdit *m_snippet;
    QLabel *m_clients;
    QLineEdit *m_redis;
    QLineEdit *m_command;
};

} // namespace sessionscope::ui
