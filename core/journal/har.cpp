// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/journal/har.h"

#include "core/base/utf8.h"
#include "core/journal/curl.h"
#include "core/journal/message_file.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>

namespace sessionscope::journal {

namespace {

using nlohmann::ordered_json;

double inMilliseconds(Duration span)
{
    return static_cast<double>(span.inMicroseconds()) / 1e3;
}

/// "2026-11-24T12:00:00.123Z"
std::string utcText(WallTime time)
{
    const std::int64_t milliseconds = time.unixNanoseconds / 1'000'000;
    return fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:03}Z",
                       fmt::gmtime(static_cast<std::time_t>(milliseconds / 1000)), milliseconds % 1000);
}

/// What was asked and, unless the exchange was cut off, what was answered.
struct Pair
{
    const Message *request = nullptr;
    const Message *response = nullptr;
};

std::vector<Pair> pairsOf(const std::vector<const Message *> &messages)
{
    std::vector<Pair> pairs;
    const auto answer = [&pairs](Leg request, const Message *response) {
        const auto open = std::ranges::find_if(pairs.rbegin(), pairs.rend(), [request](const Pair &pair) {
            return pair.request->leg == request && !pair.response;
        });
        if (open != pairs.rend())
            open->response = response;
    };
    for (const Message *message : messages) {
        switch (message->leg) {
        case Leg::ClientRequest:
        case Leg::UpstreamRequest:
            pairs.push_back({message, nullptr});
            break;
        case Leg::ClientResponse:
            answer(Leg::ClientRequest, message);
            break;
        case Leg::UpstreamResponse:
            answer(Leg::UpstreamRequest, message);
            break;
        case Leg::RecordBefore:
        case Leg::RecordAfter:
            break; // the store speaks no HTTP
        }
    }
    return pairs;
}

class HarWriter
{
public:
    HarWriter(WallTime startedAt, SessionIdMask mask)
        : m_startedAt(startedAt)
        , m_mask(std::move(mask))
    {
    }

    ordered_json entry(const Pair &pair, std::string_view page) const
    {
        const Message &request = *pair.request;
        const Duration wait = pair.response ? pair.response->time - request.time : Duration();
        Duration receive;
        if (pair.response && !pair.response->arrivals.empty())
            receive = std::max(receive, pair.response->arrivals.back().time - pair.response->time);
        ordered_json json{
            {"pageref", page},
            {"startedDateTime", utcText(m_startedAt + request.time.elapsed())},
            {"time", inMilliseconds(wait + receive)},
            {"request", requestJson(request)},
            {"response", pair.response ? responseJson(*pair.response) : noResponse()},
            {"cache", ordered_json::object()},
            {"timings", {{"send", 0}, {"wait", inMilliseconds(wait)}, {"receive", inMilliseconds(receive)}}}};
        if (request.leg == Leg::UpstreamRequest && !request.peer.empty())
            json["serverIPAddress"] = request.peer.substr(0, request.peer.rfind(':'));
        json["comment"] = comment(pair);
        json["_leg"] = request.leg == Leg::ClientRequest ? "client" : "upstream";
        json["_exchange"] = request.exchange.value();
        if (pair.response && !pair.response->arrivals.empty())
            json["_events"] = events(*pair.response);
        return json;
    }

private:
    ordered_json headers(const Message &message) const
    {
        ordered_json list = ordered_json::array();
        for (const Message::Header &header : message.headers)
            list.push_back({{"name", header.name}, {"value", m_mask.masked(header.value)}});
        return list;
    }

    ordered_json requestJson(const Message &request) const
    {
        const StartLine line = startLineOf(request);
        ordered_json json{{"method", line.method},       {"url", m_mask.masked(urlOf(request))},
                          {"httpVersion", line.version}, {"cookies", ordered_json::array()},
                          {"headers", headers(request)}, {"queryString", query(line.target)},
                          {"headersSize", -1},           {"bodySize", request.bodySize}};
        if (!request.body.empty()) {
            ordered_json data{{"mimeType", request.header("Content-Type")},
                              {"params", ordered_json::array()}};
            putBody(data, request);
            json["postData"] = std::move(data);
        }
        return json;
    }

    ordered_json responseJson(const Message &response) const
    {
        const StartLine line = startLineOf(response);
        ordered_json content{{"size", response.bodySize}, {"mimeType", response.header("Content-Type")}};
        putBody(content, response);
        return {{"status", line.status},
                {"statusText", line.reason},
                {"httpVersion", line.version},
                {"cookies", ordered_json::array()},
                {"headers", headers(response)},
                {"content", std::move(content)},
                {"redirectURL", response.header("Location")},
                {"headersSize", -1},
                {"bodySize", response.bodySize}};
    }

    /// As browsers write a request that was never answered.
    static ordered_json noResponse()
    {
        return {{"status", 0},
                {"statusText", ""},
                {"httpVersion", ""},
                {"cookies", ordered_json::array()},
                {"headers", ordered_json::array()},
                {"content", {{"size", 0}, {"mimeType", "x-unknown"}}},
                {"redirectURL", ""},
                {"headersSize", -1},
                {"bodySize", -1}};
    }

    void putBody(ordered_json &into, const Message &message) const
    {
        const bool isText = isUtf8(message.body);
        into["text"] = isText ? m_mask.masked(message.body) : toBase64(m_mask.maskedInPlace(message.body));
        if (!isText)
            into["encoding"] = "base64";
        if (message.truncated()) {
            into["comment"]
                = fmt::format("cut: {} of {} bytes were kept", message.body.size(), message.bodySize);
        }
    }

    /// Names and values as they stand in the URL.
    ordered_json query(std::string_view target) const
    {
        ordered_json list = ordered_json::array();
        const std::size_t mark = target.find('?');
        std::string_view rest = mark == std::string_view::npos ? std::string_view() : target.substr(mark + 1);
        while (!rest.empty()) {
            const std::string_view part = rest.substr(0, rest.find('&'));
            rest.remove_prefix(std::min(part.size() + 1, rest.size()));
            const std::size_t equals = std::min(part.find('='), part.size());
            list.push_back(
                {{"name", part.substr(0, equals)},
                 {"value", m_mask.masked(std::string(part.substr(std::min(equals + 1, part.size()))))}});
        }
        return list;
    }

    ordered_json events(const Message &message) const
    {
        ordered_json list = ordered_json::array();
        for (const Message::Arrival &arrival : message.arrivals)
            list.push_back(
                {{"time", utcText(m_startedAt + arrival.time.elapsed())}, {"bodyEnd", arrival.bodyEnd}});
        return list;
    }

    static std::string comment(const Pair &pair)
    {
        const Message &request = *pair.request;
        std::string text = request.leg == Leg::ClientRequest
            ? "client to " + toText(request.actor)
            : fmt::format("{} to {}", toText(request.actor), request.peer.empty() ? "a pod" : request.peer);
        if (!pair.response)
            text += "; no response";
        if (request.dropped || (pair.response && pair.response->dropped))
            text += "; headers and bodies were not kept";
        return text;
    }

    WallTime m_startedAt;
    SessionIdMask m_mask;
};

} // namespace

std::string encodeHar(const FileHeader &header, const Journal &journal,
                      std::span<const ExchangeEntry> exchanges, bool showsSessionIds)
{
    ordered_json pages = ordered_json::array();
    std::vector<ordered_json> entries;
    std::vector<Symbol> sessions; // pages, in order
    for (const ExchangeEntry &exchange : exchanges) {
        const SessionIdMask mask = showsSessionIds ? SessionIdMask() : sessionIdMaskOf(journal, exchange);
        auto page = std::ranges::find(sessions, exchange.session);
        const std::string id = fmt::format("session-{}", page - sessions.begin() + 1);
        if (page == sessions.end()) {
            sessions.push_back(exchange.session);
            const std::string title = mask.masked(std::string(journal.text(exchange.session)));
            pages.push_back({{"startedDateTime", utcText(header.startedAt + exchange.begin.elapsed())},
                             {"id", id},
                             {"title", title.empty() ? "without a session" : "session " + title},
                             {"pageTimings", {{"onContentLoad", -1}, {"onLoad", -1}}}});
        }
        const HarWriter writer(header.startedAt, mask);
        for (const Pair &pair : pairsOf(journal.messages().of(exchange.exchange)))
            entries.push_back(writer.entry(pair, id));
    }
    std::ranges::stable_sort(entries, {}, [](const ordered_json &entry) {
        return entry["startedDateTime"].get_ref<const std::string &>();
    });
    const ordered_json har{{"log",
                            {{"version", "1.2"},
                             {"creator", {{"name", "Sessionscope"}, {"version", header.build}}},
                             {"pages", std::move(pages)},
                             {"entries", std::move(entries)}}}};
    // Header values may be any bytes.
    return har.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

} // namespace sessionscope::journal
