// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/journal/session_outcomes.h"
#include "core/scenario/not_found.h"
#include "tests/support/journal_builder.h"
#include "tests/support/sim_journal.h"

#include <QTest>

using namespace sessionscope;
using namespace sessionscope::scenario;
using journal::EventKind;
using testing::JournalBuilder;

/// Who said 404: the guard and a backend mean different things by it (digest 7.2).
class NotFoundTest : public QObject
{
    Q_OBJECT

private slots:
    /// The upstream acceptance test: with Close all five calls meet the guard, whatever the routing does; with Cancel
    /// they meet the pod that never saw the session, if there is one.
    void theUpstreamTestIsToldFromItsVariants_data()
    {
        QTest::addColumn<QByteArray>("scenario");
        QTest::addColumn<QByteArray>("profile");
        QTest::addColumn<int>("guard");
        QTest::addColumn<int>("backend");
        const auto row = [](const char *scenario, const char *profile, int guard, int backend) {
            QTest::addRow("%s under %s", scenario, profile)
                << QByteArray(scenario) << QByteArray(profile) << guard << backend;
        };
        row("upstream-e2e-close", "toolhive-0.17", 5, 0);
        row("upstream-e2e-close", "toolhive-0.44", 5, 0);
        row("upstream-e2e-close", "pod-dns", 5, 0);
        row("upstream-e2e-close", "memory", 5, 0);
        row("upstream-e2e", "toolhive-0.17", 0, 5);
        row("upstream-e2e", "memory", 5, 0);
        row("upstream-e2e", "toolhive-0.44", 0, 0);
        row("upstream-e2e", "pod-dns", 0, 0);
    }

    void theUpstreamTestIsToldFromItsVariants()
    {
        QFETCH(QByteArray, scenario);
        QFETCH(QByteArray, profile);
        QFETCH(int, guard);
        QFETCH(int, backend);
        const auto answers
            = notFoundAnswers(testing::journalOf(scenario.toStdString(), profile.toStdString()));
        QCOMPARE(int(answers.guard), guard);
        QCOMPARE(int(answers.backend), backend);
        QVERIFY(answers.unowned.empty());
    }

    void everyBuiltInPlansNotFoundsHaveAnOwner()
    {
        for (const BuiltIn &plan : builtInPlans()) {
            for (const char *profile : {"memory", "toolhive-0.17", "pr-4638", "pod-dns", "toolhive-0.44"}) {
                const auto journal = testing::journalOf(std::string(plan.id), profile);
                QVERIFY2(notFoundAnswers(journal).unowned.empty(), plan.id.data());
            }
        }
    }

    void saysHowManyOfEach()
    {
        JournalBuilder builder;
        QCOMPARE(notFoundAnswers(builder.journal()).text(), std::string("no answer was 404"));
        builder.initialize("a", 0, "http://mcp-myserver:8080");
        builder.call({.session = "a", .status = 404, .podKnowsSession = false});
        builder.call({.session = "a", .pin = "", .status = 404});
        builder.call({.session = "a", .pin = "", .status = 404});
        QCOMPARE(notFoundAnswers(builder.journal()).text(),
                 std::string("3 answers were 404: 2 by the guard, 1 by a backend"));
        builder.add(EventKind::AnswerSent, {.exchange = 99, .text = "guard", .number = 404});
        QCOMPARE(notFoundAnswers(builder.journal()).text(),
                 std::string("4 answers were 404: 2 by the guard, 1 by a backend, 1 by nobody who could"));
    }

    void whatTheProxyHasNotItselfIsNoSessions()
    {
        JournalBuilder builder;
        builder.add(EventKind::AnswerSent, {.exchange = 9, .text = "own endpoint", .number = 404});
        QCOMPARE(notFoundAnswers(builder.journal()).count(), std::size_t(0));
    }

    void aRecordThatWasDeletedDuringARecoveryIsTheGuards()
    {
        JournalBuilder builder;
        builder.add(EventKind::RecordLoaded, {.session = "a", .exchange = 9, .number = 1});
        builder.add(EventKind::ResponseReceived, {.session = "a", .exchange = 9, .number = 404});
        builder.add(EventKind::RecordSaved, {.session = "a", .exchange = 9, .number = 0});
        builder.add(EventKind::AnswerSent, {.session = "a", .exchange = 9, .text = "guard", .number = 404});
        QCOMPARE(notFoundAnswers(builder.journal()).guard, std::size_t(1));
    }
};

QTEST_APPLESS_MAIN(NotFoundTest)
#include "not_found_test.moc"
