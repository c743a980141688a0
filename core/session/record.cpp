// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/session/record.h"

namespace sessionscope::session {

std::string_view Record::metadataOr(std::string_view key, std::string_view otherwise) const
{
    const auto it = metadata.find(key);
    return it == metadata.end() ? otherwise : std::string_view(it->second);
}

} // namespace sessionscope::session
