// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/settings.h"

#include <nlohmann/json.hpp>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMetaEnum>
#include <QSaveFile>
#include <QStandardPaths>

#include <algorithm>
#include <utility>

namespace sessionscope::ui {

namespace {

constexpr double kTextScaleMin = 0.75;
constexpr double kTextScaleMax = 2.0;

QJsonObject toJson(const Settings &settings)
{
    QJsonObject places;
    for (auto place = settings.places.begin(); place != settings.places.end(); ++place) {
        places.insert(
            place.key(),
            QJsonObject{{QStringLiteral("geometry"), QString::fromLatin1(place->geometry.toBase64())},
                        {QStringLiteral("layout"), QString::fromLatin1(place->layout.toBase64())}});
    }
    return {
        {QStringLiteral("version"), SettingsFile::kVersion},
        {QStringLiteral("scheme"),
         QLatin1String(QMetaEnum::fromType<Theme::Scheme>().valueToKey(static_cast<int>(settings.scheme)))},
        {QStringLiteral("textScale"), settings.textScale},
        {QStringLiteral("presents"), settings.presents},
        {QStringLiteral("animated"), settings.animated},
        {QStringLiteral("tourSeen"), settings.tourSeen},
        {QStringLiteral("language"), settings.language},
        {QStringLiteral("recentFiles"), QJsonArray::fromStringList(settings.recentFiles)},
        {QStringLiteral("places"), places},
        {QStringLiteral("connections"),
         QJsonDocument::fromJson(
             QByteArray::fromStdString(inspect::connectionsToJson(settings.connections).dump()))
             .object()}};
}

QByteArray bytesOf(const QJsonValue &value)
{
    return QByteArray::fromBase64(value.toString().toLatin1());
}

SettingsFile::Loaded fromJson(const QJsonObject &json)
{
    SettingsFile::Loaded loaded;
    Settings &settings = loaded.settings;
    bool known = false;
    const int scheme = QMetaEnum::fromType<Theme::Scheme>().keyToValue(
        json.value(QLatin1String("scheme")).toString().toLatin1().constData(), &known);
    if (known)
        settings.scheme = static_cast<Theme::Scheme>(scheme);
    settings.textScale
        = std::clamp(json.value(QLatin1String("textScale")).toDouble(1.0), kTextScaleMin, kTextScaleMax);
    settings.presents = json.value(QLatin1String("presents")).toBool();
    settings.animated = json.value(QLatin1String("animated")).toBool(true);
    settings.tourSeen = json.value(QLatin1String("tourSeen")).toBool();
    settings.language = json.value(QLatin1String("language")).toString();
    for (const QJsonValue file : json.value(QLatin1String("recentFiles")).toArray())
        settings.recentFiles.append(file.toString());
    const QJsonObject connections = json.value(QLatin1String("connections")).toObject();
    const auto complain = [&loaded](const Error &error) {
        loaded.trouble = error;
        loaded.trouble->hint
            = "This connection was left out. The next change of the settings keeps the file as it was beside "
              "them, as settings.json.unread.";
    };
    if (!connections.isEmpty()) {
        auto read = inspect::connectionsFromJson(QJsonDocument(connections).toJson().toStdString(), complain);
        if (read)
            settings.connections = *std::move(read);
        else
            loaded.trouble = read.error();
    }
    const QJsonObject places = json.value(QLatin1String("places")).toObject();
    for (auto place = places.begin(); place != places.end(); ++place) {
        const QJsonObject bytes = place.value().toObject();
        settings.places.insert(
            place.key(),
            {bytesOf(bytes.value(QLatin1String("geometry"))), bytesOf(bytes.value(QLatin1String("layout")))});
    }
    return loaded;
}

Result<SettingsFile::Loaded> readFrom(const QString &name)
{
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::Io, file.errorString().toStdString(), name.toStdString());
    QJsonParseError error;
    const QJsonObject json = QJsonDocument::fromJson(file.readAll(), &error).object();
    if (error.error != QJsonParseError::NoError)
        return fail(ErrorCode::InvalidInput, error.errorString().toStdString(), name.toStdString());
    const int version = json.value(QLatin1String("version")).toInt();
    if (version != SettingsFile::kVersion) {
        return fail(ErrorCode::Unsupported,
                    "settings of version " + std::to_string(version) + " are not known", name.toStdString());
    }
    return fromJson(json);
}

} // namespace

SettingsFile::SettingsFile(QString name)
    : m_name(std::move(name))
{
}

QString SettingsFile::defaultName()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation)
        + QStringLiteral("/sessionscope/settings.json");
}

SettingsFile::Loaded SettingsFile::load() const
{
    if (!QFile::exists(m_name) && !QFile::exists(backupName()))
        return {}; // the first start
    if (auto settings = readFrom(m_name))
        return std::move(*settings);
    else if (auto backup = readFrom(backupName())) {
        Error trouble = settings.error();
        trouble.hint = "The settings of the time before were taken.";
        return {std::move(backup->settings), std::move(trouble)};
    } else {
        Error trouble = settings.error();
        trouble.hint = "The usual settings were taken.";
        return {{}, std::move(trouble)};
    }
}

Result<void> SettingsFile::save(const Settings &settings) const
{
    QDir().mkpath(QFileInfo(m_name).path());
    // What cannot be read in whole may be of a newer version, or be mended by hand.
    const auto before = readFrom(m_name);
    if (QFile::exists(m_name) && (!before || before->trouble)) {
        QFile::remove(unreadName());
        QFile::copy(m_name, unreadName());
    }
    QSaveFile file(m_name);
    const QByteArray bytes = QJsonDocument(toJson(settings)).toJson();
    const bool written = file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
    // Only what can be read is worth to be kept.
    if (written && readFrom(m_name)) {
        QFile::remove(backupName());
        QFile::copy(m_name, backupName());
    }
    if (!written || !file.commit()) {
        return fail(ErrorCode::Io, file.errorString().toStdString(), m_name.toStdString(),
                    "The settings are not kept.");
    }
    return {};
}

} // namespace sessionscope::ui
