// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/scenario/plan_format.h"
#include "tests/ui/support/window_rig.h"
#include "ui/views/plan_view.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTabWidget>
#include <QTest>
#include <QToolButton>

#include <algorithm>

using namespace sessionscope;
using namespace sessionscope::ui;

namespace {

struct PlanRig : WindowRig
{
    PlanRig() { trigger("view.plan"); }

    template <class Widget> Widget *find(const char *name) const
    {
        return window.findChild<PlanView *>()->findChild<Widget *>(QLatin1String(name));
    }

    const scenario::Plan &plan() { return workspace.setup().plan(); }
    QString step(int index)
    {
        return QString::fromStdString(describe(plan().steps[static_cast<std::size_t>(index)]));
    }
    void click(const char *button) { find<QToolButton>(button)->click(); }

    void chooseVerb(const QString &verb)
    {
        auto *box = find<QComboBox>("step.do");
        box->setCurrentText(verb);
        emit box->activated(box->currentIndex());
    }

    /// What is said below some field of the form; empty if nothing is.
    QStringList troubles() const
    {
        QStringList texts;
        for (const QLabel *label :
             window.findChild<PlanView *>()->findChildren<QLabel *>(QStringLiteral("trouble"))) {
            if (label->isVisible())
                texts.append(label->text());
        }
        return texts;
    }

    QListWidget *steps = find<QListWidget>("plan.steps");
};

} // namespace

class PlanViewTest : public QObject
{
    Q_OBJECT

private slots:
    void addsRemovesAndMovesSteps()
    {
        PlanRig rig;
        QCOMPARE(rig.steps->count(), 4);
        rig.steps->setCurrentRow(1);
        rig.click("plan.steps.add");
        QCOMPARE(rig.plan().steps.size(), std::size_t(5));
        QCOMPARE(rig.steps->currentRow(), 2);
        QCOMPARE(rig.step(2), QStringLiteral("call counter"));
        QVERIFY(QTest::qWaitForWindowActive(&rig.window));
        rig.steps->setFocus();
        QTest::keyClick(rig.steps, Qt::Key_Up, Qt::AltModifier);
        QTest::keyClick(rig.steps, Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(rig.steps->currentRow(), 0);
        QCOMPARE(rig.step(0), QStringLiteral("call counter"));
        QVERIFY(!rig.find<QToolButton>("plan.steps.up")->isEnabled());
        QTest::keyClick(rig.steps, Qt::Key_Delete);
        QCOMPARE(rig.plan().steps.size(), std::size_t(4));
        for (int i = 0; i < 4; ++i)
            rig.trigger("edit.undo");
        QCOMPARE(rig.step(0), QStringLiteral("initialize"));
        QCOMPARE(rig.steps->count(), 4);
    }

    void takesTheOrderOfWhatWasDragged()
    {
        PlanRig rig;
        rig.steps->model()->moveRow({}, 0, {}, 4);
        QTRY_COMPARE(rig.step(3), QStringLiteral("initialize"));
        QCOMPARE(rig.step(0), QStringLiteral("call counter"));
        QCOMPARE(rig.steps->item(3)->text(), QStringLiteral("4  initialize"));
    }

    void editsEveryKindOfStep()
    {
        PlanRig rig;
        rig.steps->setCurrentRow(1);
        for (const auto &format : scenario::plan_format::stepFormats()) {
            const QString verb = QString::fromStdString(std::string(format.verb));
            rig.chooseVerb(verb);
            QCOMPARE(rig.step(1).section(QLatin1Char(' '), 0, 0), verb);
            for (const char *field : {"tool", "times", "for", "proxy", "pod", "replicas"}) {
                const bool has
                    = std::find(format.fields.begin(), format.fields.end(), field) != format.fields.end();
                const std::string name = std::string("step.") + field;
                QVERIFY2(rig.find<QWidget>(name.c_str())->isVisible() == has,
                         qPrintable(verb + QLatin1String(field)));
            }
        }
    }

    void changesTheFieldsOfAStep()
    {
        PlanRig rig;
        rig.steps->setCurrentRow(3);
        QCOMPARE(rig.find<QSpinBox>("step.times")->value(), 5);
        rig.find<QSpinBox>("step.times")->setValue(7);
        rig.find<QSpinBox>("step.proxy")->setValue(0);
        QCOMPARE(rig.step(3), QStringLiteral("call counter ×7 on proxy 0"));
        rig.find<QSpinBox>("step.proxy")->setValue(-1);
        QCOMPARE(rig.step(3), QStringLiteral("call counter ×7"));
        rig.chooseVerb(QStringLiteral("wait"));
        auto *span = rig.find<QLineEdit>("step.for");
        span->selectAll();
        QTest::keyClicks(span, QStringLiteral("20ms"));
        QCOMPARE(rig.step(3), QStringLiteral("wait 20ms"));
    }

    void takesANumberAsItIsTyped()
    {
        PlanRig rig;
        auto *count = rig.find<QSpinBox>("client.count");
        count->selectAll();
        QTest::keyClicks(count, QStringLiteral("15"));
        QCOMPARE(rig.plan().clients.front().count,
                 15U); // what Run or Save would take, without an Enter before
        QCOMPARE(count->text(), QStringLiteral("15"));
        rig.trigger("edit.undo");
        QCOMPARE(rig.plan().clients.front().count, 12U);
    }

    void forgetsAWrongSeedWhenTheRightOneIsBack()
    {
        PlanRig rig;
        auto *seed = rig.find<QLineEdit>("plan.seed");
        seed->end(false);
        QTest::keyClicks(seed, QStringLiteral("x"));
        QCOMPARE(rig.troubles().size(), 1);
        QTest::keyClick(seed, Qt::Key_Backspace);
        QCOMPARE(seed->text(), QStringLiteral("42"));
        QVERIFY(rig.troubles().isEmpty());
    }

    void tellsAtTheFieldWhatCannotBeRead()
    {
        PlanRig rig;
        rig.steps->setCurrentRow(2);
        rig.chooseVerb(QStringLiteral("wait"));
        auto *span = rig.find<QLineEdit>("step.for");
        span->selectAll();
        QTest::keyClicks(span, QStringLiteral("soon"));
        QCOMPARE(rig.troubles().size(), 1);
        QVERIFY2(rig.troubles().first().startsWith(QStringLiteral("✗ $.steps[2].for: ")),
                 qPrintable(rig.troubles().first()));
        QCOMPARE(span->text(), QStringLiteral("soon"));
        span->selectAll();
        QTest::keyClicks(span, QStringLiteral("1s"));
        QVERIFY(rig.troubles().isEmpty());
    }

    void tellsAtTheFieldWhatThePlanCannotMean()
    {
        PlanRig rig;
        rig.steps->setCurrentRow(2);
        rig.find<QSpinBox>("step.proxy")->setValue(3);
        const QStringList troubles = rig.troubles();
        QCOMPARE(troubles.size(), 2); // above all, and at the field
        QVERIFY2(troubles.last().contains(QStringLiteral("$.steps[2].proxy")), qPrintable(troubles.last()));
        QVERIFY(rig.steps->item(2)->text().contains(QStringLiteral("✗")));
        rig.trigger("edit.undo");
        QVERIFY(rig.troubles().isEmpty());
        QVERIFY(!rig.steps->item(2)->text().contains(QStringLiteral("✗")));
    }

    void refusesAPlanWithoutSteps()
    {
        PlanRig rig;
        for (int i = 0; i < 4; ++i)
            rig.click("plan.steps.remove");
        QVERIFY(rig.plan().steps.empty());
        QVERIFY(!rig.find<QToolButton>("plan.steps.remove")->isEnabled());
        QVERIFY(rig.troubles().join(QLatin1Char('\n')).contains(QStringLiteral("$.steps")));
        rig.click("plan.steps.add");
        QVERIFY(rig.troubles().isEmpty());
    }

    void editsClientsChecksAndNames()
    {
        PlanRig rig;
        rig.find<QSpinBox>("client.count")->setValue(3);
        QCOMPARE(rig.plan().clients.front().count, 3U);
        rig.click("plan.clients.add");
        auto *behaviour = rig.find<QComboBox>("client.behaviour");
        behaviour->setCurrentIndex(1);
        emit behaviour->activated(1);
        QCOMPARE(rig.plan().clients[1].behaviour, scenario::ClientBehaviour::NeverReinitialises);
        auto *checks = rig.find<QListWidget>("plan.checks");
        QCOMPARE(checks->findItems(QStringLiteral("no-session-lost"), Qt::MatchExactly).first()->checkState(),
                 Qt::Checked);
        checks->findItems(QStringLiteral("no-session-lost"), Qt::MatchExactly)
            .first()
            ->setCheckState(Qt::Unchecked);
        QCOMPARE(rig.plan().checks.size(), std::size_t(5));
        auto *id = rig.find<QLineEdit>("plan.id");
        id->selectAll();
        QTest::keyClicks(id, QStringLiteral("Mine!"));
        QVERIFY(rig.troubles().join(QLatin1Char('\n')).contains(QStringLiteral("$.id")));
        rig.trigger("edit.undo"); // all that was typed in the field
        QCOMPARE(rig.plan().id, std::string("restart"));
        QCOMPARE(id->text(), QStringLiteral("restart"));
    }

    void appliesJsonAsOneChange()
    {
        PlanRig rig;
        rig.find<QTabWidget>("plan.pages")->setCurrentIndex(1);
        auto *text = rig.find<QPlainTextEdit>("plan.json");
        auto *apply = rig.find<QPushButton>("plan.json.apply");
        QVERIFY(!apply->isEnabled());
        const QString before = text->toPlainText();
        text->selectAll();
        text->insertPlainText(
            QString(before).replace(QStringLiteral("\"count\": 12"), QStringLiteral("\"count\": 2")));
        QCOMPARE(rig.plan().clientCount(), 12U);
        apply->click();
        QCOMPARE(rig.plan().clientCount(), 2U);
        QVERIFY(!apply->isEnabled());
        rig.trigger("edit.undo");
        QCOMPARE(rig.plan().clientCount(), 12U);
        QCOMPARE(text->toPlainText(), before);
    }

    void keepsJsonOfAnotherPlanOutOfThisOne()
    {
        PlanRig rig;
        rig.find<QTabWidget>("plan.pages")->setCurrentIndex(1);
        auto *text = rig.find<QPlainTextEdit>("plan.json");
        const QString typed = QString(text->toPlainText()).replace(QStringLiteral("12"), QStringLiteral("2"));
        text->selectAll();
        text->insertPlainText(typed);
        rig.workspace.chooseScenario("store-down");
        QCOMPARE(text->toPlainText(), typed); // to be copied
        QVERIFY(!rig.find<QPushButton>("plan.json.apply")->isEnabled());
        QCOMPARE(rig.troubles().size(), 1);
        rig.find<QPushButton>("plan.json.revert")->click();
        QVERIFY(text->toPlainText().contains(QStringLiteral("\"store-down\"")));
        QVERIFY(rig.troubles().isEmpty());
        text->insertPlainText(QStringLiteral(" "));
        QVERIFY(rig.find<QPushButton>("plan.json.apply")->isEnabled());
    }

    void keepsJsonThatCannotBeReadAndSaysWhere_data()
    {
        QTest::addColumn<QString>("json");
        QTest::addColumn<QString>("where");
        QTest::newRow("syntax") << QStringLiteral("{\n \"id\": }") << QStringLiteral("✗ line 2");
        QTest::newRow("field") << QStringLiteral(R"({"id":"a","clients":[{}],"steps":[{"do":"dance"}]})")
                               << QStringLiteral("✗ $.steps[0].do: ");
    }

    void keepsJsonThatCannotBeReadAndSaysWhere()
    {
        QFETCH(QString, json);
        QFETCH(QString, where);
        PlanRig rig;
        rig.find<QTabWidget>("plan.pages")->setCurrentIndex(1);
        auto *text = rig.find<QPlainTextEdit>("plan.json");
        text->selectAll();
        text->insertPlainText(json);
        rig.find<QPushButton>("plan.json.apply")->click();
        QCOMPARE(rig.troubles().size(), 1);
        QVERIFY2(rig.troubles().first().startsWith(where), qPrintable(rig.troubles().first()));
        QCOMPARE(text->toPlainText(), json);
        QCOMPARE(rig.plan().id, std::string("restart"));
        rig.find<QPushButton>("plan.json.revert")->click();
        QVERIFY(rig.troubles().isEmpty());
        QVERIFY(text->toPlainText().contains(QStringLiteral("\"restart\"")));
    }
};

QTEST_MAIN(PlanViewTest)
#include "plan_view_test.moc"
