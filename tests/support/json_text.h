// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>

namespace sessionscope::test {

/// JSON written with apostrophes for quotes: json("{'id':7}"). Easier to read than escapes, and Qt 6.4's
/// moc does not know raw strings: one with an odd number of quotes hides the rest of the file from it.
inline QByteArray json(const char *text)
{
    return QByteArray(text).replace('\'', '"');
}

} // namespace sessionscope::test
