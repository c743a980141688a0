// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/address_block.h"

#include "core/cluster/address_plan.h"
#include "core/live/sockets.h"

#include <utility>

namespace sessionscope::live {

namespace {

constexpr std::uint16_t kClaimPort = 7999;
constexpr std::uint8_t kFirst = 77;
constexpr std::uint8_t kLast = 254;

} // namespace

AddressBlock::AddressBlock(std::uint8_t number, TcpSocket claim)
    : m_number(number)
    , m_claim(std::move(claim))
{
}

Result<AddressBlock> AddressBlock::claim(Executor executor)
{
    SystemError error;
    for (std::uint8_t number = kFirst; number <= kLast; ++number) {
        TcpSocket socket(executor);
        socket.open(asio::ip::tcp::v4(), error);
        if (!error)
            socket.bind(toAsio({cluster::AddressPlan(number).clusterIp(), kClaimPort}), error);
        if (!error)
            return AddressBlock(number, std::move(socket));
        if (error != asio::error::address_in_use)
            return fail(ErrorCode::Unsupported,
                        "this system has no loopback addresses but 127.0.0.1: " + error.message(),
                        "127.0.0.0/8", "the live engine needs Linux; --engine sim runs everywhere");
    }
    return fail(ErrorCode::AddressInUse, "too many runs on this machine at once", "127.0.0.0/8",
                "end some of them");
}

} // namespace sessionscope::live
