// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/journal/filter.h"

#include <QStringList>
#include <QTimer>
#include <QWidget>

class QCompleter;
class QLabel;
class QLineEdit;
class QMenu;
class QStringListModel;

namespace sessionscope::ui {

/// Where a list is filtered: the language of journal::Filter, checked while it is typed. A text that is no filter leaves
/// the last good one in force and says what is wrong with it.
class FilterBar : public QWidget
{
    Q_OBJECT

public:
    static constexpr int kDebounceMs = 150;
    static constexpr qsizetype kHistoryMax = 20;

    /// `what` is listed, for assistive technology: "sessions". `example` is what a filter of it may look like.
    explicit FilterBar(const QString &what,
                       const QString &example = QStringLiteral("state:lost  pod:2  status>=400"),
                       QWidget *parent = nullptr);
    ~FilterBar() override;

    const journal::Filter &filter() const { return m_filter; }
    QString text() const;
    /// In force at once.
    void setText(const QString &text);
    /// Adds a term: only what has that value, or only what has not.
    void addTerm(const QString &field, const QString &value, bool excludes);
    /// "37 of 12 408"
    void setCount(qsizetype shown, qsizetype all);
    const QStringList &history() const { return m_history; } ///< the latest first

signals:
    void filterChanged();

private:
    void apply();
    void showError(const Error *error);
    void remember();
    void offer();
    void complete(const QString &completion);
    void fillHistory();
    void showHelp();
    qsizetype wordStart() const;
    bool eventFilter(QObject *watched, QEvent *event) override;

    journal::Filter m_filter;
    QString m_applied;
    QStringList m_history;
    QTimer m_debounce;
    QLineEdit *m_edit = nullptr;
    QLabel *m_count = nullptr;
    QLabel *m_error = nullptr;
    QMenu *m_historyMenu = nullptr;
    QWidget *m_helpButton = nullptr;
    QCompleter *m_completer = nullptr;
    QStringListModel *m_candidates = nullptr;
};

} // namespace sessionscope::ui
