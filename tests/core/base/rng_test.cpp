// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/base/rng.h"

#include <QTest>

#include <array>

using namespace sessionscope;

class RngTest : public QObject
{
    Q_OBJECT

private slots:
    void drawsTheSameNumbersInEveryBuild()
    {
        // xoshiro256** with SplitMix64 seeding, computed with the authors' reference definition.
        Rng rng(42);
        QCOMPARE(rng.next(), 1546998764402558742U);
        QCOMPARE(rng.next(), 6990951692964543102U);
        QCOMPARE(rng.next(), 12544586762248559009U);
    }

    void staysBelowTheBoundAndReachesEveryValue()
    {
        Rng rng(1);
        std::array<int, 3> seen{};
        for (int i = 0; i < 3000; ++i)
            ++seen.at(rng.below(3));
        for (const int count : seen)
            QVERIFY2(count > 850 && count < 1150, qPrintable(QString::number(count)));
    }

    void aSplitDependsOnItsNameNotOnEarlierDraws()
    {
        Rng fresh(7);
        Rng used(7);
        used.next();
        QCOMPARE(fresh.split("pod-2").next(), used.split("pod-2").next());
        QVERIFY(fresh.split("pod-2").next() != fresh.split("pod-1").next());
    }
};

QTEST_APPLESS_MAIN(RngTest)
#include "rng_test.moc"
