// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/base/mask.h"

#include <QTest>

using sessionscope::maskedSessionId;

class MaskTest : public QObject
{
    Q_OBJECT

private slots:
    void showsOnlyTheEnds_data()
    {
        QTest::addColumn<QByteArray>("id");
        QTest::addColumn<QByteArray>("masked");
        QTest::newRow("UUID") << QByteArray("3f1c2f0a-7d0e-4b43-9c1e-1f0a6f2f9f10") << QByteArray("3f1c…10");
        QTest::newRow("just long enough") << QByteArray("abcdefghijkl") << QByteArray("abcd…kl");
        QTest::newRow("too short to hide") << QByteArray("abcdefghijk") << QByteArray("…");
        QTest::newRow("one character") << QByteArray("a") << QByteArray("…");
        QTest::newRow("none") << QByteArray() << QByteArray();
    }

    void showsOnlyTheEnds()
    {
        QFETCH(QByteArray, id);
        QFETCH(QByteArray, masked);
        QCOMPARE(maskedSessionId(id.toStdString()), masked.toStdString());
    }
};

QTEST_APPLESS_MAIN(MaskTest)
#include "mask_test.moc"
