// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"

#include <QFrame>
#include <QList>

class QLabel;
class QToolButton;

namespace sessionscope::ui {

class Workspace;

/// Trouble, above what it is about: what, where, and what to do. It stays until somebody dismisses it and never takes
/// the keyboard away. Several wait behind the latest.
class ErrorBanner : public QFrame
{
    Q_OBJECT

public:
    static constexpr int kErrorsMax = 20;

    explicit ErrorBanner(Workspace &workspace, QWidget *parent = nullptr);

    void add(const Error &error);
    const QList<Error> &errors() const { return m_errors; } ///< the latest is last

    void dismiss();
    /// What a report of the trouble should have in it: the error with its code, and the program's version.
    QString details() const;

private:
    void update();

    QList<Error> m_errors;
    QLabel *m_what;
    QLabel *m_hint;
    QToolButton *m_dismiss;
};

} // namespace sessionscope::ui
