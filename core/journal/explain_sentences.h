// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/journal/case_file.h"

#include <string>

namespace sessionscope::journal {

/// One event of a case as a sentence for people, without a final stop. Pods are called by ordinal ("pod-1"), which is
/// all that the journal knows of their names; session ids are masked. Empty for a kind that adds nothing to a story.
std::string sentence(const CaseFile &file, const Event &event);

} // namespace sessionscope::journal
