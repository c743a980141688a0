// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/inspect/masked_value.h"

#include "core/base/mask.h"
#include "core/inspect/record_classifier.h"

#include <algorithm>

namespace sessionscope::inspect {

namespace {

constexpr std::string_view kHidden = "\u2026";

/// A member of a record whose value is nobody's business.
struct SecretMember
{
    std::string_view name; ///< with its opening quote
    bool isPrefix = false; ///< the name goes on
    bool isId = false;     ///< of a session: its ends tell it from others
};

constexpr SecretMember kSecretMembers[] = {
    {R"("id")", false, true}, {R"("backend_sid")", false, true}, {R"("vmcp.backend.session.)", true, true},
    {R"("vmcp.token.hash")"}, {R"("vmcp.token.salt")"},          {R"("vmcp.identity.binding")"},
};
constexpr std::string_view kNobody = "unauthenticated"; // a binding that names no person

/// Behind the quote that ends the text that begins at `from`; npos: it does not end.
std::size_t endOfText(std::string_view value, std::size_t from)
{
    for (std::size_t i = from; i < value.size(); ++i) {
        if (value[i] == '\\')
            ++i;
        else if (value[i] == '"')
            return i;
    }
    return std::string_view::npos;
}

/// Where the text begins that is the value of the member whose name ends before `from`; npos: it has none.
std::size_t beginOfText(std::string_view value, std::size_t from)
{
    bool colon = false;
    for (std::size_t i = from; i < value.size(); ++i) {
        if (value[i] == ':' && !colon)
            colon = true;
        else if (value[i] == '"' && colon)
            return i + 1;
        else if (value[i] != ' ' && value[i] != '\n' && value[i] != '\t' && value[i] != '\r')
            break;
    }
    return std::string_view::npos;
}

void maskMembers(std::string &value, const SecretMember &member)
{
    for (std::size_t at = value.find(member.name); at != std::string::npos;
         at = value.find(member.name, at)) {
        std::size_t name = at + member.name.size();
        at = name;
        if (member.isPrefix)
            name = std::min(endOfText(value, name), value.size() - 1) + 1;
        const std::size_t begin = beginOfText(value, name);
        if (begin == std::string_view::npos)
            continue;
        const std::size_t end = std::min(endOfText(value, begin), value.size());
        const std::string_view text = std::string_view(value).substr(begin, end - begin);
        if (text == kNobody)
            continue;
        value.replace(begin, end - begin, member.isId ? maskedSessionId(text) : std::string(kHidden));
    }
}

} // namespace

std::string maskedKey(std::string_view key, std::string_view customPrefix)
{
    const KeyName name = classifyName(key, customPrefix);
    const std::size_t shown = name.prefixLength > 0 ? name.prefixLength : key.rfind(':') + 1; // npos + 1 is 0
    return std::string(key.substr(0, shown)) + maskedSessionId(key.substr(shown));
}

std::string maskedValue(std::string_view value, const std::vector<std::string_view> &ids)
{
    std::string masked(value);
    for (const SecretMember &member : kSecretMembers)
        maskMembers(masked, member);
    for (const std::string_view id : ids) {
        if (id.empty())
            continue;
        const std::string shown = maskedSessionId(id);
        for (std::size_t at = masked.find(id); at != std::string::npos;
             at = masked.find(id, at + shown.size()))
            masked.replace(at, id.size(), shown);
    }
    return masked;
}

} // namespace sessionscope::inspect
