// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/inspect/connection_book.h"

#include <nlohmann/json.hpp>

#include <QFile>
#include <QSaveFile>

#include <algorithm>
#include <tuple>
#include <utility>

namespace sessionscope::ui {

namespace {

QByteArray secretsOf(const inspect::ConnectionSpec &spec)
{
    const nlohmann::json json{{"password", spec.redis.password}, {"sentinelPassword", spec.sentinelPassword}};
    return QByteArray::fromStdString(json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
}

inspect::ConnectionSpec withSecrets(inspect::ConnectionSpec spec, const QByteArray &secrets)
{
    const auto json = nlohmann::json::parse(secrets.begin(), secrets.end(), nullptr, false);
    const auto take = [&json](const char *name, std::string &into) {
        if (json.is_object() && json.contains(name) && json[name].is_string())
            into = json[name].get<std::string>();
    };
    take("password", spec.redis.password);
    take("sentinelPassword", spec.sentinelPassword);
    return spec;
}

} // namespace

const inspect::ConnectionSpec *ConnectionBook::find(const QString &name) const
{
    const auto it = std::find_if(m_list.begin(), m_list.end(),
                                 [name = name.toStdString()](const auto &spec) { return spec.name == name; });
    return it == m_list.end() ? nullptr : &*it;
}

void ConnectionBook::setList(std::vector<inspect::ConnectionSpec> list)
{
    m_list.clear();
    for (const inspect::ConnectionSpec &spec : list)
        put(spec);
    emit changed();
}

void ConnectionBook::keep(const inspect::ConnectionSpec &spec, bool withSecrets)
{
    put(spec);
    if (m_vault)
        m_vault->write(QString::fromStdString(spec.name),
                       withSecrets && spec.hasSecrets() ? secretsOf(spec) : QByteArray());
    emit changed();
}

void ConnectionBook::recall(const QString &name,
                            std::function<void(const inspect::ConnectionSpec &)> take) const
{
    const inspect::ConnectionSpec *spec = find(name);
    if (!spec)
        return;
    if (!m_vault)
        return take(*spec);
    m_vault->read(name, [spec = *spec, take = std::move(take)](const QByteArray &secrets) {
        take(withSecrets(spec, secrets));
    });
}

void ConnectionBook::remove(const QString &name)
{
    if (std::erase_if(m_list, [name = name.toStdString()](const auto &spec) { return spec.name == name; })
        == 0)
        return;
    if (m_vault)
        m_vault->write(name, {});
    emit changed();
}

void ConnectionBook::put(const inspect::ConnectionSpec &spec)
{
    if (spec.name.empty())
        return;
    std::erase_if(m_list, [&spec](const auto &known) { return known.name == spec.name; });
    m_list.push_back(spec.withoutSecrets());
    std::sort(m_list.begin(), m_list.end(), [](const auto &a, const auto &b) {
        return std::tie(a.group, a.name) < std::tie(b.group, b.name);
    });
}

Result<void> ConnectionBook::importFrom(const QString &name)
{
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::Io, file.errorString().toStdString(), name.toStdString());
    const auto read = inspect::connectionsFromJson(file.readAll().toStdString());
    if (!read)
        return fail(read.error());
    for (const inspect::ConnectionSpec &spec : *read)
        put(spec);
    emit changed();
    return {};
}

Result<void> ConnectionBook::exportTo(const QString &name) const
{
    QSaveFile file(name);
    const QByteArray bytes = QByteArray::fromStdString(inspect::connectionsToJson(m_list).dump(2) + "\n");
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit())
        return {};
    return fail(ErrorCode::Io, file.errorString().toStdString(), name.toStdString());
}

} // namespace sessionscope::ui
