// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/clip_export.h"

#include "core/base/csv.h"

#include <nlohmann/json.hpp>

#include <QAbstractItemModel>
#include <QCoreApplication>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QStringList>
#include <QTableView>

#include <algorithm>
#include <numeric>

namespace sessionscope::ui {

namespace {

QString inOneLine(QString cell)
{
    for (QChar &each : cell) {
        if (each == u'\t' || each == u'\n' || each == u'\r')
            each = u' ';
    }
    return cell;
}

QString written(const QString &cell, TableFormat format)
{
    switch (format) {
    case TableFormat::Tsv:
    case TableFormat::Json:
        return inOneLine(cell);
    case TableFormat::Csv:
        return QString::fromStdString(csvField(cell.toStdString()));
    case TableFormat::Markdown:
        return inOneLine(cell).replace(u'|', QStringLiteral("\\|"));
    }
    return cell;
}

QString line(const QStringList &cells, TableFormat format)
{
    QStringList parts;
    for (const QString &cell : cells)
        parts.append(written(cell, format));
    switch (format) {
    case TableFormat::Tsv:
    case TableFormat::Json:
        return parts.join(u'\t') + u'\n';
    case TableFormat::Csv:
        return parts.join(u',') + QStringLiteral("\r\n");
    case TableFormat::Markdown:
        return QStringLiteral("| ") + parts.join(QStringLiteral(" | ")) + QStringLiteral(" |\n");
    }
    return {};
}

QByteArray asJson(const QStringList &titles, const QList<QStringList> &rows)
{
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const QStringList &row : rows) {
        nlohmann::ordered_json object = nlohmann::ordered_json::object();
        for (qsizetype column = 0; column < titles.size(); ++column)
            object[titles[column].toStdString()] = row[column].toStdString();
        list.push_back(std::move(object));
    }
    return QByteArray::fromStdString(list.dump(2) + '\n');
}

QByteArray renderShown(const QTableView &table, TableFormat format)
{
    QList<int> rows;
    const QModelIndexList selected = table.selectionModel()->selectedRows();
    for (const QModelIndex &index : selected)
        rows.append(index.row());
    std::sort(rows.begin(), rows.end());
    if (rows.isEmpty()) {
        rows.resize(table.model()->rowCount());
        std::iota(rows.begin(), rows.end(), 0);
    }
    QList<int> columns;
    for (int visual = 0; visual < table.model()->columnCount(); ++visual) {
        const int column = table.horizontalHeader()->logicalIndex(visual);
        if (!table.isColumnHidden(column))
            columns.append(column);
    }
    return renderTable(*table.model(), rows, columns, format);
}

} // namespace

QByteArray renderTable(const QAbstractItemModel &model, const QList<int> &rows, const QList<int> &columns,
                       TableFormat format)
{
    QStringList titles;
    for (const int column : columns)
        titles.append(model.headerData(column, Qt::Horizontal).toString());
    QList<QStringList> cells;
    for (const int row : rows) {
        QStringList &texts = cells.emplace_back();
        for (const int column : columns)
            texts.append(model.index(row, column).data().toString());
    }
    if (format == TableFormat::Json)
        return asJson(titles, cells);
    QString text = line(titles, format);
    if (format == TableFormat::Markdown)
        text += line(QStringList(columns.size(), QStringLiteral("---")), format);
    for (const QStringList &row : cells)
        text += line(row, format);
    return text.toUtf8();
}

QList<View::Export> tableExports(const QTableView &table)
{
    return tableExports([&table](TableFormat format) { return renderShown(table, format); });
}

QList<View::Export> tableExports(const std::function<QByteArray(TableFormat)> &render)
{
    const auto as = [&render](TableFormat format) { return [render, format] { return render(format); }; };
    return {{QCoreApplication::translate("TableExport", "Tab-separated text"), QStringLiteral("tsv"),
             as(TableFormat::Tsv)},
            {QStringLiteral("CSV"), QStringLiteral("csv"), as(TableFormat::Csv)},
            {QStringLiteral("JSON"), QStringLiteral("json"), as(TableFormat::Json)},
            {QStringLiteral("Markdown"), QStringLiteral("md"), as(TableFormat::Markdown)}};
}

} // namespace sessionscope::ui
