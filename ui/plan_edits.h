// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/scenario/plan.h"

#include <QByteArray>
#include <QObject>
#include <QString>
#include <QUndoStack>

namespace sessionscope::ui {

class RunSetup;

/// The plan of the setup as a document: every change can be taken back, also the choice of another plan, and it comes
/// from and goes to files.
///
/// A plan that is set past this begins a new document without a past.
class PlanEdits : public QObject
{
    Q_OBJECT

public:
    explicit PlanEdits(RunSetup &setup, QObject *parent = nullptr);

    /// Makes `plan` the setup's. Changes in a row with the same `field` are taken back together; empty: each alone.
    void change(const QString &text, scenario::Plan plan, const QString &field = {});
    /// Makes another document the setup's; `file` is where it comes from, empty for a built-in one. What was there
    /// before comes back with undo.
    void begin(const QString &text, scenario::Plan plan, const QString &file = {});

    /// The same with a plan that was never saved as it is: `file` has another, or nothing.
    void bringBack(const QString &text, scenario::Plan plan, const QString &file);

    QUndoStack &stack() { return m_stack; }
    /// The plan is not as its file has it, or as it was chosen.
    bool isDirty() const { return m_known != m_document.saved; }

    /// Takes over a plan from a file's bytes. `where` of the error is the JSON path; for bytes that are not JSON, the line.
    Result<void> load(const QByteArray &bytes, const QString &file);
    Result<void> open(const QString &file);
    Result<void> save(const QString &file);

signals:
    void fileUsed(const QString &file); ///< it was opened or saved
    void begun();                       ///< the plan is of another document than before, by whichever way

private:
    friend class PlanCommand;

    /// Where the plan is kept, and how it is there.
    struct Document
    {
        QString file; ///< empty for a built-in one
        nlohmann::ordered_json saved;
    };

    void put(const scenario::Plan &plan, Document document);
    void follow();

    RunSetup &m_setup;
    QUndoStack m_stack;
    nlohmann::ordered_json m_known; ///< the plan as this last saw it
    Document m_document;
    bool m_putting = false;
};

/// Reads a plan; errors of syntax name the line and column ("line 3, column 14").
Result<scenario::Plan> readPlan(const QByteArray &json);

} // namespace sessionscope::ui
