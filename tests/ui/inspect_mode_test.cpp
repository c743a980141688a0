// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/support/fake_inspector.h"
#include "tests/ui/support/fake_vault.h"
#include "tests/ui/support/window_rig.h"
#include "ui/dock_set.h"
#include "ui/inspect/connection_book.h"
#include "ui/inspect/connection_dialog.h"
#include "ui/inspect/connection_form.h"
#include "ui/inspect/inspect_actions.h"
#include "ui/inspect/inspection.h"
#include "ui/window_memory.h"

#include <QColorDialog>
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeWidget>

#include <algorithm>

using namespace sessionscope;
using namespace sessionscope::ui;

/// What the window is in the inspect mode, and how one gets there.
class InspectModeTest : public QObject
{
    Q_OBJECT

    static QLineEdit &field(const QWidget &form, const char *name)
    {
        return *form.findChild<QLineEdit *>(QLatin1String(name));
    }

private slots:
    void nothingThatActsIsThereInTheInspectMode()
    {
        WindowRig rig;
        rig.trigger("mode.inspect");
        for (const char *id : {"run.start", "run.demonstrate", "fault.restart-proxy", "fault.flush-store",
                               "plan.save", "view.topology"}) {
            const QAction *action = rig.workspace.actions().find(QLatin1String(id));
            QVERIFY2(!action->isVisible() && !action->isEnabled(), id);
        }
        QVERIFY(rig.workspace.actions().find(QStringLiteral("inspect.open-snapshot"))->isVisible());
        rig.trigger("mode.simulate");
        QVERIFY(rig.workspace.actions().find(QStringLiteral("run.start"))->isEnabled());
        QVERIFY(!rig.workspace.actions().find(QStringLiteral("inspect.open-snapshot"))->isVisible());
    }

    void whatCanBeDoneInTheInspectModeIsKnown()
    {
        // Looking, and what is about the window alone. Whatever comes to be registered has to be thought about here.
        const QStringList harmless{"inspect.",  "view.inspect-",   "mode.",     "look.",     "help.",
                                   "go.",       "file.connect",    "file.open", "edit.copy", "edit.export",
                                   "edit.find", "edit.reveal-ids", "layout.",   "app.quit"};
        WindowRig rig;
        rig.trigger("mode.inspect");
        QStringList others;
        for (const ActionRegistry::Entry &entry : rig.workspace.actions().entries()) {
            const bool known = std::any_of(harmless.begin(), harmless.end(), [&entry](const QString &begin) {
                return entry.id.startsWith(begin);
            });
            if (!known && entry.action->isVisible() && entry.action->isEnabled())
                others.append(entry.id);
        }
        QCOMPARE(others.join(u' '), QString());
    }

    void aColourCanBeTakenBack()
    {
        ConnectionForm form;
        auto spec = *inspect::ConnectionSpec::parse("redis://h");
        spec.colour = "#cc3388";
        form.setSpec(spec);
        form.findChild<QPushButton *>(QStringLiteral("connection.noColour"))->click();
        QCOMPARE(form.spec().colour, std::string());
        form.findChild<QPushButton *>(QStringLiteral("connection.colour"))
            ->click(); // and nothing waits for an answer
        auto *dialog = form.findChild<QColorDialog *>();
        QVERIFY(dialog);
        dialog->setCurrentColor(QColor(QStringLiteral("#112233")));
        dialog->accept();
        QCOMPARE(form.spec().colour, std::string("#112233"));
    }

    void theModeCannotBeOverlooked()
    {
        WindowRig rig;
        const auto *badge = rig.window.findChild<QLabel *>(QStringLiteral("readOnlyBadge"));
        QVERIFY(!badge->isVisible());
        rig.trigger("mode.inspect");
        QTRY_VERIFY(badge->isVisible());
        const QImage picture = rig.window.grab().toImage();
        const QColor frame = rig.workspace.theme().color(Tone::Fault);
        for (const QPoint corner :
             {QPoint(0, 0), QPoint(picture.width() - 1, 0), QPoint(0, picture.height() - 1),
              QPoint(picture.width() / 2, picture.height() - 1)})
            QCOMPARE(picture.pixelColor(corner), frame);
        rig.trigger("mode.simulate");
        QVERIFY(rig.window.grab().toImage().pixelColor(0, 0) != frame);
    }

    void eachModeHasItsOwnViewsAndLayout()
    {
        QTemporaryDir folder;
        const QString name = folder.filePath(QStringLiteral("settings.json"));
        {
            WindowRig rig;
            WindowMemory memory(rig.workspace, rig.window, name);
            rig.trigger("mode.inspect");
            auto *pins = rig.window.findChild<QDockWidget *>(QStringLiteral("dock.inspect-pins"));
            QTRY_VERIFY(!pins->isHidden());
            QVERIFY(rig.window.findChild<QDockWidget *>(QStringLiteral("dock.sessions"))->isHidden());
            pins->close();
            rig.trigger("mode.simulate");
            QVERIFY(!rig.window.findChild<QDockWidget *>(QStringLiteral("dock.sessions"))->isHidden());
            rig.window.close();
        }
        WindowRig rig;
        WindowMemory memory(rig.workspace, rig.window, name);
        QVERIFY(!rig.window.findChild<QDockWidget *>(QStringLiteral("dock.sessions"))->isHidden());
        rig.trigger("mode.inspect");
        QVERIFY(rig.window.findChild<QDockWidget *>(QStringLiteral("dock.inspect-pins"))->isHidden());
        QVERIFY(!rig.window.findChild<QDockWidget *>(QStringLiteral("dock.inspect-findings"))->isHidden());
        QVERIFY(rig.window.findChild<QWidget *>(QStringLiteral("bar.setup"))->isHidden());
        QVERIFY(!rig.window.findChild<QWidget *>(QStringLiteral("bar.inspect"))->isHidden());
    }

    void aViewIsShownInItsMode()
    {
        WindowRig rig;
        rig.window.docks().show(QStringLiteral("inspect-findings"));
        QVERIFY(rig.workspace.mode().inspects());
        rig.window.docks().show(QStringLiteral("timeline"));
        QVERIFY(!rig.workspace.mode().inspects());
    }

    void secretsAreNeverWritten()
    {
        QTemporaryDir folder;
        const QString name = folder.filePath(QStringLiteral("settings.json"));
        const QString exported = folder.filePath(QStringLiteral("connections.json"));
        auto spec = inspect::ConnectionSpec::parse(
            "rediss://ann:opensesame@redis.mcp:6390/2?prefix=thv:proxy:session:");
        spec->name = "prod-eu";
        spec->group = "production";
        spec->colour = "#cc3388";
        {
            WindowRig rig;
            WindowMemory memory(rig.workspace, rig.window, name);
            rig.window.connections().keep(*spec);
            QVERIFY(rig.window.connections().exportTo(exported));
            memory.flush();
        }
        for (const QString &file : {name, exported}) {
            QFile written(file);
            QVERIFY(written.open(QIODevice::ReadOnly));
            const QByteArray bytes = written.readAll();
            QVERIFY(bytes.contains("redis.mcp"));
            QVERIFY(!bytes.contains("opensesame"));
        }
        WindowRig rig;
        WindowMemory memory(rig.workspace, rig.window, name);
        QVERIFY(rig.window.connections().find(QStringLiteral("prod-eu")));
        QCOMPARE(*rig.window.connections().find(QStringLiteral("prod-eu")), spec->withoutSecrets());
        rig.window.connections().setList({});
        QVERIFY(rig.window.connections().importFrom(exported));
        QCOMPARE(rig.window.connections().list().size(), std::size_t(1));
        QVERIFY(!rig.window.connections().importFrom(name + QStringLiteral(".none")));
    }

    void secretsAreKeptInAVaultOnlyIfAskedTo()
    {
        QMap<QString, QByteArray> vault;
        ConnectionBook book;
        auto spec = *inspect::ConnectionSpec::parse("redis://ann:opensesame@redis.mcp");
        spec.name = "prod";
        std::string recalled = "?";
        const auto take
            = [&recalled](const inspect::ConnectionSpec &known) { recalled = known.redis.password; };
        book.keep(spec, true);
        book.recall(QStringLiteral("prod"), take);
        QCOMPARE(recalled, std::string()); // without a vault there is nowhere to keep it
        book.setVault(std::make_unique<FakeVault>(vault));
        book.keep(spec, true);
        QCOMPARE(book.find(QStringLiteral("prod"))->redis.password, std::string());
        book.recall(QStringLiteral("prod"), take);
        QCOMPARE(recalled, std::string("opensesame"));
        book.keep(spec, false);
        book.recall(QStringLiteral("prod"), take);
        QCOMPARE(recalled, std::string());
        book.keep(spec, true);
        book.remove(QStringLiteral("prod"));
        QVERIFY(vault.isEmpty());
    }

    void aPastedPasswordGoesToItsField()
    {
        ConnectionForm form;
        form.setUri(QStringLiteral("redis://ann:opensesame@redis.mcp:6390/2"));
        QVERIFY(form.isValid());
        QCOMPARE(form.spec().redis.password, std::string("opensesame"));
        QVERIFY(!field(form, "connection.uri").text().contains(QStringLiteral("opensesame")));
        QCOMPARE(field(form, "connection.password").text(), QStringLiteral("opensesame"));
        QCOMPARE(field(form, "connection.password").echoMode(), QLineEdit::Password);
        QTest::keyClicks(&field(form, "connection.forward"), QStringLiteral("svc/redis"));
        QTest::keyClicks(&field(form, "connection.context"), QStringLiteral("prod"));
        QVERIFY(field(form, "connection.uri").text().contains(QStringLiteral("context=prod")));
        QCOMPARE(form.spec().portForward->port, std::uint16_t(6390));
        QCOMPARE(form.spec().redis.password, std::string("opensesame"));
        form.setUri(QStringLiteral("http://redis.mcp"));
        QVERIFY(!form.isValid());
    }

    void aConnectionIsTestedStepByStepAndThenOpened()
    {
        FakeInspector fake;
        WindowRig rig(EngineKind::Sim, fake.factory());
        rig.trigger("file.connect");
        auto *dialog = rig.window.findChild<ConnectionDialog *>();
        QVERIFY(dialog);
        auto *test = dialog->findChild<QPushButton *>(QStringLiteral("connection.test"));
        QVERIFY(!test->isEnabled());
        dialog->form().setUri(QStringLiteral("redis://127.0.0.1:1234"));
        test->click();
        QVERIFY(fake.last<control::TestConnection>());
        const control::CommandId id = fake.lastId();
        using Outcome = inspect::TestStepResult::Outcome;
        fake.say(control::TestStepDone{id, {inspect::TestStep::Dns, Outcome::Passed, "127.0.0.1", "", {}}});
        fake.say(control::TestStepDone{
            id, {inspect::TestStep::Tcp, Outcome::Failed, "connection refused", "start the server", {}}});
        fake.done(id, fail(ErrorCode::ConnectionRefused, "nobody listens", "127.0.0.1:1234"));
        auto *steps = dialog->findChildren<QTreeWidget *>().last();
        QTRY_COMPARE(steps->topLevelItemCount(), 2);
        QVERIFY(steps->topLevelItem(1)->text(1).contains(QStringLiteral("failed")));
        QVERIFY(steps->topLevelItem(1)->text(2).contains(QStringLiteral("start the server")));
        QTRY_VERIFY(test->isEnabled());
        QVERIFY(!fake.last<control::OpenConnection>());
        dialog->findChild<QPushButton *>(QStringLiteral("connection.open"))->click();
        QTRY_VERIFY(fake.last<control::OpenConnection>());
        QCOMPARE(fake.last<control::OpenConnection>()->spec.redis.port, std::uint16_t(1234));
    }
};

QTEST_MAIN(InspectModeTest)
#include "inspect_mode_test.moc"
