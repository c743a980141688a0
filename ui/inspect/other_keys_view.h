// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/inspect/record_classifier.h"
#include "ui/view.h"

#include <optional>
#include <string>

class QLabel;
class QPlainTextEdit;
class QStackedLayout;

namespace sessionscope::ui {

class ListTable;
class OtherKeyModel;

/// What stands in the store beside sessions: rate limits, the OAuth server's keys, and what should be a session and
/// does not read as one. The value of the key that is chosen is read and shown safely.
class OtherKeysView : public View
{
    Q_OBJECT

public:
    explicit OtherKeysView(Workspace &workspace);

    QList<Export> exports() override;

private:
    void update();
    void choose(int row);
    void showValue();

    OtherKeyModel *m_model;
    ListTable *m_table;
    QLabel *m_count;
    QPlainTextEdit *m_value;
    QStackedLayout *m_pages;
    std::string m_key; ///< that is chosen; empty: none
    std::optional<inspect::RawKey> m_raw;
    QString m_trouble; ///< why there is no value
};

} // namespace sessionscope::ui
