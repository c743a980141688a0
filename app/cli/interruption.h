// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/cli/doorbell.h"

namespace sessionscope::cli {

/// SIGINT and SIGTERM as something to wait for, as long as this lives. There is one at a time.
///
/// The first signal asks for an orderly end; the second ends the program at once, as if nobody had listened.
class Interruption
{
public:
    Interruption();
    ~Interruption();
    Interruption(const Interruption &) = delete;
    Interruption &operator=(const Interruption &) = delete;

    int signal() const; ///< 0 until one has come
    explicit operator bool() const { return signal() != 0; }

    /// Readable from the first signal on.
    int descriptor() const { return m_bell.descriptor(); }

private:
    Doorbell m_bell;
};

} // namespace sessionscope::cli
