// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/view.h"

#include <QByteArray>
#include <QList>

#include <functional>

class QAbstractItemModel;
class QTableView;

namespace sessionscope::ui {

enum class TableFormat { Tsv, Csv, Json, Markdown };

/// Rows of a model as text, with the column titles first; what a cell shows is what is written. Json is a list of
/// objects by column title. Csv is as RFC 4180 says, with CRLF.
QByteArray renderTable(const QAbstractItemModel &model, const QList<int> &rows, const QList<int> &columns,
                       TableFormat format);

/// Every format of a table, rendered when it is asked for.
QList<View::Export> tableExports(const std::function<QByteArray(TableFormat)> &render);

/// What a view with one table exports: the rows that are selected, else all; without hidden columns. Tabs first, which
/// spreadsheets paste.
QList<View::Export> tableExports(const QTableView &table);

} // namespace sessionscope::ui
