// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/mode.h"
#include "ui/view.h"

#include <memory>
#include <span>

namespace sessionscope::ui {

/// Where a view stands until somebody moves it.
enum class ViewArea { Left, Center, Right, Bottom };

struct ViewEntry
{
    Mode mode;
    ViewArea area;
    std::unique_ptr<View> (*make)(Workspace &workspace);
};

/// Every view of the program, in the order of menus and tabs. A new view is one more line in view_catalogue.cpp.
std::span<const ViewEntry> viewCatalogue();

} // namespace sessionscope::ui
