// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/editor/plan_section.h"

#include <QStringList>

#include <utility>
#include <vector>

class QLabel;

namespace sessionscope::ui {

class ItemList;
class JsonForm;

/// A part of the plan that is a list: its items, a form for the chosen one, and what is wrong with each or with all.
class ListSection : public PlanSection
{
    Q_OBJECT

public:
    void show(const scenario::Plan &plan, const std::optional<Error> &trouble) final;

protected:
    struct Words
    {
        const char *field; ///< of the plan: "steps"
        QString title;
        QString form; ///< name of the form: "step"
        // Of the history; %1 is which, counted from 1.
        QString add;
        QString remove;
        QString move;
    };

    ListSection(const RunSetup &setup, PlanEdits &edits, Words words, QWidget *parent);

    // What an item is.
    virtual QStringList describe(const scenario::Plan &plan) const = 0;
    virtual void insert(scenario::Plan &plan, int row) const = 0;
    virtual void erase(scenario::Plan &plan, int row) const = 0;
    virtual void move(scenario::Plan &plan, int from, int to) const = 0;
    /// Fills the form from the plan's item.
    virtual void showItem(int row) = 0;
    /// Puts what was edited into the plan's item.
    virtual void take(int row, const QString &field) = 0;

    template <class Item> static void moveWithin(std::vector<Item> &items, int from, int to)
    {
        Item item = std::move(items[static_cast<std::size_t>(from)]);
        items.erase(items.begin() + from);
        items.insert(items.begin() + to, std::move(item));
    }

    void showCurrent();
    QString path(int row) const; ///< "$.steps[2]"
    JsonForm &form() const { return *m_form; }
    const std::optional<Error> &trouble() const { return m_planTrouble; }

private:
    void add(int row);
    void remove(int row);
    void moveItem(int from, int to);

    Words m_words;
    ItemList *m_list;
    QLabel *m_trouble;
    JsonForm *m_form;
    std::optional<Error> m_planTrouble;
};

} // namespace sessionscope::ui
