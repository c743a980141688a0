// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/journal/explain.h"

#include "core/base/duration_text.h"
#include "core/journal/case_file.h"
#include "core/journal/diagnosis.h"
#include "core/journal/explain_sentences.h"
#include "core/journal/failure_modes.h"

#include <algorithm>
#include <vector>

namespace sessionscope::journal {

namespace {

/// Of the exchange that made the session, what its routing came from; the client's answer is of no interest.
bool tellsOfCreation(EventKind kind)
{
    using enum EventKind;
    return kind == ForwardStarted || kind == ServicePicked || kind == RecordSaved || kind == StoreFailed
        || kind == SessionCreated;
}

std::vector<const Event *> storyOf(const CaseFile &file, const Diagnosis &diagnosis)
{
    std::vector<const Event *> story = diagnosis.between;
    story.push_back(diagnosis.rootCause);
    story.push_back(file.decider);
    for (const Event *event : file.creation) {
        if (tellsOfCreation(event->kind))
            story.push_back(event);
    }
    story.insert(story.end(), file.last.begin(), file.last.end());
    for (const Event *forgotten : file.forgotten) {
        if (forgotten->sequence <= file.decider->sequence)
            story.push_back(forgotten);
    }
    std::erase(story, nullptr);
    std::ranges::sort(story, {}, &Event::sequence);
    const auto repeated = std::ranges::unique(story);
    story.erase(repeated.begin(), repeated.end());
    return story;
}

/// What only this session's numbers can tell.
std::string measure(const CaseFile &file, const Diagnosis &diagnosis)
{
    if (diagnosis.finding == Finding::IdleTooLong)
        return " It was idle for " + formatRounded(file.decider->time - file.lastSeen->time) + '.';
    if (diagnosis.finding == Finding::StoreLostRecords
        && diagnosis.rootCause->kind == EventKind::StoreFlushed)
        return " It lost " + std::to_string(diagnosis.rootCause->number) + " records at once.";
    return {};
}

} // namespace

Explanation explain(const Journal &journal, const SessionFate &fate)
{
    const CaseFile file = openCase(journal, fate);
    const Diagnosis diagnosis = diagnose(file);
    const FailureMode &mode = failureMode(diagnosis.finding);
    Explanation explanation;
    explanation.session = fate.session;
    explanation.outcome = file.outcome;
    explanation.mode = mode.code;
    explanation.modeTitle = mode.title;
    explanation.culprit = mode.culprit;
    explanation.summary = std::string(mode.summary) + measure(file, diagnosis);
    explanation.fix = mode.fix;
    explanation.fixProfile = mode.fixProfile;
    if (!file.decider)
        return explanation;
    for (const Event *event : storyOf(file, diagnosis)) {
        if (std::string text = sentence(file, *event); !text.empty())
            explanation.chain.push_back({event->sequence, std::move(text), event == diagnosis.rootCause});
    }
    return explanation;
}

Explanation explainAnswer(const Journal &journal, Sequence answer)
{
    SessionFate nobody;
    nobody.unanswered = answer;
    return explain(journal, nobody);
}

} // namespace sessionscope::journal
