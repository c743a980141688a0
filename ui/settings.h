// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/inspect/connection_spec.h"
#include "ui/theme.h"

#include <QByteArray>
#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace sessionscope::ui {

/// What the program remembers of a person from one start to the next. Never an id of a session.
struct Settings
{
    /// Of the window in one mode ("lab", "inspector"); Qt's own bytes.
    struct Place
    {
        QByteArray geometry;
        QByteArray layout;

        bool operator==(const Place &) const = default;
    };

    Theme::Scheme scheme = Theme::Scheme::System;
    double textScale = 1.0;
    bool presents = false;
    bool animated = true;
    bool tourSeen = false;
    QString language; ///< "de"; empty: the system's
    QStringList recentFiles;
    QMap<QString, Place> places;
    std::vector<inspect::ConnectionSpec> connections; ///< without secrets

    bool operator==(const Settings &) const = default;
};

/// The file that holds them: JSON with a version, replaced whole, the one before kept as a backup beside it.
class SettingsFile
{
public:
    static constexpr int kVersion = 1;

    explicit SettingsFile(QString name);

    /// In the place that the system has for settings.
    static QString defaultName();
    const QString &name() const { return m_name; }
    QString backupName() const { return m_name + QStringLiteral(".backup"); }
    /// Where save() puts a file that it could not read in whole, e.g. one of a newer version.
    QString unreadName() const { return m_name + QStringLiteral(".unread"); }

    struct Loaded
    {
        Settings settings;
        /// The file was unusable, and these are the backup's or the defaults; or one connection in it was.
        std::optional<Error> trouble;
    };
    Loaded load() const;
    /// Errors: Io.
    Result<void> save(const Settings &settings) const;

private:
    QString m_name;
};

} // namespace sessionscope::ui
