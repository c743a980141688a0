// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/live/inspect/inspector_rig.h"
#include "tests/ui/support/window_rig.h"
#include "ui/inspect/inspect_actions.h"
#include "ui/inspect/inspect_bar.h"
#include "ui/inspect/inspected_session_model.h"
#include "ui/inspect/inspection.h"

#include <QSignalSpy>
#include <QTest>

using namespace sessionscope;
using namespace sessionscope::ui;

/// The inspect mode on a real Redis, through the inspector that the program has.
class InspectLiveTest : public QObject
{
    Q_OBJECT

private slots:
    void aRealRedisIsShownWatchedAndLeftAsItWas()
    {
        test::RedisProcess redis;
        QTRY_VERIFY_WITH_TIMEOUT(test::answers(redis.url()), 10'000);
        for (int number = 0; number < 20; ++number)
            test::put(redis.url(), test::record(test::uuid(number), "http://mcp-foo:8080"));
        const std::string before = test::contentOf(redis.url());
        test::ask(redis.url(), {"CONFIG", "RESETSTAT"});

        WindowRig rig;
        auto *model = rig.window.findChild<InspectedSessionModel *>();
        auto *bar = rig.window.findChild<InspectBar *>();
        rig.window.inspect().openConnection(QString::fromStdString(redis.url().text()));
        QTRY_COMPARE_WITH_TIMEOUT(model->rowCount(), 20, 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(bar->state().startsWith(QStringLiteral("live")), 20'000);
        const auto gravest = [&rig] {
            const auto &findings = rig.workspace.inspection().judgement().findings();
            return findings.empty() ? std::string_view() : findings.front().mode;
        };
        QTRY_COMPARE_WITH_TIMEOUT(gravest(), std::string_view("F-01"), 20'000);
        rig.workspace.inspection().select(3);
        QSignalSpy read(&rig.workspace.inspection(), &Inspection::valueRead);
        QTRY_VERIFY_WITH_TIMEOUT(read.size() > 0, 20'000);
        QCOMPARE(test::beyondTheList(redis.url()), std::string());
        QCOMPARE(test::contentOf(redis.url()), before);

        test::put(redis.url(), test::record(test::uuid(77), "http://10.244.1.7:8080"));
        QTRY_COMPARE_WITH_TIMEOUT(model->rowCount(), 21, 20'000); // it was pushed

        redis.kill();
        QTRY_VERIFY_WITH_TIMEOUT(bar->state().startsWith(QStringLiteral("re-dialling")), 20'000);
        QCOMPARE(model->rowCount(), 21); // nothing that was shown is lost
        redis.start();
        QTRY_VERIFY_WITH_TIMEOUT(bar->state().startsWith(QStringLiteral("live")), 40'000);
        // What a Redis without its data lacks is marked, not taken away.
        QTRY_COMPARE_WITH_TIMEOUT(rig.workspace.inspection().inventory().present(), std::size_t(0), 20'000);
        QCOMPARE(model->rowCount(), 21);
        QVERIFY(model->index(3, InspectedSessionModel::Session)
                    .data()
                    .toString()
                    .startsWith(QStringLiteral("gone")));
    }
};

QTEST_MAIN(InspectLiveTest)
#include "inspect_live_test.moc"
