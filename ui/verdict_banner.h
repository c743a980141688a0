// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QFrame>

class QLabel;
class QPushButton;

namespace sessionscope::ui {

class Run;
class Workspace;

/// The one sentence above the topology: what is happening, and in the end what was shown. Text, shape and colour say
/// the same.
class VerdictBanner : public QFrame
{
    Q_OBJECT

public:
    explicit VerdictBanner(Workspace &workspace, QWidget *parent = nullptr);

    QString headline() const;

private:
    struct Message
    {
        QString mark; ///< ✓ ✗ ▶ …
        QString headline;
        QString detail;
        const char *mood = "info"; ///< "good", "bad", "warning", "info": for the style sheet
    };

    Message message() const;
    Message ofDemonstration() const;
    Message ofRun() const;
    Run *otherRun() const;
    void update();

    Workspace &m_workspace;
    QLabel *m_mark;
    QLabel *m_headline;
    QLabel *m_detail;
    QPushButton *m_other; ///< goes to the other run of a demonstration
};

} // namespace sessionscope::ui
