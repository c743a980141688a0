// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/journal/journal_file.h"

#include <algorithm>

namespace sessionscope::journal {

namespace {

using nlohmann::ordered_json;

} // namespace

std::string encodeHeader(const FileHeader &header)
{
    const ordered_json json{{"format", FileHeader::kFormat},
                            {"version", FileHeader::kVersion},
                            {"build", header.build},
                            {"engine", header.engine},
                            {"profile", header.profile},
                            {"seed", header.seed},
                            {"startedAtUnixNanoseconds", header.startedAt.unixNanoseconds},
                            {"plan", header.plan}};
    return json.dump() + '\n';
}

std::string encodeEvent(const Event &event, const Journal &journal)
{
    const KindFields &fields = kindFields(event.kind);
    ordered_json json{{"seq", event.sequence.value()},
                      {"t", event.time.elapsed().inNanoseconds()},
                      {"kind", fields.name},
                      {"actor", toText(event.actor)}};
    if (event.cause != Sequence())
        json["cause"] = event.cause.value();
    if (event.exchange != ExchangeId())
        json["exchange"] = event.exchange.value();
    if (event.session != Symbol())
        json["session"] = journal.text(event.session);
    if (fields.number)
        json[fields.number] = event.number;
    if (fields.other)
        json[fields.other] = event.other;
    if (fields.text)
        json[fields.text] = journal.text(event.text);
    if (fields.detail)
        json[fields.detail] = journal.text(event.detail);
    // Ids come from clients; what is not UTF-8 in them must not stop a journal from being written.
    return json.dump(-1, ' ', false, ordered_json::error_handler_t::replace) + '\n';
}

std::string encodeJournal(const FileHeader &header, const Journal &journal)
{
    std::string text = encodeHeader(header);
    for (const Event &event : journal.events())
        text += encodeEvent(event, journal);
    for (const Message &message : journal.messages().all())
        text += encodeMessage(message);
    return text;
}

Result<JournalFile> decodeJournal(std::string_view text)
{
    constexpr std::size_t kPieceBytes = 1U << 20U; // a batch of that many is soon passed on
    JournalDecoder decoder;
    JournalFile file;
    file.journal.reserve(static_cast<std::size_t>(std::ranges::count(text, '\n')));
    for (; !text.empty(); text.remove_prefix(std::min(kPieceBytes, text.size()))) {
        if (const auto fed = decoder.feed(text.substr(0, kPieceBytes)); !fed)
            return fail(fed.error());
        file.journal.append(decoder.take());
    }
    if (const auto finished = decoder.finish(); !finished)
        return fail(finished.error());
    file.journal.append(decoder.take());
    file.header = *decoder.header();
    file.truncated = decoder.truncated();
    return file;
}

} // namespace sessionscope::journal
