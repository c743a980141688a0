// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QToolBar>

class QAction;
class QComboBox;
class QLineEdit;

namespace sessionscope::ui {

class Workspace;

/// The second row of the window, always in view: how the proxy decides, where records live, which engine, which seed.
class SetupBar : public QToolBar
{
    Q_OBJECT

public:
    explicit SetupBar(Workspace &workspace, QWidget *parent = nullptr);

private:
    QComboBox *addChoice(const QString &label, const QString &name);
    void fill();
    void addSeed();
    void showSetup();
    void takeOver();
    void takeSeed();
    std::uint64_t seed() const; ///< that the box stands for

    Workspace &m_workspace;
    QComboBox *m_profile;
    QComboBox *m_pinning;
    QComboBox *m_recovery;
    QComboBox *m_store;
    QComboBox *m_engine;
    QLineEdit *m_seed;
    QAction *m_lock;
};

} // namespace sessionscope::ui
