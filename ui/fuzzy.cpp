// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/fuzzy.h"

#include <algorithm>

namespace sessionscope::ui {

int fuzzyScore(QStringView typed, QStringView text)
{
    constexpr int kBase = 1'000;
    constexpr int kWordStart = 30;
    constexpr int kNeighbour = 20;
    constexpr int kLetter = 10;
    int score = kBase;
    qsizetype at = 0;
    qsizetype last = -2;
    for (const QChar letter : typed) {
        if (letter.isSpace())
            continue;
        // The beginning of a word, if there is one ahead, else the next place.
        qsizetype found = -1;
        for (qsizetype place = at; place < text.size(); ++place) {
            if (text[place].toCaseFolded() != letter.toCaseFolded())
                continue;
            const bool starts = place == 0 || !text[place - 1].isLetterOrNumber();
            if (found < 0 || starts)
                found = place;
            if (starts || found == last + 1)
                break;
        }
        if (found < 0)
            return 0;
        const bool starts = found == 0 || !text[found - 1].isLetterOrNumber();
        score += kLetter + (starts ? kWordStart : 0) + (found == last + 1 ? kNeighbour : 0);
        last = found;
        at = found + 1;
    }
    return std::max(1, score - static_cast<int>(text.size())); // of equals the shorter
}

} // namespace sessionscope::ui
