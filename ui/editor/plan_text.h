// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/scenario/plan.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace sessionscope::ui {

class PlanEdits;
class RunSetup;

/// The plan as JSON. What is typed becomes the plan when it is applied, as one step of the history; what cannot be read
/// stays here, with its line or path.
class PlanText : public QWidget
{
    Q_OBJECT

public:
    PlanText(const RunSetup &setup, PlanEdits &edits, QWidget *parent = nullptr);

    /// Shows the plan, unless something is typed that was not applied.
    void show(const scenario::Plan &plan);

private:
    void apply();
    void revert();
    void onBegun();
    void update();
    void tell(const Error &error);

    const RunSetup &m_setup;
    PlanEdits &m_edits;
    QPlainTextEdit *m_text;
    QLabel *m_trouble;
    QPushButton *m_apply;
    QPushButton *m_revert;
    bool m_isOfAnother = false; ///< what is typed is, and not of the plan that is open
};

} // namespace sessionscope::ui
