// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QList>
#include <QObject>
#include <QString>

namespace sessionscope::ui {

/// A piece of long work that somebody waits for: what it is, how far it is, and the wish to end it.
class Job : public QObject
{
    Q_OBJECT

public:
    Job(QString title, QObject *parent);

    const QString &title() const { return m_title; }
    int percent() const { return m_percent; }
    void setPercent(int percent);
    /// Asks whoever does the work; that one ends it.
    void cancel() { emit cancelled(); }
    /// Done, cancelled or failed: the job is gone after this.
    void end();

signals:
    void progressed();
    void cancelled();
    void ended();

private:
    QString m_title;
    int m_percent = 0;
};

/// The long work that is under way, for the status bar.
class Jobs : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    Job *add(const QString &title);
    const QList<Job *> &list() const { return m_jobs; } ///< oldest first

signals:
    void changed(); ///< one came or went

private:
    QList<Job *> m_jobs;
};

} // namespace sessionscope::ui
