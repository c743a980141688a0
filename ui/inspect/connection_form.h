// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/inspect/connection_spec.h"

#include <QWidget>

class QCheckBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace sessionscope::ui {

/// A connection as a person writes it: one URI, and fields that say the same. Whatever is changed in one shows in the
/// other, but for passwords: one that is pasted in a URI goes to its field at once, where it is hidden.
class ConnectionForm : public QWidget
{
    Q_OBJECT

public:
    explicit ConnectionForm(QWidget *parent = nullptr);

    const inspect::ConnectionSpec &spec() const { return m_spec; } ///< the last one that could be read
    void setSpec(const inspect::ConnectionSpec &spec);
    /// What is pasted, password and all.
    void setUri(const QString &uri);
    bool isValid() const { return m_reads && m_fits; }

signals:
    void changed();

private:
    QLineEdit *addField(QFormLayout &form, const QString &label, const char *name, const QString &hint = {});
    QLineEdit *addFile(QFormLayout &form, const QString &label, const char *name);
    void addPages();
    void takeUri();
    void takeFields();
    void showFields();
    void showError(const Result<inspect::ConnectionSpec> &read);
    void showColour();
    void chooseColour();
    void setColour(const QString &colour);

    inspect::ConnectionSpec m_spec;
    bool m_reads = false; ///< the URL, as it was typed
    bool m_fits = true;   ///< what the fields say goes together
    bool m_filling = false;
    QLineEdit *m_uri = nullptr;
    QLabel *m_error = nullptr;
    QLineEdit *m_name = nullptr;
    QLineEdit *m_group = nullptr;
    QPushButton *m_colour = nullptr;
    QPushButton *m_noColour = nullptr;
    QLineEdit *m_user = nullptr;
    QLineEdit *m_password = nullptr;
    QLineEdit *m_sentinelPassword = nullptr;
    QLineEdit *m_prefix = nullptr;
    QCheckBox *m_tls = nullptr;
    QLineEdit *m_authority = nullptr;
    QLineEdit *m_certificate = nullptr;
    QLineEdit *m_privateKey = nullptr;
    QLineEdit *m_serverName = nullptr;
    QCheckBox *m_verify = nullptr;
    QLineEdit *m_forward = nullptr;
    QLineEdit *m_context = nullptr;
    QLineEdit *m_namespace = nullptr;
};

} // namespace sessionscope::ui
