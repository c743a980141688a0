// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/plan_recovery.h"

#include "ui/workspace.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <utility>

namespace sessionscope::ui {

PlanRecovery::PlanRecovery(Workspace &workspace, QString name)
    : m_workspace(workspace)
    , m_name(std::move(name))
{
}

Result<void> PlanRecovery::keep()
{
    if (!m_workspace.planEdits().isDirty()) {
        if (std::exchange(m_isOurs, false))
            QFile::remove(m_name);
        return {};
    }
    m_isOurs = true;
    const RunSetup &setup = m_workspace.setup();
    const nlohmann::ordered_json kept{{"file", setup.file().toStdString()},
                                      {"plan", scenario::toJson(setup.plan())}};
    const QByteArray bytes = QByteArray::fromStdString(kept.dump(2));
    QDir().mkpath(QFileInfo(m_name).path());
    QSaveFile file(m_name);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return fail(ErrorCode::Io, file.errorString().toStdString(), m_name.toStdString());
    return {};
}

Result<bool> PlanRecovery::bringBack()
{
    QFile file(m_name);
    if (!file.open(QIODevice::ReadOnly))
        return false; // nothing was left, as is usual
    const auto kept = nlohmann::ordered_json::parse(file.readAll().toStdString(), nullptr, false);
    file.close();
    auto plan = scenario::parsePlan(kept.is_object() ? kept.value("plan", nlohmann::ordered_json()).dump()
                                                     : std::string());
    if (!plan || !kept.value("file", nlohmann::ordered_json()).is_string()) {
        const QString aside = m_name + QStringLiteral(".unreadable");
        QFile::remove(aside);
        QFile::rename(m_name, aside);
        return fail(ErrorCode::InvalidInput,
                    PlanEdits::tr("the plan that was not saved cannot be read").toStdString(),
                    aside.toStdString(), plan ? std::string() : plan.error().text());
    }
    m_isOurs = true;
    m_workspace.planEdits().bringBack(PlanEdits::tr("bring back what was not saved"), std::move(*plan),
                                      QString::fromStdString(kept["file"].get<std::string>()));
    return true;
}

} // namespace sessionscope::ui
