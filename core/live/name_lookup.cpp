// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/name_lookup.h"

#include "core/live/sockets.h"
#include "core/live/time_limit.h"

#include <boost/asio/basic_datagram_socket.hpp>
#include <boost/asio/ip/udp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>

#include <arpa/nameser.h>
#include <array>
#include <cstdint>
#include <netinet/in.h>
#include <optional>
#include <resolv.h>
#include <span>
#include <tuple>
#include <utility>

namespace sessionscope::live {

using inspect::NameAnswer;
using inspect::NameServer;
using Bytes = std::vector<unsigned char>;

namespace {

using UdpSocket = asio::basic_datagram_socket<asio::ip::udp, Executor>;

constexpr Duration kPatience = Duration::seconds(2);
constexpr int kAttempts = 2;
constexpr std::size_t kDatagramMax = 1'232; // what resolvers agree to send unfragmented

/// Of a name that DNS cannot have: nothing.
std::optional<Bytes> queryFor(const std::string &name)
{
    struct __res_state resolver = {};
    if (res_ninit(&resolver) != 0)
        return std::nullopt;
    Bytes query(NS_PACKETSZ);
    const int size = res_nmkquery(&resolver, ns_o_query, name.c_str(), ns_c_in, ns_t_a, nullptr, 0, nullptr,
                                  query.data(), static_cast<int>(query.size()));
    res_nclose(&resolver);
    if (size < 0)
        return std::nullopt;
    query.resize(static_cast<std::size_t>(size));
    return query;
}

/// Nothing: this is no answer to that query (a late one, or somebody else's).
std::optional<NameAnswer> readAnswer(std::span<const unsigned char> message, const Bytes &query,
                                     const inspect::PodName &name)
{
    ns_msg answer;
    ns_msg asked;
    if (ns_initparse(message.data(), static_cast<int>(message.size()), &answer) != 0
        || ns_initparse(query.data(), static_cast<int>(query.size()), &asked) != 0
        || ns_msg_id(answer) != ns_msg_id(asked) || ns_msg_getflag(answer, ns_f_qr) == 0)
        return std::nullopt;
    NameAnswer said{name, NameAnswer::Outcome::NoSuchName, {}};
    const int code = ns_msg_getflag(answer, ns_f_rcode);
    if (code != ns_r_noerror && code != ns_r_nxdomain)
        said.outcome = NameAnswer::Outcome::Failed;
    for (int i = 0; i < ns_msg_count(answer, ns_s_an); ++i) {
        ns_rr record;
        if (ns_parserr(&answer, ns_s_an, i, &record) != 0)
            break;
        if (ns_rr_type(record) != ns_t_a || ns_rr_rdlen(record) != sizeof(std::uint32_t))
            continue;
        said.addresses.push_back(IpAddress(static_cast<std::uint32_t>(ns_get32(ns_rr_rdata(record)))).text());
        said.outcome = NameAnswer::Outcome::Found;
    }
    return said;
}

Error silence(const NameServer &server)
{
    return {ErrorCode::TimedOut, "the name server does not answer", server.text(),
            "is it reachable from here? kubectl port-forward carries TCP alone: write tcp://"};
}

Awaitable<Result<NameAnswer>> askByDatagram(asio::io_context &io, NameServer server, inspect::PodName name,
                                            Bytes query)
{
    SystemError error;
    UdpSocket socket(io.get_executor());
    const asio::ip::udp::endpoint to(asio::ip::address_v4(server.address.hostOrder()), server.port);
    socket.connect(to, error); // so that a refusal is told, and only this peer is heard
    for (int attempt = 0; !error && attempt < kAttempts; ++attempt) {
        socket.send(asio::buffer(query), 0, error);
        bool late = false;
        const TimeLimit limit(io.get_executor(), kPatience, [&socket, &late] {
            late = true;
            socket.cancel();
        });
        while (!error && !late) {
            std::array<unsigned char, kDatagramMax> message;
            const auto [failure, size] = co_await socket.async_receive(asio::buffer(message), kAsTuple);
            if (late)
                break;
            error = failure;
            if (auto answer = readAnswer({message.data(), size}, query, name))
                co_return *std::move(answer);
        }
    }
    co_return fail(error ? toError(error, server.text()) : silence(server));
}

Awaitable<Result<NameAnswer>> askByStream(asio::io_context &io, NameServer server, inspect::PodName name,
                                          Bytes query)
{
    TcpSocket socket(io.get_executor());
    const Endpoint to{server.address, server.port};
    auto connected = co_await connectWithin(socket, to, kPatience);
    if (!connected)
        co_return fail(connected.error());
    bool late = false;
    const TimeLimit limit(io.get_executor(), kPatience, [&socket, &late] {
        late = true;
        SystemError ignored;
        socket.close(ignored);
    });
    // A message on a stream begins with its length (RFC 1035, 4.2.2).
    Bytes message(sizeof(std::uint16_t));
    ns_put16(static_cast<unsigned>(query.size()), message.data());
    message.insert(message.end(), query.begin(), query.end());
    auto [error, moved] = co_await asio::async_write(socket, asio::buffer(message), kAsTuple);
    message.assign(sizeof(std::uint16_t), 0);
    if (!error)
        std::tie(error, moved) = co_await asio::async_read(socket, asio::buffer(message), kAsTuple);
    message.resize(ns_get16(message.data()));
    if (!error)
        std::tie(error, moved) = co_await asio::async_read(socket, asio::buffer(message), kAsTuple);
    if (late)
        co_return fail(silence(server));
    if (error)
        co_return fail(toError(error, server.text()));
    auto answer = readAnswer(message, query, name);
    if (!answer)
        co_return fail(ErrorCode::Protocol, "this is no answer of a name server", server.text());
    co_return *std::move(answer);
}

Awaitable<Result<NameAnswer>> ask(asio::io_context &io, NameServer server, inspect::PodName name, Bytes query)
{
    return server.overTcp ? askByStream(io, server, std::move(name), std::move(query))
                          : askByDatagram(io, server, std::move(name), std::move(query));
}

} // namespace

Awaitable<Result<std::vector<NameAnswer>>> lookUp(asio::io_context &io, NameServer server,
                                                  std::vector<inspect::PodName> names)
{
    std::vector<NameAnswer> answers;
    for (const inspect::PodName &one : names) {
        auto query = queryFor(one.name);
        if (!query)
            co_return fail(ErrorCode::InvalidInput, "this is no name of DNS", one.name);
        auto answer = co_await ask(io, server, one, *std::move(query));
        if (!answer)
            co_return fail(answer.error());
        answers.push_back(*std::move(answer));
    }
    co_return answers;
}

} // namespace sessionscope::live
