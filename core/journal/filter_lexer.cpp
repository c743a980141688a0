// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/journal/filter_parts.h"

#include <algorithm>
#include <array>

namespace sessionscope::journal {

namespace {

char lowerCase(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool isLetter(char c)
{
    return lowerCase(c) >= 'a' && lowerCase(c) <= 'z';
}

bool endsWord(char c)
{
    return isSpace(c) || c == '(' || c == ')' || c == '|' || c == '"';
}

bool equalsIgnoringCase(std::string_view text, std::string_view lower)
{
    return std::ranges::equal(text, lower, {}, lowerCase);
}

class Lexer
{
public:
    explicit Lexer(std::string_view text)
        : m_text(text)
    {
    }

    std::vector<FilterLexeme> lex()
    {
        while (m_at < m_text.size()) {
            if (isSpace(m_text[m_at]))
                ++m_at;
            else
                next();
        }
        return std::move(m_lexemes);
    }

private:
    using Kind = FilterLexeme::Kind;

    void next()
    {
        switch (m_text[m_at]) {
        case '(':
            return single(Kind::Open);
        case ')':
            return single(Kind::Close);
        case '|':
            return single(Kind::Or);
        case '!':
        case '-':
            return single(Kind::Not);
        default:
            return term();
        }
    }

    void single(Kind kind)
    {
        FilterLexeme lexeme;
        lexeme.kind = kind;
        ++m_at;
        finish(lexeme, m_at - 1);
    }

    void term()
    {
        FilterLexeme lexeme;
        const std::size_t start = m_at;
        takeField(lexeme);
        takeValue(lexeme);
        const bool isBare = lexeme.op.empty() && lexeme.quoting == FilterLexeme::Quoting::None;
        if (isBare && equalsIgnoringCase(lexeme.value, "and"))
            return; // terms next to each other mean that anyway
        if (isBare && equalsIgnoringCase(lexeme.value, "or"))
            lexeme.kind = Kind::Or;
        finish(lexeme, start);
    }

    /// "field:" if what follows begins so. An address ("http://…", "127.0.0.1:8080") is a word.
    void takeField(FilterLexeme &lexeme)
    {
        std::size_t end = m_at;
        while (end < m_text.size() && isLetter(m_text[end]))
            ++end;
        if (end == m_at || m_text.substr(end, 3) == "://")
            return;
        constexpr std::array<std::string_view, 7> kOperators{"<=", ">=", "!=", ":", "=", "<", ">"};
        for (const std::string_view op : kOperators) {
            if (m_text.substr(end, op.size()) != op)
                continue;
            lexeme.field = m_text.substr(m_at, end - m_at);
            lexeme.op = m_text.substr(end, op.size());
            m_at = end + op.size();
            return;
        }
    }

    void takeValue(FilterLexeme &lexeme)
    {
        const char first = m_at < m_text.size() ? m_text[m_at] : ' ';
        if (first == '"' || first == '/') {
            lexeme.quoting = first == '"' ? FilterLexeme::Quoting::Quotes : FilterLexeme::Quoting::Slashes;
            return takeQuoted(lexeme, first);
        }
        const std::size_t start = m_at;
        while (m_at < m_text.size() && !endsWord(m_text[m_at]))
            ++m_at;
        lexeme.value = m_text.substr(start, m_at - start);
    }

    void takeQuoted(FilterLexeme &lexeme, char quote)
    {
        const std::size_t start = ++m_at;
        while (m_at < m_text.size() && m_text[m_at] != quote)
            m_at += m_text[m_at] == '\\' && m_at + 1 < m_text.size() ? 2 : 1;
        lexeme.value = m_text.substr(start, m_at - start);
        lexeme.closed = m_at < m_text.size();
        if (lexeme.closed)
            ++m_at;
    }

    void finish(FilterLexeme &lexeme, std::size_t start)
    {
        lexeme.start = start;
        lexeme.length = m_at - start;
        m_lexemes.push_back(lexeme);
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    std::vector<FilterLexeme> m_lexemes;
};

/// "*" and "?" over text in lower case; the classic walk that goes back to the last star only.
bool matchesGlob(std::string_view pattern, std::string_view text)
{
    std::size_t p = 0;
    std::size_t t = 0;
    std::size_t star = std::string_view::npos;
    std::size_t resume = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            resume = t;
        } else if (p < pattern.size() && (pattern[p] == '?' || pattern[p] == lowerCase(text[t]))) {
            ++p;
            ++t;
        } else if (star != std::string_view::npos) {
            p = star + 1;
            t = ++resume;
        } else {
            return false;
        }
    }
    return pattern.find_first_not_of('*', p) == std::string_view::npos;
}

} // namespace

std::vector<FilterLexeme> lexFilter(std::string_view text)
{
    return Lexer(text).lex();
}

TextPattern::TextPattern(std::string_view pattern, Match match, bool hasWildcards)
    : m_pattern(pattern)
    , m_isAnywhere(match == Match::Anywhere)
{
    constexpr std::string_view kEllipsis = "…"; // as masked session ids have it
    std::ranges::transform(m_pattern, m_pattern.begin(), lowerCase);
    for (std::size_t at = 0; hasWildcards && (at = m_pattern.find(kEllipsis, at)) != std::string::npos;)
        m_pattern.replace(at, kEllipsis.size(), "*");
    m_isGlob = hasWildcards && m_pattern.find_first_of("*?") != std::string::npos;
    if (m_isGlob && m_isAnywhere)
        m_pattern = '*' + m_pattern + '*';
}

bool TextPattern::matches(std::string_view text) const
{
    if (m_isGlob)
        return matchesGlob(m_pattern, text);
    if (m_isAnywhere)
        return m_pattern.empty() || !std::ranges::search(text, m_pattern, {}, lowerCase).empty();
    return text.size() >= m_pattern.size() && equalsIgnoringCase(text.substr(0, m_pattern.size()), m_pattern);
}

} // namespace sessionscope::journal
