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
    void setDocument(PlanEdits::Document after) { m_other = std::move(after); }
    void undo() override { put(m_before); }
    void redo() override { put(m_after); }
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
    void put(const scenario::Plan &plan)
    {
        if (!m_other) {
            m_edits.put(plan, m_edits.m_document);
            return;
        }
        // As each is when it is left: it may have got another name, or been saved, since this was done.
        std::swap(*m_other, m_edits.m_document);
        m_edits.put(plan, m_edits.m_document);
        emit m_edits.begun();
    }

    PlanEdits &m_edits;
    scenario::Plan m_before;
    scenario::Plan m_after;
    QString m_field;
    std::optional<PlanEdits::Document> m_other; ///< the one not shown, where this changes the document
};

PlanEdits::PlanEdits(RunSetup &setup, QObject *parent)
    : QObject(parent)
    , m_setup(setup)
    , m_known(scenario::toJson(setup.plan()))
    , m_document{setup.file(), m_known}
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
    auto saved = scenario::toJson(plan);
    if (saved == m_known && file == m_document.file)
        return;
    auto *command = new PlanCommand(*this, text, std::move(plan));
    command->setDocument({file, std::move(saved)});
    m_stack.push(command);
}

void PlanEdits::bringBack(const QString &text, scenario::Plan plan, const QString &file)
{
    auto *command = new PlanCommand(*this, text, std::move(plan));
    command->setDocument({file, {}});
    m_stack.push(command);
}

void PlanEdits::put(const scenario::Plan &plan, Document document)
{
    m_putting = true;
    m_known = scenario::toJson(plan);
    m_document = std::move(document);
    m_setup.setPlan(plan, m_document.file);
    m_putting = false;
}

void PlanEdits::follow()
{
    if (m_putting)
        return;
    auto now = scenario::toJson(m_setup.plan());
    if (now == m_known && m_setup.file() == m_document.file)
        return;
    m_known = now;
    m_document = {m_setup.file(), std::move(now)};
    m_stack.clear();
    emit begun();
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
    put(scenario::Plan(m_setup.plan()), {file, scenario::toJson(m_setup.plan())});
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
