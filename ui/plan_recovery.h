// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"

#include <QString>

namespace sessionscope::ui {

class Workspace;

/// A file that holds the plan while it is changed and not saved, so that no end of the program loses it.
class PlanRecovery
{
public:
    PlanRecovery(Workspace &workspace, QString name);

    /// Writes the plan if it is not saved; else what this wrote or brought back is gone. Errors: Io.
    Result<void> keep();
    /// Makes the plan of the file, if there is one, the setup's; undo takes it away again. A file that cannot be read is
    /// set aside. True if there was a plan.
    Result<bool> bringBack();

private:
    Workspace &m_workspace;
    QString m_name;
    bool m_isOurs = false; ///< the file was written or read here: another start's is left alone
};

} // namespace sessionscope::ui
