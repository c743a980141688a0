// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/session/memory_store.h"

#include <rapidcheck.h>

#include <QTest>

#include <map>
#include <optional>
#include <string>
#include <vector>

using namespace sessionscope;
using namespace sessionscope::session;

namespace {

constexpr std::int64_t kTtlSeconds = 7200;

using Mode = SaveRecord::Mode;

Instant at(std::int64_t seconds)
{
    return Instant::sinceStart(Duration::seconds(seconds));
}

RecordPtr recordOf(const std::string &id)
{
    Record record;
    record.id = id;
    return std::make_shared<const Record>(std::move(record));
}

MemoryStore emptyStore()
{
    return MemoryStore(Duration::seconds(kTtlSeconds));
}

MemoryStore storeWith(const std::string &key)
{
    MemoryStore store = emptyStore();
    store.apply(SaveRecord{key, recordOf(key), Mode::Always}, at(0));
    return store;
}

} // namespace

class MemoryStoreTest : public QObject
{
    Q_OBJECT

private slots:
    void givesBackTheVeryRecordThatWasSaved()
    {
        MemoryStore store = emptyStore();
        const RecordPtr saved = recordOf("a");
        store.apply(SaveRecord{"a", saved, Mode::Always}, at(0));
        QCOMPARE(store.apply(LoadRecord{"a"}, at(1)).record, saved);
        QCOMPARE(store.apply(LoadRecord{"b"}, at(1)).record, RecordPtr());
    }

    void aKeyIsGoneAtItsDeadline()
    {
        QVERIFY(storeWith("a").apply(LoadRecord{"a"}, at(kTtlSeconds - 1)).record);
        QVERIFY(!storeWith("a").apply(LoadRecord{"a"}, at(kTtlSeconds)).record);
    }

    void whoLooksOrReplacesFromOutsideLeavesTheTimeToLive()
    {
        MemoryStore store = storeWith("a");
        const RecordPtr other = recordOf("other");
        QVERIFY(store.replace("a", other, at(kTtlSeconds - 1)));
        QCOMPARE(store.peek("a", at(kTtlSeconds - 1)), other);
        QCOMPARE(store.peek("a", at(kTtlSeconds)), RecordPtr());
        QVERIFY(!store.replace("a", other, at(kTtlSeconds)));
        QVERIFY(!store.replace("b", other, at(1)));
    }

    void loadingStartsTheTimeToLiveAnew()
    {
        MemoryStore store = storeWith("a");
        for (std::int64_t hour = 1; hour <= 100; ++hour)
            QVERIFY(store.apply(LoadRecord{"a"}, at(hour * 3600)).record);
        QVERIFY(!store.apply(LoadRecord{"a"}, at(100 * 3600 + kTtlSeconds)).record);
    }

    void savingStartsTheTimeToLiveAnew()
    {
        MemoryStore store = storeWith("a");
        store.apply(SaveRecord{"a", recordOf("a"), Mode::IfPresent}, at(kTtlSeconds - 1));
        QVERIFY(store.apply(LoadRecord{"a"}, at(kTtlSeconds + 1)).record);
    }

    void listingDoesNotKeepARecordAlive()
    {
        MemoryStore store = storeWith("a");
        QCOMPARE(store.records(at(kTtlSeconds - 1)).size(), std::size_t(1));
        QVERIFY(store.records(at(kTtlSeconds)).empty());
        QVERIFY(!store.apply(LoadRecord{"a"}, at(kTtlSeconds)).record);
    }

    void aRefusedSaveChangesNothing()
    {
        MemoryStore store = storeWith("a");
        QVERIFY(!store.apply(SaveRecord{"b", recordOf("b"), Mode::IfPresent}, at(0)).applied);
        QCOMPARE(store.records(at(0)).size(), std::size_t(1));
    }

    void modesSeeExpiredKeysAsAbsent_data()
    {
        QTest::addColumn<int>("mode");
        QTest::addColumn<qint64>("second");
        QTest::addColumn<bool>("applied");
        QTest::newRow("XX, present") << int(Mode::IfPresent) << qint64(kTtlSeconds - 1) << true;
        QTest::newRow("XX, expired") << int(Mode::IfPresent) << qint64(kTtlSeconds) << false;
        QTest::newRow("NX, present") << int(Mode::IfAbsent) << qint64(kTtlSeconds - 1) << false;
        QTest::newRow("NX, expired") << int(Mode::IfAbsent) << qint64(kTtlSeconds) << true;
        QTest::newRow("always, expired") << int(Mode::Always) << qint64(kTtlSeconds) << true;
    }

    void modesSeeExpiredKeysAsAbsent()
    {
        QFETCH(int, mode);
        QFETCH(qint64, second);
        QFETCH(bool, applied);
        MemoryStore store = storeWith("a");
        QCOMPARE(store.apply(SaveRecord{"a", recordOf("new"), Mode(mode)}, at(second)).applied, applied);
    }

    void deletingSaysWhetherSomethingWasThere()
    {
        MemoryStore store = storeWith("a");
        QVERIFY(store.apply(DeleteRecord{"a"}, at(1)).applied);
        QVERIFY(!store.apply(DeleteRecord{"a"}, at(1)).applied);
        QVERIFY(!store.apply(LoadRecord{"a"}, at(1)).record);
        QVERIFY(!storeWith("b").apply(DeleteRecord{"b"}, at(kTtlSeconds)).applied);
    }

    void flushingForgetsEverything()
    {
        MemoryStore store = storeWith("a");
        store.flush();
        QVERIFY(store.records(at(0)).empty());
        QCOMPARE(store.entryCount(), std::size_t(0));
    }

    void listsInKeyOrder()
    {
        MemoryStore store = emptyStore();
        for (const char *key : {"c", "a", "b"})
            store.apply(SaveRecord{key, recordOf(key), Mode::Always}, at(0));
        std::string keys;
        for (const auto &[key, record] : store.records(at(0)))
            keys += key;
        QCOMPARE(keys, std::string("abc"));
    }

    void holdsNoMoreThanTwoLifetimesOfRecords()
    {
        MemoryStore store = emptyStore();
        std::size_t most = 0;
        for (std::int64_t second = 0; second < 10 * kTtlSeconds; ++second) {
            store.apply(SaveRecord{std::to_string(second), recordOf("x"), Mode::Always}, at(second));
            most = std::max(most, store.entryCount());
        }
        QVERIFY2(most <= 2 * kTtlSeconds + 1, qPrintable(QString::number(most)));
    }

    void livesForeverWithTheLongestTimeToLive()
    {
        MemoryStore store(Duration::max());
        store.apply(SaveRecord{"a", recordOf("a"), Mode::Always}, at(1000));
        QVERIFY(store.apply(LoadRecord{"a"}, at(1'000'000'000)).record);
    }

    void behavesLikeAPlainMapOfDeadlines()
    {
        QVERIFY(rc::check([] {
            MemoryStore store(Duration::seconds(10));
            std::map<std::string, std::int64_t> deadlines;
            std::int64_t now = 0;
            for (int i = 0; i < 200; ++i) {
                now += *rc::gen::inRange(0, 4);
                std::erase_if(deadlines, [now](const auto &item) { return item.second <= now; });
                const std::string key(1, *rc::gen::inRange('a', 'f'));
                const bool present = deadlines.contains(key);
                const int choice = *rc::gen::inRange(0, 5);
                if (choice == 0) {
                    RC_ASSERT(store.apply(DeleteRecord{key}, at(now)).applied == present);
                    deadlines.erase(key);
                } else if (choice == 1) {
                    RC_ASSERT((store.apply(LoadRecord{key}, at(now)).record != nullptr) == present);
                    if (present)
                        deadlines[key] = now + 10;
                } else {
                    const auto mode = Mode(choice - 2);
                    const bool applied = mode == Mode::Always || (mode == Mode::IfPresent) == present;
                    RC_ASSERT(store.apply(SaveRecord{key, recordOf(key), mode}, at(now)).applied == applied);
                    if (applied)
                        deadlines[key] = now + 10;
                }
                RC_ASSERT(store.records(at(now)).size() == deadlines.size());
            }
        }));
    }
};

QTEST_APPLESS_MAIN(MemoryStoreTest)
#include "memory_store_test.moc"
