// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/inspect/connection_dialog.h"

#include "ui/inspect/connection_book.h"
#include "ui/inspect/connection_form.h"
#include "ui/inspect/inspect_text.h"
#include "ui/inspect/inspection.h"
#include "ui/workspace.h"

#include <QCheckBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QTreeWidget>

#include <utility>

namespace sessionscope::ui {

namespace {

using Outcome = inspect::TestStepResult::Outcome;

QString markOf(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Passed:
        return ConnectionDialog::tr("✓ passed");
    case Outcome::Skipped:
        return ConnectionDialog::tr("– not needed");
    case Outcome::Degraded:
        return ConnectionDialog::tr("▲ less than all");
    case Outcome::Failed:
        return ConnectionDialog::tr("✗ failed");
    }
    return {};
}

Tone toneOf(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Passed:
        return Tone::Good;
    case Outcome::Skipped:
        return Tone::MutedText;
    case Outcome::Degraded:
        return Tone::Warning;
    case Outcome::Failed:
        return Tone::Bad;
    }
    return Tone::Text;
}

QPushButton *addButton(QBoxLayout &layout, const QString &text, const char *name)
{
    auto *button = new QPushButton(text);
    button->setObjectName(QLatin1String(name));
    layout.addWidget(button);
    return button;
}

} // namespace

ConnectionDialog::ConnectionDialog(Workspace &workspace, ConnectionBook &book, QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
    , m_book(book)
    , m_form(new ConnectionForm)
    , m_saved(new QTreeWidget)
    , m_steps(new QTreeWidget)
    , m_verdict(new QLabel)
    , m_keeps(new QCheckBox(tr("Keep the password in the system's &keychain")))
{
    setObjectName(QStringLiteral("connectionDialog"));
    setWindowTitle(tr("Look at an installation – read only"));
    resize(860, 620);
    auto *columns = new QHBoxLayout(this);
    columns->addWidget(makeBook(), 2);
    auto *right = new QVBoxLayout;
    columns->addLayout(right, 5);
    right->addWidget(m_form);
    m_steps->setHeaderLabels({tr("Step"), tr("Outcome"), tr("What was seen")});
    m_steps->setRootIsDecorated(false);
    m_steps->setWordWrap(true);
    m_steps->setAccessibleName(tr("Steps of the test"));
    m_steps->setColumnWidth(0, 120);
    m_steps->setColumnWidth(1, 130);
    right->addWidget(m_steps, 1);
    m_verdict->setWordWrap(true);
    m_verdict->setAccessibleName(tr("What the test says"));
    right->addWidget(m_verdict);
    m_keeps->setVisible(m_book.keepsSecrets());
    right->addWidget(m_keeps);
    right->addWidget(makeButtons());
    connect(m_form, &ConnectionForm::changed, this, &ConnectionDialog::update);
    connect(&m_book, &ConnectionBook::changed, this, &ConnectionDialog::showBook);
    showBook();
    update();
    m_form->setFocus();
}

QWidget *ConnectionDialog::makeBook()
{
    auto *book = new QWidget;
    auto *layout = new QVBoxLayout(book);
    layout->setContentsMargins(0, 0, 0, 0);
    m_saved->setObjectName(QStringLiteral("connection.saved"));
    m_saved->setHeaderHidden(true);
    m_saved->setAccessibleName(tr("Saved connections"));
    layout->addWidget(m_saved);
    m_forget = addButton(*layout, tr("&Forget"), "connection.forget");
    auto *row = new QHBoxLayout;
    layout->addLayout(row);
    QPushButton *imports = addButton(*row, tr("&Import …"), "connection.import");
    QPushButton *exports = addButton(*row, tr("E&xport …"), "connection.export");
    imports->setToolTip(tr("Take connections from a file; those of the same names are replaced"));
    exports->setToolTip(tr("Write the saved connections to a file, without secrets"));
    connect(m_saved, &QTreeWidget::currentItemChanged, this, &ConnectionDialog::showChosen);
    connect(m_saved, &QTreeWidget::itemActivated, this, &ConnectionDialog::openChosen);
    connect(m_forget, &QPushButton::clicked, this, [this] {
        if (!chosen().isEmpty())
            m_book.remove(chosen());
    });
    connect(imports, &QPushButton::clicked, this, [this] { exchange(true); });
    connect(exports, &QPushButton::clicked, this, [this] { exchange(false); });
    return book;
}

QWidget *ConnectionDialog::makeButtons()
{
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    m_test = addButton(*layout, tr("&Test connection"), "connection.test");
    m_save = addButton(*layout, tr("&Save"), "connection.save");
    m_save->setToolTip(tr("Keep it under its name; a password is kept in the keychain or not at all"));
    layout->addStretch();
    QPushButton *cancel = addButton(*layout, tr("Cancel"), "connection.cancel");
    m_open = addButton(*layout, tr("&Connect"), "connection.open");
    m_open->setProperty("primary", true);
    m_open->setDefault(true);
    connect(m_test, &QPushButton::clicked, this, &ConnectionDialog::test);
    connect(m_save, &QPushButton::clicked, this, &ConnectionDialog::save);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_open, &QPushButton::clicked, this, &ConnectionDialog::accept);
    return row;
}

void ConnectionDialog::showBook()
{
    m_saved->clear();
    QTreeWidgetItem *group = nullptr;
    for (const inspect::ConnectionSpec &spec : m_book.list()) {
        const QString groupName = toQString(spec.group);
        if (!groupName.isEmpty() && (!group || group->text(0) != groupName)) {
            group = new QTreeWidgetItem(m_saved, {groupName});
            group->setFlags(Qt::ItemIsEnabled);
            group->setExpanded(true);
        }
        auto *item = groupName.isEmpty() ? new QTreeWidgetItem(m_saved) : new QTreeWidgetItem(group);
        item->setText(0, toQString(spec.name));
        item->setToolTip(0, QString::fromStdString(spec.text()));
        item->setData(0, Qt::UserRole, toQString(spec.name));
        const QColor colour(toQString(spec.colour));
        if (colour.isValid())
            item->setData(0, Qt::DecorationRole, colour);
    }
}

void ConnectionDialog::showChosen()
{
    recallChosen([this](const inspect::ConnectionSpec &spec) {
        m_form->setSpec(spec);
        m_keeps->setChecked(spec.hasSecrets());
    });
    update();
}

/// The form may still show another: a keychain takes its time.
void ConnectionDialog::openChosen()
{
    recallChosen([this](const inspect::ConnectionSpec &spec) {
        m_form->setSpec(spec);
        accept();
    });
}

/// Empty: none, or the title of a group.
QString ConnectionDialog::chosen() const
{
    const QTreeWidgetItem *item = m_saved->currentItem();
    return item ? item->data(0, Qt::UserRole).toString() : QString();
}

void ConnectionDialog::recallChosen(std::function<void(const inspect::ConnectionSpec &spec)> take)
{
    m_book.recall(chosen(),
                  [self = QPointer(this), name = chosen(),
                   take = std::move(take)](const inspect::ConnectionSpec &spec) {
                      // Of one that is not wanted any more nothing is taken.
                      if (self && self->isVisible() && self->chosen() == name)
                          take(spec);
                  });
}

void ConnectionDialog::test()
{
    m_steps->clear();
    m_verdict->setText(tr("Testing …"));
    m_testing = true;
    update();
    m_workspace.inspection().test(
        m_form->spec(),
        [self = QPointer(this)](const inspect::TestStepResult &step) {
            if (self)
                self->addStep(step);
        },
        [self = QPointer(this)](const Result<void> &result) {
            if (!self)
                return;
            self->m_testing = false;
            self->m_verdict->setText(result ? tr("✓ This connection works.")
                                            : tr("✗ %1").arg(QString::fromStdString(result.error().text())));
            self->update();
        });
}

void ConnectionDialog::addStep(const inspect::TestStepResult &step)
{
    QString seen = QString::fromStdString(step.detail);
    if (!step.advice.empty())
        seen += QStringLiteral("\n→ ") + QString::fromStdString(step.advice);
    auto *item = new QTreeWidgetItem(m_steps, {QLatin1String(toText(step.step)), markOf(step.outcome), seen});
    item->setForeground(1, m_workspace.theme().color(toneOf(step.outcome)));
    item->setToolTip(2, seen);
    m_steps->scrollToItem(item);
}

void ConnectionDialog::save()
{
    m_book.keep(m_form->spec(), m_keeps->isChecked());
}

void ConnectionDialog::accept()
{
    if (!m_form->isValid())
        return;
    m_workspace.mode().set(Mode::Inspect);
    m_workspace.inspection().open(m_form->spec());
    QDialog::accept();
}

void ConnectionDialog::exchange(bool imports)
{
    auto *dialog = new QFileDialog(this, imports ? tr("Import connections") : tr("Export connections"), {},
                                   tr("Connections (*.json);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(imports ? QFileDialog::AcceptOpen : QFileDialog::AcceptSave);
    dialog->setFileMode(imports ? QFileDialog::ExistingFile : QFileDialog::AnyFile);
    dialog->setDefaultSuffix(QStringLiteral("json"));
    connect(dialog, &QFileDialog::fileSelected, this, [this, imports](const QString &file) {
        const auto done = imports ? m_book.importFrom(file) : m_book.exportTo(file);
        if (!done)
            m_verdict->setText(QStringLiteral("✗ ") + QString::fromStdString(done.error().text()));
    });
    dialog->open();
}

void ConnectionDialog::update()
{
    const bool valid = m_form->isValid();
    m_test->setEnabled(valid && !m_testing);
    m_open->setEnabled(valid);
    m_save->setEnabled(valid && !m_form->spec().name.empty());
    m_forget->setEnabled(!chosen().isEmpty());
}

} // namespace sessionscope::ui
