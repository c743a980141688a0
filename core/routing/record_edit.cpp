// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/routing/record_edit.h"

#include "core/base/mask.h"
#include "core/mcp/rpc_peek.h"
#include "core/session/session_id.h"

#include <algorithm>

namespace sessionscope::routing {

Result<KeyedRecord> chooseRecord(const std::vector<KeyedRecord> &records, std::string_view session)
{
    const std::string id = session::normaliseSessionId(session);
    const auto exact
        = std::ranges::find_if(records, [&](const KeyedRecord &each) { return each.second->id == id; });
    if (exact != records.end())
        return *exact;
    const auto looksSo = [&](const KeyedRecord &each) { return maskedSessionId(each.second->id) == session; };
    const auto masked = std::ranges::find_if(records, looksSo);
    if (masked == records.end())
        return fail(ErrorCode::NotFound, "the store holds no record of that session", "session",
                    "status lists the sessions");
    if (std::ranges::count_if(records, looksSo) > 1)
        return fail(ErrorCode::InvalidInput, "several sessions look like that", "session",
                    "give the whole id");
    return *masked;
}

std::string idOf(const session::Record &record, std::string_view session)
{
    // Records are kept under a normalised id, which only the client's own one leads to.
    return session::normaliseSessionId(session) == record.id ? std::string(session) : record.id;
}

BackendUrl pinTo(const Policy &policy, const Target &target, std::uint32_t ordinal, Endpoint podAddress)
{
    if (policy.pinning == Pinning::PodDns && target.canNamePods())
        return target.pod(ordinal);
    return BackendUrl{target.url.scheme, podAddress.ip.text(), podAddress.port};
}

session::RecordPtr withPin(const session::Record &record, const BackendUrl &pin)
{
    auto changed = std::make_shared<session::Record>(record);
    changed->metadata.insert_or_assign(std::string(session::kBackendUrlKey), pin.text());
    return changed;
}

nlohmann::json describeSession(const session::Record &record, std::string client,
                               std::optional<std::uint32_t> pod)
{
    if (client.empty() && !record.initBody().empty()) {
        const mcp::RpcPeek rpc = mcp::peek(record.initBody());
        client = rpc.clientVersion.empty() ? rpc.clientName : rpc.clientName + ' ' + rpc.clientVersion;
    }
    nlohmann::json description{{"id", maskedSessionId(record.id)}, {"pin", record.backendUrl()}};
    if (!client.empty())
        description["client"] = std::move(client);
    if (pod)
        description["pod"] = *pod;
    return description;
}

} // namespace sessionscope::routing
