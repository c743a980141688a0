// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/inspect/snapshot.h"

#include <QDialog>

namespace sessionscope::ui {

/// What is different from an earlier snapshot, in words and as a list.
class DiffDialog : public QDialog
{
    Q_OBJECT

public:
    static constexpr std::size_t kShownMax = 5'000; ///< more than that nobody reads; the summary counts all

    DiffDialog(const inspect::SnapshotDiff &diff, WallTime before, bool revealsIds,
               QWidget *parent = nullptr);
};

} // namespace sessionscope::ui
