// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/core/inspect/installation.h"

#include <QTest>

using namespace sessionscope;
using inspect::SessionEvent;
using inspect::SessionInventory;

/// What is kept of the keys that were seen.
class SessionInventoryTest : public QObject
{
    Q_OBJECT

    static inspect::Session session(int number, const std::string &url = "http://mcp-foo:8080")
    {
        return std::get<inspect::Session>(
            inspect::RecordClassifier().classify(test::raw(test::record(test::uuid(number), url))));
    }

    static std::string key(int number) { return test::kProxyPrefix + test::uuid(number); }

private slots:
    void whatHappensToASessionIsKeptEvenIfTheScanWasCancelled()
    {
        SessionInventory sessions;
        sessions.apply(inspect::ScanStarted{});
        sessions.apply(session(0));
        sessions.apply(inspect::ScanFinished{false, test::at(10)});
        sessions.apply(session(1)); // new, or just not seen before: nobody knows
        QVERIFY(sessions.history(1).empty());
        sessions.apply(session(0, "http://10.244.1.7:8080"));
        sessions.apply(inspect::KeyGone{key(0), test::at(20)});
        QCOMPARE(sessions.history(0).size(), std::size_t(2));
        QCOMPARE(sessions.history(0).front().kind, SessionEvent::Kind::PinMoved);
        QCOMPARE(sessions.history(0).back().kind, SessionEvent::Kind::Gone);
    }

    void aRecordThatBecomesNoneIsNotTakenForDeleted()
    {
        SessionInventory sessions;
        sessions.apply(session(0));
        inspect::OtherKey broken;
        broken.key = key(0);
        broken.kind = inspect::KeyKind::Malformed;
        broken.detail = "not JSON";
        broken.observedAt = test::at(20);
        sessions.apply(broken);
        sessions.apply(broken); // seen again
        QVERIFY(!sessions.isPresent(0));
        QCOMPARE(sessions.counts().malformed, std::size_t(1));
        QCOMPARE(sessions.history(0).size(), std::size_t(1));
        QCOMPARE(sessions.history(0).front().kind, SessionEvent::Kind::Malformed);
        QCOMPARE(sessions.history(0).front().text, std::string("not JSON"));

        sessions.apply(inspect::KeyGone{key(0), test::at(30)});
        QCOMPARE(sessions.history(0).back().kind, SessionEvent::Kind::Malformed);
        QCOMPARE(sessions.counts().total, std::size_t(0));
    }

    void whatIsGoneIsNotCountedAsPresent()
    {
        SessionInventory sessions;
        for (int number = 0; number < 4; ++number)
            sessions.apply(session(number));
        QCOMPARE(sessions.present(), std::size_t(4));
        sessions.apply(inspect::KeyGone{key(1), test::at(20)});
        sessions.apply(inspect::KeyGone{key(1), test::at(21)}); // told twice
        QCOMPARE(sessions.present(), std::size_t(3));
        sessions.apply(session(1)); // back
        sessions.apply(session(1));
        QCOMPARE(sessions.present(), std::size_t(4));
        sessions.apply(inspect::EverythingGone{test::at(30)});
        QCOMPARE(sessions.present(), std::size_t(0));
        QCOMPARE(sessions.size(), std::size_t(4));
        SessionInventory::State gone;
        gone.goneAt = test::at(5);
        sessions.restore(session(7), gone);
        QCOMPARE(sessions.present(), std::size_t(0));
    }
};

QTEST_APPLESS_MAIN(SessionInventoryTest)
#include "session_inventory_test.moc"
