// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/journal/explain.h"

#include <QAbstractListModel>

namespace sessionscope::ui {

/// The causal chain of an explanation, in order of time; one row per event.
class ChainModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        SequenceRole = Qt::UserRole, ///< quint64: the event's place in the journal
        RootCauseRole,               ///< bool
        TimeRole,                    ///< "1.204 s"
    };

    using QAbstractListModel::QAbstractListModel;

    void show(const journal::Explanation &explanation, const journal::Journal &journal);
    void clear();

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    struct Row
    {
        QString text;
        QString time;
        quint64 sequence = 0;
        bool rootCause = false;
    };

    std::vector<Row> m_rows;
};

} // namespace sessionscope::ui
