// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/inspect/connection_spec.h"
#include "ui/inspect/secret_vault.h"

#include <QObject>

#include <functional>
#include <memory>
#include <utility>
#include <vector>

namespace sessionscope::ui {

/// The connections that a person keeps, by name. Secrets are in none of them: they are in a vault, or are asked for each
/// time.
class ConnectionBook : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    const std::vector<inspect::ConnectionSpec> &list() const { return m_list; } ///< by group, then name
    const inspect::ConnectionSpec *find(const QString &name) const;             ///< null if there is none

    void setList(std::vector<inspect::ConnectionSpec> list);
    /// Instead of the one of that name, if there is one; it must have a name. Its secrets go to the vault if they are
    /// to be kept, else they are forgotten.
    void keep(const inspect::ConnectionSpec &spec, bool withSecrets = false);
    /// Calls `take` with the connection, now or later; with its secrets if they were kept.
    void recall(const QString &name, std::function<void(const inspect::ConnectionSpec &spec)> take) const;

    void setVault(std::unique_ptr<SecretVault> vault) { m_vault = std::move(vault); }
    bool keepsSecrets() const { return m_vault != nullptr; }
    void remove(const QString &name);

    /// Adds those of a file, instead of those of the same names. Errors: Io, InvalidInput, Unsupported.
    Result<void> importFrom(const QString &file);
    Result<void> exportTo(const QString &file) const;

signals:
    void changed();

private:
    void put(const inspect::ConnectionSpec &spec);

    std::vector<inspect::ConnectionSpec> m_list;
    std::unique_ptr<SecretVault> m_vault; ///< null: secrets are asked for each time
};

} // namespace sessionscope::ui
