// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/support/fake_vault.h"
#include "tests/ui/support/inspect_rig.h"
#include "ui/inspect/connection_book.h"
#include "ui/inspect/connection_dialog.h"
#include "ui/inspect/connection_form.h"
#include "ui/settings.h"

#include <QFile>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTreeWidget>

using namespace sessionscope;
using namespace sessionscope::ui;

/// Saved connections: none is lost, and the one that is chosen is the one that is opened.
class ConnectionsTest : public QObject
{
    Q_OBJECT

    using Rig = InspectRig;

    static inspect::ConnectionSpec spec(const char *name, const char *uri, const char *group = "")
    {
        auto spec = *inspect::ConnectionSpec::parse(uri);
        spec.name = name;
        spec.group = group;
        return spec;
    }

    static QLineEdit &field(const QWidget &form, const char *name)
    {
        return *form.findChild<QLineEdit *>(QLatin1String(name));
    }

    static QTreeWidgetItem *item(ConnectionDialog &dialog, const QString &text)
    {
        auto *tree = dialog.findChild<QTreeWidget *>(QStringLiteral("connection.saved"));
        return tree->findItems(text, Qt::MatchExactly | Qt::MatchRecursive).value(0);
    }

    /// The dialog, with a slow keychain and two saved connections in a group.
    struct Chooser
    {
        explicit Chooser(Rig &rig)
        {
            ConnectionBook &book = rig.window.window.connections();
            auto owned = std::make_unique<FakeVault>(secrets);
            vault = owned.get();
            book.setVault(std::move(owned));
            book.keep(spec("left", "redis://:one@127.0.0.2", "all"), true);
            book.keep(spec("right", "redis://:two@127.0.0.3", "all"), true);
            vault->answersAtOnce = false;
            rig.window.trigger("file.connect");
            dialog = rig.window.window.findChild<ConnectionDialog *>();
            tree = dialog->findChild<QTreeWidget *>(QStringLiteral("connection.saved"));
        }

        QMap<QString, QByteArray> secrets;
        FakeVault *vault = nullptr;
        ConnectionDialog *dialog = nullptr;
        QTreeWidget *tree = nullptr;
    };

private slots:
    void whatCannotBeReadAgainCannotBeSaved_data()
    {
        QTest::addColumn<QString>("uri");
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("text");
        QTest::newRow("certificate without its key")
            << "rediss://redis.mcp:6379" << "connection.cert" << "/tmp/client.pem";
        QTest::newRow("socket that is forwarded")
            << "unix:/run/redis.sock" << "connection.forward" << "svc/redis";
    }

    void whatCannotBeReadAgainCannotBeSaved()
    {
        QFETCH(QString, uri);
        QFETCH(QString, field);
        QFETCH(QString, text);
        ConnectionForm form;
        form.setUri(uri);
        QVERIFY(form.isValid());
        auto *edited = form.findChild<QLineEdit *>(field);
        QTest::keyClicks(edited, text);
        QVERIFY(!form.isValid());
        edited->selectAll();
        QTest::keyClick(edited, Qt::Key_Delete);
        QVERIFY(form.isValid());
        QCOMPARE(form.findChild<QLineEdit *>(QStringLiteral("connection.uri"))->text(), uri);
    }

    void oneConnectionThatDoesNotReadCostsNoOther()
    {
        QTemporaryDir folder;
        const SettingsFile file(folder.filePath(QStringLiteral("settings.json")));
        Settings settings;
        settings.connections = {spec("a", "redis://a"), spec("b", "redis://b"), spec("c", "redis://c")};
        QVERIFY(file.save(settings));
        QFile bytes(file.name());
        QVERIFY(bytes.open(QIODevice::ReadWrite));
        const QByteArray spoilt = bytes.readAll().replace("redis://b", "redis;//b");
        bytes.resize(0);
        bytes.seek(0);
        bytes.write(spoilt);
        bytes.close();
        const SettingsFile::Loaded loaded = file.load();
        QCOMPARE(loaded.settings.connections.size(), std::size_t(2));
        QVERIFY(loaded.trouble);
        QVERIFY(loaded.trouble->text().find("'b'") != std::string::npos);
    }

    void activatingASavedConnectionOpensThatOne()
    {
        Rig rig;
        Chooser chooser(rig);
        chooser.tree->setCurrentItem(item(*chooser.dialog, QStringLiteral("left")));
        chooser.vault->answer();
        QCOMPARE(chooser.dialog->form().spec().redis.host, std::string("127.0.0.2"));
        QTreeWidgetItem *right = item(*chooser.dialog, QStringLiteral("right"));
        chooser.tree->setCurrentItem(right);
        emit chooser.tree->itemActivated(right, 0);
        QVERIFY(!rig.inspection().spec()); // the form still shows the other
        chooser.vault->answer();
        QVERIFY(rig.inspection().spec());
        QCOMPARE(rig.inspection().spec()->redis.host, std::string("127.0.0.3"));
        QCOMPARE(rig.inspection().spec()->redis.password, std::string("two"));
    }

    void activatingAGroupOpensNothing()
    {
        Rig rig;
        Chooser chooser(rig);
        chooser.tree->setCurrentItem(item(*chooser.dialog, QStringLiteral("left")));
        chooser.vault->answer();
        QTreeWidgetItem *group = item(*chooser.dialog, QStringLiteral("all"));
        chooser.tree->setCurrentItem(group);
        emit chooser.tree->itemActivated(group, 0);
        chooser.vault->answer();
        QVERIFY(!rig.inspection().spec());
    }

    void aLateAnswerOfTheKeychainDoesNotReplaceANewerChoice()
    {
        Rig rig;
        Chooser chooser(rig);
        chooser.tree->setCurrentItem(item(*chooser.dialog, QStringLiteral("left")));
        chooser.tree->setCurrentItem(item(*chooser.dialog, QStringLiteral("right")));
        chooser.vault->answer(); // that for the first choice comes last
        QCOMPARE(chooser.dialog->form().spec().redis.host, std::string("127.0.0.3"));
    }

    void whoSavedAPasswordIsAskedForIt_data()
    {
        QTest::addColumn<QString>("uri");
        QTest::addColumn<bool>("asks");
        QTest::newRow("password alone") << "redis://:secret@127.0.0.2" << true;
        QTest::newRow("user without one") << "redis://ann@127.0.0.2" << false;
        QTest::newRow("TLS without one") << "rediss://127.0.0.2" << false;
        QTest::newRow("the sentinels'") << "redis-sentinel://127.0.0.2/m?sentinelPassword=secret" << true;
    }

    void whoSavedAPasswordIsAskedForIt()
    {
        QFETCH(QString, uri);
        QFETCH(bool, asks);
        Rig rig;
        ConnectionBook &book = rig.window.window.connections();
        book.setVault(nullptr);
        book.keep(spec("one", qPrintable(uri)));
        rig.window.window.inspect().connectToSaved(QStringLiteral("one"));
        QCOMPARE(rig.window.window.findChild<ConnectionDialog *>() != nullptr, asks);
        QCOMPARE(!rig.inspection().spec().has_value(), asks);
    }
};

QTEST_MAIN(ConnectionsTest)
#include "connections_test.moc"
