// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/inspect/record_classifier.h"
#include "ui/view.h"

#include <QStringList>
#include <QTimer>

#include <optional>

class QLabel;
class QListWidget;
class QPlainTextEdit;
class QPushButton;

namespace sessionscope::ui {

/// The session that is chosen: what its record says, what happened to it while it was watched, what is wrong with it,
/// and its value as it stands in Redis.
class SessionDetailView : public View
{
    Q_OBJECT

public:
    explicit SessionDetailView(Workspace &workspace);

private:
    void restart();
    void readOnce();
    void read(bool all);
    void update();
    void showHistory();
    void showValue();
    void take(const inspect::RawKey &value);

    QLabel *m_title;
    QLabel *m_facts;
    QLabel *m_findings;
    QListWidget *m_history;
    QStringList m_shownHistory;
    QLabel *m_valueTitle;
    QPlainTextEdit *m_value;
    QPushButton *m_read; ///< reads all of a large value
    std::optional<inspect::RawKey> m_raw;
    QString m_trouble;    ///< why there is no value
    bool m_asked = false; ///< for the value as it is now
    bool m_all = false;   ///< a large value is wanted whole
    QTimer m_changed;     ///< a session in use changes with every request: it is not read as often
};

} // namespace sessionscope::ui
