// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/journal/message_file.h"

#include "core/base/utf8.h"
#include "core/journal/journal_file.h"

#include <boost/archive/iterators/base64_from_binary.hpp>
#include <boost/archive/iterators/binary_from_base64.hpp>
#include <boost/archive/iterators/transform_width.hpp>

#include <algorithm>
#include <string>

// Messages in journal files.

namespace sessionscope::journal {

namespace {

using nlohmann::json;
using nlohmann::ordered_json;
namespace iterators = boost::archive::iterators;

/// Nothing if it is not base64.
std::optional<std::string> fromBase64(std::string text)
{
    using Decoded = iterators::transform_width<iterators::binary_from_base64<const char *>, 8, 6>;
    const auto padding = static_cast<std::size_t>(std::ranges::count(text, '='));
    if (text.size() % 4 != 0 || padding > 2)
        return std::nullopt;
    text.replace(text.size() - padding, padding, padding, 'A');
    try {
        std::string bytes(Decoded(text.data()), Decoded(text.data() + text.size()));
        bytes.resize(bytes.size() - padding);
        return bytes;
    } catch (const iterators::dataflow_exception &) {
        return std::nullopt;
    }
}

template <class T> T valueOr(const json &object, const char *name, T otherwise)
{
    const auto found = object.find(name);
    if (found == object.end())
        return otherwise;
    if constexpr (std::is_same_v<T, bool>)
        return found->is_boolean() ? found->template get<T>() : otherwise;
    else if constexpr (std::is_integral_v<T>)
        return found->is_number_integer() ? found->template get<T>() : otherwise;
    else
        return found->is_string() ? found->template get<T>() : otherwise;
}

std::optional<Leg> parseLeg(std::string_view name)
{
    for (int leg = 0; leg < kLegCount; ++leg) {
        if (name == toText(static_cast<Leg>(leg)))
            return static_cast<Leg>(leg);
    }
    return std::nullopt;
}

/// The elements of a list of pairs; what is no pair is left out.
template <class Take> void forEachPair(const json &object, const char *name, Take take)
{
    const auto list = object.find(name);
    if (list == object.end() || !list->is_array())
        return;
    for (const json &pair : *list) {
        if (pair.is_array() && pair.size() == 2)
            take(pair[0], pair[1]);
    }
}

} // namespace

std::string toBase64(std::string bytes)
{
    using Encoded = iterators::base64_from_binary<iterators::transform_width<const char *, 6, 8>>;
    const std::size_t padding = (3 - bytes.size() % 3) % 3;
    bytes.append(padding, '\0'); // these iterators know whole groups only
    std::string text(Encoded(bytes.data()), Encoded(bytes.data() + bytes.size()));
    text.replace(text.size() - padding, padding, padding, '=');
    return text;
}

std::string encodeMessage(const Message &message)
{
    ordered_json line{{kMessageField, message.id.value()},
                      {"exchange", message.exchange.value()},
                      {"leg", toText(message.leg)},
                      {"t", message.time.elapsed().inNanoseconds()},
                      {"actor", toText(message.actor)}};
    if (!message.peer.empty())
        line["peer"] = message.peer;
    if (!message.startLine.empty())
        line["startLine"] = message.startLine;
    if (!message.headers.empty()) {
        auto headers = ordered_json::array();
        for (const Message::Header &header : message.headers)
            headers.push_back(ordered_json::array({header.name, header.value}));
        line["headers"] = std::move(headers);
    }
    if (isUtf8(message.body))
        line["body"] = message.body;
    else
        line["bodyBase64"] = toBase64(message.body);
    line["bodySize"] = message.bodySize;
    if (!message.arrivals.empty()) {
        auto arrivals = ordered_json::array();
        for (const Message::Arrival &arrival : message.arrivals)
            arrivals.push_back(
                ordered_json::array({arrival.time.elapsed().inNanoseconds(), arrival.bodyEnd}));
        line["arrivals"] = std::move(arrivals);
    }
    line["complete"] = message.complete;
    if (message.dropped)
        line["dropped"] = true;
    // A body is never changed; headers of other encodings are no more than read by people.
    return line.dump(-1, ' ', false, ordered_json::error_handler_t::replace) + '\n';
}

std::optional<Message> decodeMessage(const json &line)
{
    const auto leg = parseLeg(valueOr<std::string>(line, "leg", ""));
    const auto actor = parseActor(valueOr<std::string>(line, "actor", ""));
    Message message;
    message.id = MessageId(valueOr<std::uint64_t>(line, kMessageField.data(), 0));
    if (!leg || !actor || message.id == MessageId())
        return std::nullopt;
    message.exchange = ExchangeId(valueOr<std::uint64_t>(line, "exchange", 0));
    message.leg = *leg;
    message.time = Instant::sinceStart(Duration::nanoseconds(valueOr<std::int64_t>(line, "t", 0)));
    message.actor = *actor;
    message.peer = valueOr<std::string>(line, "peer", "");
    message.startLine = valueOr<std::string>(line, "startLine", "");
    forEachPair(line, "headers", [&](const json &name, const json &value) {
        if (name.is_string() && value.is_string())
            message.headers.push_back({name.get<std::string>(), value.get<std::string>()});
    });
    auto body = line.contains("bodyBase64") ? fromBase64(valueOr<std::string>(line, "bodyBase64", ""))
                                            : std::optional(valueOr<std::string>(line, "body", ""));
    if (!body)
        return std::nullopt;
    message.body = std::move(*body);
    message.bodySize = valueOr<std::uint64_t>(line, "bodySize", message.body.size());
    forEachPair(line, "arrivals", [&](const json &time, const json &end) {
        if (time.is_number_integer() && end.is_number_integer())
            message.arrivals.push_back({Instant::sinceStart(Duration::nanoseconds(time.get<std::int64_t>())),
                                        end.get<std::uint64_t>()});
    });
    message.complete = valueOr(line, "complete", false);
    message.dropped = valueOr(line, "dropped", false);
    return message;
}

} // namespace sessionscope::journal
