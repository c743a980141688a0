// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QAbstractButton>
#include <QAbstractScrollArea>
#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QButtonGroup>
#include <QComboBox>
#include <QLineEdit>
#include <QMenuBar>
#include <QScrollBar>
#include <QSet>
#include <QTabBar>
#include <QTest>
#include <QToolButton>
#include <QWidget>

#include <algorithm>

namespace sessionscope::ui {

/// What a person can do something with: found by what assistive technology is told, not by classes of ours.
inline bool isControl(const QWidget &widget)
{
    QAccessibleInterface *told = QAccessible::queryAccessibleInterface(const_cast<QWidget *>(&widget));
    if (!told || !widget.isVisible())
        return false;
    if (const auto *tabs = qobject_cast<const QTabBar *>(&widget); tabs && tabs->count() == 0)
        return false; // Qt keeps those of docks that are gone, beyond the window's edge
    switch (told->role()) {
    case QAccessible::PushButton:
    case QAccessible::ButtonMenu:
    case QAccessible::ButtonDropDown:
    case QAccessible::CheckBox:
    case QAccessible::RadioButton:
    case QAccessible::EditableText:
    case QAccessible::ComboBox:
    case QAccessible::SpinBox:
    case QAccessible::Slider:
    case QAccessible::List:
    case QAccessible::Table:
    case QAccessible::Tree:
    case QAccessible::PageTabList:
        return true;
    case QAccessible::StaticText:
        return false; // text may be selected with the mouse; there is nothing to do with it
    default:
        return widget.focusPolicy() != Qt::NoFocus;
    }
}

/// Parts that Qt makes for its own controls; the whole is what has the name and the keyboard.
inline bool isPartOfControl(const QWidget &widget)
{
    if (qobject_cast<const QScrollBar *>(&widget) || widget.objectName().startsWith(QLatin1String("qt_")))
        return true;
    for (const QWidget *above = widget.parentWidget(); above; above = above->parentWidget()) {
        const char *const wholes[] = {"QAbstractSpinBox", "QComboBox", "QLineEdit"};
        if (std::ranges::any_of(wholes, [above](const char *name) { return above->inherits(name); }))
            return true;
    }
    const auto *area = qobject_cast<const QAbstractScrollArea *>(widget.parentWidget());
    return area && (area->viewport() == &widget || widget.inherits("QHeaderView"));
}

inline QList<QWidget *> controlsOf(QWidget &surface)
{
    QList<QWidget *> controls;
    for (QWidget *widget : surface.findChildren<QWidget *>()) {
        if (widget->window() == surface.window() && isControl(*widget) && !isPartOfControl(*widget))
            controls.append(widget);
    }
    return controls;
}

/// What a screen reader says of it. A name is made of words: "▾" is none.
inline QString nameOf(QWidget &widget)
{
    // Qt 6.4 on Unix says the chosen entry for the name of a combo box, whatever name it was given.
    const QString name = qobject_cast<QComboBox *>(&widget)
        ? widget.accessibleName()
        : QAccessible::queryAccessibleInterface(&widget)->text(QAccessible::Name);
    return std::ranges::any_of(name, [](QChar each) { return each.isLetter(); }) ? name : QString();
}

/// For a person who reads the failure: where in the window it is.
inline QString pathOf(const QWidget &widget)
{
    QString path;
    for (const QWidget *each = &widget; each; each = each->parentWidget()) {
        const QString own = QLatin1String(each->metaObject()->className())
            + (each->objectName().isEmpty() ? QString() : u'#' + each->objectName());
        path = path.isEmpty() ? own : own + u'/' + path;
    }
    const auto *button = qobject_cast<const QAbstractButton *>(&widget);
    return button && !button->text().isEmpty() ? path + u'"' + button->text() + u'"' : path;
}

/// All that Tab comes by, from `first` until it has been everywhere. A control that keeps the key ends the walk: it is
/// `trap` then.
inline QSet<QWidget *> tabbedFrom(QWidget &first, QWidget *&trap)
{
    constexpr int kStepsMax = 500;
    QSet<QWidget *> reached;
    first.setFocus(Qt::TabFocusReason);
    trap = nullptr;
    for (int step = 0; step < kStepsMax; ++step) {
        QWidget *now = QApplication::focusWidget();
        if (!now || reached.contains(now))
            return reached;
        reached.insert(now);
        QTest::keyClick(now, Qt::Key_Tab);
        if (QApplication::focusWidget() == now) {
            trap = now;
            return reached;
        }
    }
    return reached;
}

/// True if the keyboard gets there: by Tab, by arrows from a neighbour in its group, or by its action's key or menu.
inline bool isReachable(const QWidget &control, const QSet<QWidget *> &tabbed)
{
    if (!control.isEnabled() || tabbed.contains(const_cast<QWidget *>(&control)))
        return true;
    if (control.focusProxy() && tabbed.contains(control.focusProxy()))
        return true;
    if (qobject_cast<const QMenuBar *>(&control))
        return true; // F10 and Alt with a letter
    if (const auto *button = qobject_cast<const QAbstractButton *>(&control); button && button->group()) {
        const auto group = button->group()->buttons();
        if (std::ranges::any_of(group, [&](QAbstractButton *other) { return tabbed.contains(other); }))
            return true;
    }
    const auto *button = qobject_cast<const QToolButton *>(&control);
    return button && button->defaultAction() && !button->defaultAction()->shortcut().isEmpty();
}

} // namespace sessionscope::ui
