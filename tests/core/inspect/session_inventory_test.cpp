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
