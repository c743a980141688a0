// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/scenario/plan.h"
#include "ui/theme.h"

#include <QAbstractListModel>
#include <QString>
#include <QStringList>

#include <vector>

namespace sessionscope::ui {

class Workspace;

/// The built-in scenarios as cards: what each is for, what it breaks, and what becomes of its sessions.
class CardModel : public QAbstractListModel
{
    Q_OBJECT

public:
    /// The profiles under which the same happens.
    struct Expected
    {
        Tone tone = Tone::MutedText;
        QString shares; ///< "✗ 67 % lost"
        QStringList profiles;
    };

    explicit CardModel(Workspace &workspace, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

    const scenario::Plan &plan(int row) const { return m_plans[static_cast<std::size_t>(row)]; }
    /// The row of a built-in scenario; −1 for any other.
    int rowOf(const std::string &id) const;

    QString title(int row) const;
    QString purpose(int row) const;
    /// What is done to the cluster or to the sessions, in order.
    QString deeds(int row) const;
    /// In the order of profiles; one entry without profiles while the simulator is at it.
    std::vector<Expected> expected(int row) const;
    /// All of it, a paragraph each: what is read aloud and exported.
    QStringList paragraphs(int row) const;

private:
    Workspace &m_workspace;
    std::vector<scenario::Plan> m_plans;
};

} // namespace sessionscope::ui
