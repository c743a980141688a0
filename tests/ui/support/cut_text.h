// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QAbstractButton>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QScrollArea>
#include <QStyle>
#include <QStyleOptionComboBox>
#include <QTabBar>

namespace sessionscope::ui {

namespace cut {

inline bool isCut(const QLabel &label)
{
    if (label.text().isEmpty() || label.property("elides").toBool())
        return false;
    if (label.wordWrap())
        return label.heightForWidth(label.width()) > label.height() + 1;
    return label.sizeHint().width() > label.width() + 1 || label.sizeHint().height() > label.height() + 1;
}

inline bool isCut(const QAbstractButton &button)
{
    return !button.text().isEmpty() && button.sizeHint().width() > button.width() + 1;
}

inline bool isCut(const QComboBox &box)
{
    if (box.property("elides").toBool())
        return false;
    QStyleOptionComboBox option;
    option.initFrom(&box);
    option.editable = box.isEditable();
    const QRect field
        = box.style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, &box);
    return box.fontMetrics().horizontalAdvance(box.currentText()) > field.width() + 1;
}

/// The titles of the columns that are too narrow for them. The last one may be stretched or pushed out of sight.
inline QStringList cutTitles(const QHeaderView &header)
{
    QStringList titles;
    for (int section = 0; header.orientation() == Qt::Horizontal && section < header.count(); ++section) {
        if (!header.isSectionHidden(section) && header.sectionSizeHint(section) > header.sectionSize(section))
            titles.append(header.model()->headerData(section, Qt::Horizontal).toString());
    }
    return titles;
}

/// What makes a page wider than its place.
inline QString widest(const QWidget &page)
{
    const QWidget *found = &page;
    int width = 0;
    for (const QWidget *child : page.findChildren<QWidget *>()) {
        if (const int needs = child->minimumSizeHint().width(); child->isVisible() && needs > width) {
            width = needs;
            found = child;
        }
    }
    return QStringLiteral("%1 %2 needs %3")
        .arg(QLatin1String(found->metaObject()->className()), found->accessibleName(),
             QString::number(width));
}

} // namespace cut

/// What the window shows that is cut off: one line each, empty if all can be read.
inline QStringList cutTexts(const QWidget &window)
{
    QStringList found;
    const auto add = [&found](const QWidget *widget, const QString &text) {
        found.append(QStringLiteral("%1 \"%2\"")
                         .arg(QLatin1String(widget->metaObject()->className()), QString(text).left(60)));
    };
    for (const QWidget *widget : window.findChildren<QWidget *>()) {
        if (!widget->isVisible() || widget->visibleRegion().isEmpty())
            continue;
        if (const auto *label = qobject_cast<const QLabel *>(widget); label && cut::isCut(*label))
            add(label, label->text());
        else if (const auto *button = qobject_cast<const QAbstractButton *>(widget);
                 button && cut::isCut(*button))
            add(button, button->text());
        else if (const auto *box = qobject_cast<const QComboBox *>(widget); box && cut::isCut(*box))
            add(box, box->currentText());
        else if (const auto *header = qobject_cast<const QHeaderView *>(widget)) {
            for (const QString &title : cut::cutTitles(*header))
                add(header, title);
        } else if (const auto *area = qobject_cast<const QScrollArea *>(widget);
                   area && area->widget()->width() > area->viewport()->width())
            add(area, cut::widest(*area->widget()));
    }
    return found;
}

} // namespace sessionscope::ui
