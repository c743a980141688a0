// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/plan_edits.h"

#include "ui/run_setup.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QSaveFile>
#include <QUndoCommand>

#include <utility>

namespace sessionscope::ui {

class PlanCommand : public QUndoCommand
{
public:
    PlanCommand(PlanEdits &edits, const QString &text, scenario::Plan before, scenario::Plan after)
        : QUndoCommand(text)
        , m_edits(edits)
        , m_before(std::move(before))
        , m_after(std::move(after))
    {
    }

    void setField(const QString &field) { m_field = field; }
    void undo() override { m_edits.put(m_before); }
    void redo() override { m_edits.put(m_after); }
    int id() const override { return m_field.isEmpty() ? -1 : 1; }

    bool mergeWith(const QUndoCommand *later) override
    {
        const auto *other = static_cast<const PlanCommand *>(later);
        if (other->m_field != m_field)
            return false;
        m_after = other->m_after;
        return true;
    }

private:
    PlanEdits &m_edits;
    scenario::Plan m_before;
    scenario::Plan m_after;
    QString m_field;
};

PlanEdits::PlanEdits(RunSetup &setup, QObject *parent)
    : QObject(parent)
    , m_setup(setup)
    , m_known(scenario::toJson(setup.plan()))
{
    connect(&m_setup, &RunSetup::changed, this, &PlanEdits::follow);
}

void PlanEdits::change(const QString &text, scenario::Plan plan, const QString &field)
{
    if (scenario::toJson(plan) == m_known)
        return;
    auto *command = new PlanCommand(*this, text, m_setup.plan(), std::move(plan));
    command->setField(field);
    m_stack.push(command);
}

void PlanEdits::put(const scenario::Plan &plan)
{
    m_putting = true;
    m_known = scenario::toJson(plan);
    m_setup.setPlan(plan, m_setup.file());
    m_putting = false;
}

void PlanEdits::follow()
{
    if (m_putting)
        return;
    auto now = scenario::toJson(m_setup.plan());
    if (now == m_known && m_setup.file() == m_file)
        return;
    m_known = std::move(now);
    m_file = m_setup.file();
    m_stack.clear();
}

Result<void> PlanEdits::load(const QByteArray &bytes, const QString &file)
{
    auto plan = readPlan(bytes);
    if (!plan)
        return fail(plan.error());
    m_setup.setPlan(std::move(*plan), file);
    m_stack.clear();
    if (!file.isEmpty())
        remember(file);
    return {};
}

Result<void> PlanEdits::open(const QString &file)
{
    QFile source(file);
    if (!source.open(QIODevice::ReadOnly))
        return fail(ErrorCode::Io, source.errorString().toStdString(), file.toStdString());
    return load(source.readAll(), file);
}

Result<void> PlanEdits::save(const QString &file)
{
    const QByteArray bytes
        = QByteArray::fromStdString(scenario::toJson(m_setup.plan()).dump(2)) + QByteArrayLiteral("\n");
    // What cannot be read back would be lost work: the form says where the trouble is.
    if (const auto plan = readPlan(bytes); !plan)
        return fail(plan.error());
    QSaveFile target(file);
    if (!target.open(QIODevice::WriteOnly) || target.write(bytes) != bytes.size() || !target.commit())
        return fail(ErrorCode::Io, target.errorString().toStdString(), file.toStdString());
    m_putting = true;
    m_file = file;
    m_setup.setPlan(m_setup.plan(), file);
    m_putting = false;
    m_stack.setClean();
    remember(file);
    return {};
}

void PlanEdits::setRecentFiles(const QStringList &files)
{
    m_recent = files.mid(0, kRecentMax);
    emit recentFilesChanged();
}

void PlanEdits::remember(const QString &file)
{
    const QString path = QFileInfo(file).absoluteFilePath();
    QStringList files = m_recent;
    files.removeAll(path);
    files.prepend(path);
    setRecentFiles(files);
}

Result<scenario::Plan> readPlan(const QByteArray &json)
{
    QJsonParseError trouble{};
    QJsonDocument::fromJson(json, &trouble);
    if (trouble.error != QJsonParseError::NoError) {
        const QByteArray before = json.left(trouble.offset);
        const auto line = before.count('\n') + 1;
        const auto column = before.size() - before.lastIndexOf('\n');
        return fail(ErrorCode::InvalidInput, trouble.errorString().toStdString(),
                    PlanEdits::tr("line %1, column %2").arg(line).arg(column).toStdString());
    }
    return scenario::parsePlan(json.toStdString());
}

} // namespace sessionscope::ui
