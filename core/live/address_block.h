// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/live/io.h"

#include <cstdint>

namespace sessionscope::live {

/// A /16 of 127.0.0.0/8 that no other run on this machine uses, for as long as this lives.
class AddressBlock
{
public:
    /// Errors: Unsupported where only 127.0.0.1 exists (other systems than Linux), AddressInUse when all are taken.
    static Result<AddressBlock> claim(Executor executor);

    std::uint8_t number() const { return m_number; } ///< the second octet

private:
    AddressBlock(std::uint8_t number, TcpSocket claim);

    std::uint8_t m_number;
    TcpSocket m_claim; ///< bound to a port that nobody else uses, without sharing it
};

} // namespace sessionscope::live
