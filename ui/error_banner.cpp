// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/error_banner.h"

#include "ui/to_qstring.h"
#include "ui/workspace.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace sessionscope::ui {

ErrorBanner::ErrorBanner(Workspace &workspace, QWidget *parent)
    : QFrame(parent)
    , m_what(new QLabel(this))
    , m_hint(new QLabel(this))
    , m_dismiss(new QToolButton(this))
{
    setObjectName(QStringLiteral("errorBanner"));
    setAccessibleName(tr("Trouble"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    auto *mark = new QLabel(QStringLiteral("✗"), this);
    mark->setObjectName(QStringLiteral("errorMark"));
    auto *texts = new QVBoxLayout;
    texts->setSpacing(1);
    for (QLabel *label : {m_what, m_hint}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        texts->addWidget(label);
    }
    auto *copy = new QToolButton(this);
    copy->setText(tr("Copy details"));
    copy->setObjectName(QStringLiteral("error.copy"));
    m_dismiss->setObjectName(QStringLiteral("error.dismiss"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(14, 6, 8, 6);
    layout->addWidget(mark);
    layout->addLayout(texts, 1);
    for (QToolButton *button : {copy, m_dismiss}) {
        button->setFocusPolicy(Qt::TabFocus);
        layout->addWidget(button);
    }
    copy->setAccessibleName(tr("Copy the details of the trouble"));
    m_dismiss->setAccessibleName(tr("Dismiss the trouble"));
    connect(copy, &QToolButton::clicked, this, [this] { QApplication::clipboard()->setText(details()); });
    connect(m_dismiss, &QToolButton::clicked, this, &ErrorBanner::dismiss);
    connect(&workspace, &Workspace::problem, this, &ErrorBanner::add);
    connect(&workspace.runs(), &RunList::currentChanged, this, [this, &workspace] {
        Run *run = workspace.run();
        if (!run)
            return;
        connect(run, &Run::stateChanged, this, [this, run] {
            if (run->error() && !m_errors.contains(*run->error()))
                add(*run->error());
        });
    });
    update();
}

void ErrorBanner::add(const Error &error)
{
    m_errors.removeOne(error); // the same again is news once
    m_errors.append(error);
    if (m_errors.size() > kErrorsMax)
        m_errors.removeFirst();
    update();
}

void ErrorBanner::dismiss()
{
    if (!m_errors.isEmpty())
        m_errors.removeLast();
    update();
}

QString ErrorBanner::details() const
{
    if (m_errors.isEmpty())
        return {};
    const Error &error = m_errors.last();
    return QStringLiteral("%1\n%2\nSessionscope %3")
        .arg(toQString(error.text()), QLatin1String(toText(error.code)), QApplication::applicationVersion());
}

void ErrorBanner::update()
{
    setVisible(!m_errors.isEmpty());
    if (m_errors.isEmpty())
        return;
    const Error &error = m_errors.last();
    QString what = toQString(error.what);
    if (!what.isEmpty())
        what[0] = what[0].toUpper();
    m_what->setText(error.where.empty() ? what : QStringLiteral("%1 — %2").arg(what, toQString(error.where)));
    m_hint->setText(toQString(error.hint));
    m_hint->setVisible(!error.hint.empty());
    const qsizetype more = m_errors.size() - 1;
    m_dismiss->setText(more > 0 ? tr("Dismiss (%1 more)").arg(more) : tr("Dismiss"));
}

} // namespace sessionscope::ui
