// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/journal/filter.h"

#include "core/journal/filter_parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace sessionscope::journal {

namespace {

constexpr std::size_t kTextMax = 4096;      // of a filter
constexpr int kDepthMax = 50;               // of parentheses and negations
constexpr std::size_t kRegexTextMax = 1024; // of what a regular expression looks at

/// "column 7" for a place in UTF-8 text.
std::string columnOf(std::string_view text, std::size_t at)
{
    const auto isFirst = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; };
    return fmt::format("column {}", std::ranges::count_if(text.substr(0, at), isFirst) + 1);
}

bool anyWord(const FilterNode &node, const FilterSubject &subject)
{
    if (node.orStatus && subject.number(FilterField::Status) == node.orStatus)
        return true;
    return std::ranges::any_of(subject.words(),
                               [&](std::string_view word) { return node.pattern.matches(word); });
}

bool matchesRegex(const FilterNode &node, const FilterSubject &subject)
{
    const auto found = [&](std::string_view text) {
        text = text.substr(0, kRegexTextMax);
        return std::regex_search(text.begin(), text.end(), *node.regex);
    };
    if (node.field == FilterField::Text)
        return std::ranges::any_of(subject.words(), found);
    const std::string_view text = subject.text(node.field);
    return !text.empty() && found(text);
}

bool isOfKind(const FilterNode &node, const FilterSubject &subject)
{
    const auto kind = subject.number(FilterField::Kind);
    if (kind && (node.kinds >> static_cast<unsigned>(*kind) & 1U) != 0)
        return true;
    return node.orFailedStatus && kind && subject.number(FilterField::Status).value_or(0) >= 400;
}

} // namespace

/// Reads lexemes by recursive descent and goes on after a wrong term, so that all of them can be shown.
class FilterParser
{
public:
    struct Wrong
    {
        std::size_t start;
        std::size_t length;
        Error error;
    };

    explicit FilterParser(std::string_view text)
        : m_text(text)
        , m_lexemes(lexFilter(text.substr(0, kTextMax)))
    {
        if (text.size() > kTextMax)
            refuse(kTextMax, 1, "the filter is too long", fmt::format("at most {} characters", kTextMax));
        if (!m_lexemes.empty())
            m_filter.m_nodes.push_back(std::make_shared<FilterNode>(anyOf(0)));
        while (m_at < m_lexemes.size()) {
            refuse(m_lexemes[m_at].start, 1, "there is no '(' for this ')'",
                   "take it away, or open one before");
            ++m_at;
            if (m_at < m_lexemes.size() && m_lexemes[m_at].kind != FilterLexeme::Kind::Close)
                (void)anyOf(0);
        }
    }

    const std::vector<FilterLexeme> &lexemes() const { return m_lexemes; }
    const std::vector<Wrong> &wrongs() const { return m_wrongs; }
    Filter take() { return std::move(m_filter); }

private:
    using Kind = FilterLexeme::Kind;

    FilterNode anyOf(int depth)
    {
        FilterNode node;
        node.kind = FilterNode::Kind::Or;
        add(node, allOf(depth));
        while (isNext(Kind::Or)) {
            ++m_at;
            add(node, allOf(depth));
        }
        return node.children.size() == 1 ? only(node) : node;
    }

    FilterNode allOf(int depth)
    {
        FilterNode node;
        node.kind = FilterNode::Kind::And;
        while (m_at < m_lexemes.size() && !isNext(Kind::Or) && !isNext(Kind::Close))
            add(node, one(depth));
        if (node.children.empty()) {
            const FilterLexeme &near = m_lexemes[std::min(m_at, m_lexemes.size() - 1)];
            refuse(near.start, near.length, "something to look for is missing here",
                   "write a term on both sides of 'or', and inside of parentheses");
        }
        return node.children.size() == 1 ? only(node) : node;
    }

    FilterNode one(int depth)
    {
        const FilterLexeme &lexeme = m_lexemes[m_at++];
        if (depth > kDepthMax) {
            refuse(lexeme.start, lexeme.length, "the filter is nested too deeply",
                   fmt::format("at most {} levels", kDepthMax));
            m_at = m_lexemes.size();
            return {};
        }
        if (lexeme.kind == Kind::Not)
            return negation(lexeme, depth);
        if (lexeme.kind == Kind::Open)
            return group(lexeme, depth);
        Result<FilterNode> node = compileTerm(lexeme);
        if (!node) {
            refuse(lexeme.start, lexeme.length, node.error().what, node.error().hint);
            return {};
        }
        return std::exchange(node->negated, false) ? inverse(*std::move(node)) : *std::move(node);
    }

    FilterNode negation(const FilterLexeme &sign, int depth)
    {
        const bool hasTerm = m_at < m_lexemes.size() && !isNext(Kind::Or) && !isNext(Kind::Close);
        if (hasTerm)
            return inverse(one(depth + 1));
        refuse(sign.start, sign.length, "what shall not be is missing", "write a term after it, like -pod:1");
        return {};
    }

    FilterNode group(const FilterLexeme &open, int depth)
    {
        FilterNode node = anyOf(depth + 1);
        if (isNext(Kind::Close))
            ++m_at;
        else if (m_wrongs.empty())
            refuse(open.start, open.length, "this '(' is not closed", "write a ')' where it ends");
        return node;
    }

    FilterNode inverse(FilterNode inner)
    {
        FilterNode node;
        node.kind = FilterNode::Kind::Not;
        add(node, std::move(inner));
        return node;
    }

    void add(FilterNode &parent, FilterNode child)
    {
        parent.children.push_back(m_filter.m_nodes.size());
        m_filter.m_nodes.push_back(std::make_shared<FilterNode>(std::move(child)));
    }

    /// A node with one child is its child.
    FilterNode only(const FilterNode &parent)
    {
        FilterNode child = *m_filter.m_nodes[parent.children.front()];
        if (parent.children.front() + 1 == m_filter.m_nodes.size())
            m_filter.m_nodes.pop_back();
        return child;
    }

    bool isNext(Kind kind) const { return m_at < m_lexemes.size() && m_lexemes[m_at].kind == kind; }

    void refuse(std::size_t start, std::size_t length, std::string what, std::string hint)
    {
        m_wrongs.push_back(
            {start,
             length,
             {ErrorCode::InvalidInput, std::move(what), columnOf(m_text, start), std::move(hint)}});
    }

    std::string_view m_text;
    std::vector<FilterLexeme> m_lexemes;
    std::size_t m_at = 0;
    Filter m_filter;
    std::vector<Wrong> m_wrongs;
};

bool Filter::matches(const FilterSubject &subject) const
{
    return m_nodes.empty() || matches(m_nodes.size() - 1, subject);
}

bool Filter::matches(std::size_t at, const FilterSubject &subject) const
{
    const FilterNode &node = *m_nodes[at];
    const auto holds = [&](std::size_t child) { return matches(child, subject); };
    switch (node.kind) {
    case FilterNode::Kind::And:
        return std::ranges::all_of(node.children, holds);
    case FilterNode::Kind::Or:
        return std::ranges::any_of(node.children, holds);
    case FilterNode::Kind::Not:
        return !holds(node.children.front());
    case FilterNode::Kind::Words:
        return anyWord(node, subject);
    case FilterNode::Kind::Text: {
        const std::string_view text = subject.text(node.field);
        return !text.empty() && node.pattern.matches(text);
    }
    case FilterNode::Kind::Regex:
        return matchesRegex(node, subject);
    case FilterNode::Kind::Range: {
        const auto number = subject.number(node.field);
        return number && *number >= node.least && *number <= node.most;
    }
    case FilterNode::Kind::Kinds:
        return isOfKind(node, subject);
    }
    return false;
}

Result<Filter> parseFilter(std::string_view text)
{
    FilterParser parser(text);
    if (!parser.wrongs().empty()) {
        const auto first = std::ranges::min_element(parser.wrongs(), {}, &FilterParser::Wrong::start);
        return fail(first->error);
    }
    return parser.take();
}

std::vector<FilterToken> highlight(std::string_view text)
{
    using Kind = FilterToken::Kind;
    const FilterParser parser(text);
    std::vector<FilterToken> tokens;
    const auto put = [&](std::size_t start, std::size_t end, Kind kind) {
        const bool valid = std::ranges::none_of(parser.wrongs(), [&](const FilterParser::Wrong &wrong) {
            return wrong.start < end && start < wrong.start + wrong.length;
        });
        if (end > start)
            tokens.push_back({start, end - start, kind, valid});
    };
    for (const FilterLexeme &lexeme : parser.lexemes()) {
        const std::size_t end = lexeme.start + lexeme.length;
        const std::size_t op = lexeme.start + lexeme.field.size();
        const std::size_t value = op + lexeme.op.size();
        switch (lexeme.kind) {
        case FilterLexeme::Kind::Not:
            put(lexeme.start, end, Kind::Not);
            break;
        case FilterLexeme::Kind::Or:
            put(lexeme.start, end, Kind::Or);
            break;
        case FilterLexeme::Kind::Open:
        case FilterLexeme::Kind::Close:
            put(lexeme.start, end, Kind::Parenthesis);
            break;
        case FilterLexeme::Kind::Term:
            put(lexeme.start, op, Kind::Field);
            put(op, value, Kind::Operator);
            put(value, end,
                lexeme.quoting == FilterLexeme::Quoting::Quotes        ? Kind::Quoted
                    : lexeme.quoting == FilterLexeme::Quoting::Slashes ? Kind::Regex
                    : lexeme.op.empty()                                ? Kind::Word
                                                                       : Kind::Value);
            break;
        }
    }
    return tokens;
}

} // namespace sessionscope::journal
