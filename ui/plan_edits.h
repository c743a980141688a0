// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/scenario/plan.h"

#include <QByteArray>
#include <QObject>
#include <QString>
#include <QStringList>
#include <QUndoStack>

namespace sessionscope::ui {

class RunSetup;

/// The plan of the setup as a document: every change can be taken back, and it comes from and goes to files.
///
/// A plan that is set past this, such as a built-in one that was chosen, begins a new document.
class PlanEdits : public QObject
{
    Q_OBJECT

public:
    static constexpr int kRecentMax = 8;

    explicit PlanEdits(RunSetup &setup, QObject *parent = nullptr);

    /// Makes `plan` the setup's. Changes in a row with the same `field` are taken back together; empty: each alone.
    void change(const QString &text, scenario::Plan plan, const QString &field = {});

    QUndoStack &stack() { return m_stack; }
    bool isDirty() const { return !m_stack.isClean(); }

    /// Takes over a plan from a file's bytes. `where` of the error is the JSON path; for bytes that are not JSON, the line.
    Result<void> load(const QByteArray &bytes, const QString &file);
    Result<void> open(const QString &file);
    Result<void> save(const QString &file);

    /// Opened and saved files, the latest first; settings keep them between starts.
    const QStringList &recentFiles() const { return m_recent; }
    void setRecentFiles(const QStringList &files);

signals:
    void recentFilesChanged();

private:
    friend class PlanCommand;

    void put(const scenario::Plan &plan);
    void follow();
    void remember(const QString &file);

    RunSetup &m_setup;
    QUndoStack m_stack;
    nlohmann::ordered_json m_known; ///< the plan as this last saw it
    QString m_file;
    QStringList m_recent;
    bool m_putting = false;
};

/// Reads a plan; errors of syntax name the line and column ("line 3, column 14").
Result<scenario::Plan> readPlan(const QByteArray &json);

} // namespace sessionscope::ui
