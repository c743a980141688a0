// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

class QWidget;

namespace sessionscope::ui {

/// Makes `page` all that `view` shows, as wide as the view and scrolled where it is higher: a small screen or large
/// type hides nothing for good.
void showScrolled(QWidget *page, QWidget *view);

} // namespace sessionscope::ui
