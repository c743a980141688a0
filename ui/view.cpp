// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/view.h"

#include <QBuffer>
#include <QPixmap>
#include <QSvgGenerator>

#include <utility>

namespace sessionscope::ui {

namespace {

QByteArray pngOf(QWidget &widget)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    widget.grab().save(&buffer, "PNG");
    return bytes;
}

QByteArray svgOf(QWidget &widget)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(widget.size());
    generator.setViewBox(widget.rect());
    generator.setTitle(widget.windowTitle());
    widget.render(&generator);
    return bytes;
}

} // namespace

View::View(QString id, const QString &title, Workspace &workspace)
    : m_id(std::move(id))
    , m_workspace(workspace)
{
    setObjectName(m_id);
    setWindowTitle(title);
    setAccessibleName(title);
}

void View::takeKeyboard()
{
    QList<QWidget *> candidates = findChildren<QWidget *>();
    if (m_mainControl)
        candidates.prepend(m_mainControl);
    for (QWidget *candidate : candidates) {
        if (candidate->isVisible() && candidate->isEnabled() && (candidate->focusPolicy() & Qt::TabFocus)) {
            candidate->setFocus(Qt::OtherFocusReason);
            return;
        }
    }
    setFocus(Qt::OtherFocusReason); // nothing to do in it yet: Tab goes on from here
}

QList<View::Export> View::exports()
{
    return {{tr("Picture (PNG)"), QStringLiteral("png"), [this] { return pngOf(*this); }},
            {tr("Picture (SVG)"), QStringLiteral("svg"), [this] { return svgOf(*this); }}};
}

} // namespace sessionscope::ui
