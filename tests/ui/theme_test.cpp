// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/support/window_rig.h"

#include <QCheckBox>
#include <QImage>
#include <QListWidget>
#include <QRadioButton>
#include <QStyle>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace sessionscope;
using namespace sessionscope::ui;

namespace {

double luminance(const QColor &color)
{
    const auto part = [](double c) { return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return 0.2126 * part(color.redF()) + 0.7152 * part(color.greenF()) + 0.0722 * part(color.blueF());
}

/// As WCAG counts: 3 is the least for a part of a control, 4.5 for text.
double contrast(const QColor &one, const QColor &other)
{
    const double a = luminance(one);
    const double b = luminance(other);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

/// The best contrast in the picture with its corner.
double strongest(const QImage &picture)
{
    const QColor ground = picture.pixelColor(0, 0);
    double best = 1;
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x)
            best = std::max(best, contrast(picture.pixelColor(x, y), ground));
    }
    return best;
}

} // namespace

class ThemeTest : public QObject
{
    Q_OBJECT

private slots:
    void whatCanBeTickedIsSeen_data()
    {
        QTest::addColumn<Theme::Scheme>("scheme");
        QTest::newRow("light") << Theme::Scheme::Light;
        QTest::newRow("dark") << Theme::Scheme::Dark;
        QTest::newRow("high contrast") << Theme::Scheme::HighContrast;
    }

    void whatCanBeTickedIsSeen()
    {
        QFETCH(Theme::Scheme, scheme);
        Theme theme;
        theme.setScheme(scheme);
        theme.apply();
        QWidget window;
        window.resize(300, 200);
        QCheckBox box(&window);
        QRadioButton radio(&window);
        QListWidget list(&window);
        auto *item = new QListWidgetItem(&list);
        item->setCheckState(Qt::Unchecked);
        box.setGeometry(10, 10, 20, 20);
        radio.setGeometry(40, 10, 20, 20);
        list.setGeometry(10, 40, 100, 60);
        window.show();
        window.setFocus();
        const QRect ofItem = list.visualItemRect(item).adjusted(0, 0, -70, 0);
        const auto pictureOf = [](QWidget &widget, const QRect &part) { return widget.grab(part).toImage(); };
        const QImage empty = pictureOf(box, box.rect());
        const QImage off = pictureOf(radio, radio.rect());
        const QImage emptyItem = pictureOf(*list.viewport(), ofItem);
        for (const QImage &picture : {empty, off, emptyItem})
            QVERIFY(strongest(picture) >= 3.0);
        box.setChecked(true);
        radio.setChecked(true);
        item->setCheckState(Qt::Checked);
        QVERIFY(pictureOf(box, box.rect()) != empty);
        QVERIFY(pictureOf(radio, radio.rect()) != off);
        QVERIFY(pictureOf(*list.viewport(), ofItem) != emptyItem);
        box.setTristate(true);
        const QImage ticked = pictureOf(box, box.rect());
        box.setCheckState(Qt::PartiallyChecked);
        QVERIFY(pictureOf(box, box.rect()) != ticked);
    }

    void everyToneIsReadOnWhatItStandsOn_data() { whatCanBeTickedIsSeen_data(); }

    void everyToneIsReadOnWhatItStandsOn()
    {
        QFETCH(Theme::Scheme, scheme);
        Theme theme;
        theme.setScheme(scheme);
        const std::pair<Tone, QList<Tone>> pairs[] = {
            {Tone::Text,
             {Tone::Window, Tone::Panel, Tone::Field, Tone::InfoFill, Tone::GoodFill, Tone::BadFill}},
            {Tone::MutedText, {Tone::Window, Tone::Panel, Tone::Field}},
            {Tone::OnAccent, {Tone::Accent}},
            {Tone::Accent, {Tone::Window, Tone::Panel, Tone::Field}}, // links
            {Tone::Good, {Tone::Field, Tone::GoodFill}},
            {Tone::Warning, {Tone::Field, Tone::WarningFill}},
            {Tone::Bad, {Tone::Field, Tone::BadFill}},
            {Tone::Info, {Tone::Field, Tone::InfoFill}},
            {Tone::Fault, {Tone::Field, Tone::FaultFill}},
        };
        const double least = scheme == Theme::Scheme::HighContrast ? 7.0 : 4.5;
        for (const auto &[tone, grounds] : pairs) {
            for (const Tone ground : grounds) {
                const double found = contrast(theme.color(tone), theme.color(ground));
                QVERIFY2(
                    found >= least,
                    qPrintable(QStringLiteral("%1 on %2: %3").arg(int(tone)).arg(int(ground)).arg(found)));
            }
        }
    }

    void everythingMovesAsTheThemeSays()
    {
        WindowRig rig;
        const auto duration
            = [] { return QApplication::style()->styleHint(QStyle::SH_Widget_Animation_Duration); };
        const int usual = duration();
        QVERIFY(usual > 0);
        QVERIFY(rig.window.isAnimated());
        rig.trigger("look.presenter");
        QVERIFY(duration() >= 2 * usual);
        rig.trigger("look.reduced-motion");
        QCOMPARE(duration(), 0);
        QVERIFY(!rig.window.isAnimated());
    }
};

QTEST_MAIN(ThemeTest)
#include "theme_test.moc"
