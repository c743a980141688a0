// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/control/mailbox.h"

#include <QTest>

#include <atomic>
#include <memory>
#include <thread>

using namespace sessionscope;
using namespace sessionscope::control;

class MailboxTest : public QObject
{
    Q_OBJECT

private slots:
    void handsOverInOrderAndOnce()
    {
        Mailbox<int> mailbox;
        mailbox.put(1);
        mailbox.put(2);
        QCOMPARE(mailbox.take(), (std::vector<int>{1, 2}));
        QVERIFY(mailbox.take().empty());
    }

    void wakesOnceForAnyNumberOfLettersUntilTheyAreTaken()
    {
        Mailbox<int> mailbox;
        int wakes = 0;
        mailbox.onWake([&] { ++wakes; });
        mailbox.put(1);
        mailbox.put(2);
        QCOMPARE(wakes, 1);
        (void)mailbox.take();
        mailbox.put(3);
        QCOMPARE(wakes, 2);
    }

    void wakesAtOnceForWhatArrivedBeforeAnybodyListened()
    {
        Mailbox<int> mailbox;
        mailbox.put(1);
        int wakes = 0;
        mailbox.onWake([&] { ++wakes; });
        QCOMPARE(wakes, 1);
    }

    void maySomebodyTakeWhileBeingWoken()
    {
        Mailbox<int> mailbox;
        std::vector<int> taken;
        mailbox.onWake([&] { taken = mailbox.take(); });
        mailbox.put(7);
        QCOMPARE(taken, (std::vector<int>{7}));
    }

    void carriesValuesThatOnlyMove()
    {
        Mailbox<std::unique_ptr<int>> mailbox;
        mailbox.put(std::make_unique<int>(5));
        const auto letters = mailbox.take();
        QCOMPARE(*letters.at(0), 5);
    }

    void waitingEndsWithTheFirstLetter()
    {
        Mailbox<int> mailbox;
        std::thread sender([&] { mailbox.put(9); });
        const auto letters = mailbox.takeWithin(Duration::seconds(30));
        sender.join();
        QCOMPARE(letters, (std::vector<int>{9}));
    }

    void waitingInVainEndsWithTheTimeout()
    {
        Mailbox<int> mailbox;
        QVERIFY(mailbox.takeWithin(Duration::milliseconds(1)).empty());
    }

    void losesAndRepeatsNothingBetweenThreads()
    {
        constexpr int kSenders = 4;
        constexpr int kLetters = 20'000;
        Mailbox<int> mailbox;
        std::atomic<int> wakes = 0;
        mailbox.onWake([&] { ++wakes; });
        std::vector<std::thread> senders;
        for (int sender = 0; sender < kSenders; ++sender) {
            senders.emplace_back([&mailbox, sender] {
                for (int i = 0; i < kLetters; ++i)
                    mailbox.put(sender * kLetters + i);
            });
        }
        std::vector<int> next(kSenders, 0);
        int received = 0;
        bool inOrder = true;
        while (received < kSenders * kLetters) {
            for (const int letter : mailbox.takeWithin(Duration::seconds(30))) {
                inOrder = inOrder && next[static_cast<std::size_t>(letter / kLetters)]++ == letter % kLetters;
                ++received;
            }
        }
        for (auto &sender : senders)
            sender.join();
        QVERIFY(inOrder);
        QVERIFY(wakes.load() >= 1);
        QVERIFY(mailbox.take().empty());
    }

    void callsNoWakeFunctionAfterItWasReplaced()
    {
        Mailbox<int> mailbox;
        std::atomic<bool> stop = false;
        std::size_t put = 0;
        std::thread sender([&] {
            for (; !stop; ++put)
                mailbox.put(1);
        });
        std::size_t taken = 0;
        for (int round = 0; round < 500; ++round) {
            // Freed at the end of each round: a late call would be a use after free, which the sanitizers see.
            const auto calls = std::make_unique<std::atomic<int>>(0);
            mailbox.onWake([&calls] { ++*calls; });
            taken += mailbox.take().size();
            mailbox.onWake({});
        }
        stop = true;
        sender.join();
        QCOMPARE(taken + mailbox.take().size(), put);
    }
};

QTEST_APPLESS_MAIN(MailboxTest)
#include "mailbox_test.moc"
