// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/plan_edits.h"

#include "ui/run_setup.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QSaveFile>
#include <QUndoCommand>

#include <optional>
#include <utility>

namespace sessionscope::ui {

class PlanCommand : public QUndoCommand
{
public:
    PlanCommand(PlanEdits &edits, const QString &text, scenario::Plan after)
        : QUndoCommand(text)
        , m_edits(edits)
        , m_before(edits.m_setup.plan())
        , m_after(std::move(after))
    {
    }

    void setField(const QString &field) { m_field = field; }
    void setFiles(const QString &before, const QString &after) { m_files.emplace(before, after); }
    void undo() override { m_edits.put(m_before, m_files ? m_files->first : m_edits.m_file); }
    void redo() override { m_edits.put(m_after, m_files ? m_files->second : m_edits.m_file); }
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
    std::optional<std::pair<QString, QString>>
        m_files; ///< before and after, where the document is another one
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
    auto *command = new PlanCommand(*this, text, std::move(plan));
    command->setField(field);
    m_stack.push(command);
}

void PlanEdits::begin(const QString &text, scenario::Plan plan, const QString &file)
{
    if (scenario::toJson(plan) == m_known && file == m_file)
        return;
    auto *command = new PlanCommand(*this, text, std::move(plan));
    command->setFiles(m_file, file);
    m_stack.push(command);
    m_stack.setClean();
}

void PlanEdits::put(const scenario::Plan &plan, const QString &file)
{
    m_putting = true;
    m_known = scenario::toJson(plan);
    m_file = file;
    m_setup.setPlan(plan, file);
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
    begin(tr("open %1").arg(file.isEmpty() ? QString::fromStdString(plan->id) : QFileInfo(file).fileName()),
          std::move(*plan), file);
    if (!file.isEmpty())
        emit fileUsed(file);
    return {};
}

Result<void> PlanEdits::open(const QString &file)
{
    QFile source(file);
    if (!source.open(QIODevice::ReadOnly))
        return fail(ErrorCode::Io, source.errorString().toStdString(), {},
                    tr("Check its name and its permissions.").toStdString());
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
    put(scenario::Plan(m_setup.plan()), file);
    m_stack.setClean();
    emit fileUsed(file);
    return {};
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
