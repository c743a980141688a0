// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/support/inspect_rig.h"

#include <QLabel>
#include <QScopeGuard>
#include <QSemaphore>
#include <QSignalSpy>

#include <algorithm>

using namespace sessionscope;
using namespace sessionscope::ui;

/// What is open in the inspect mode when one thing is wished for after the other.
class InspectLinksTest : public QObject
{
    Q_OBJECT

    using Rig = InspectRig;

    static std::vector<std::string> opened(const FakeInspector &fake)
    {
        std::vector<std::string> hosts;
        for (const control::InspectorCommand &command : fake.posted()) {
            if (const auto *open = std::get_if<control::OpenConnection>(&command.what))
                hosts.push_back(open->spec.redis.host);
        }
        return hosts;
    }

    static void closeAll(Rig &rig)
    {
        const std::vector<control::InspectorCommand> posted = rig.fake.posted();
        for (const control::InspectorCommand &command : posted) {
            if (std::holds_alternative<control::CloseConnection>(command.what))
                rig.fake.done(command.id);
        }
        rig.settle();
    }

private slots:
    void whoDisconnectsWhileItIsDialledStaysDisconnected()
    {
        Rig rig;
        rig.fake.closesAtOnce = false;
        rig.window.window.inspect().openConnection(QStringLiteral("redis://127.0.0.2"));
        rig.inspection().close();
        QCOMPARE(rig.inspection().link().state, inspect::LinkState::Closed);
        closeAll(rig);
        QVERIFY(opened(rig.fake).empty());
        rig.fake.closesAtOnce = true;
        rig.open(); // and can connect again
        QTRY_COMPARE(rig.inspection().link().state, inspect::LinkState::Live);
    }

    void aSnapshotIsNotOverrunByTheConnectionThatWasWishedForBefore()
    {
        Rig rig;
        rig.fake.closesAtOnce = false;
        rig.window.window.inspect().openConnection(QStringLiteral("redis://127.0.0.2"));
        rig.inspection().show(*inspect::decodeSnapshot(InspectActions::example()));
        closeAll(rig);
        QVERIFY(opened(rig.fake).empty());
        QVERIFY(rig.inspection().isOffline());
    }

    void onlyTheLatestOfSeveralConnectionsIsOpened()
    {
        Rig rig;
        rig.fake.closesAtOnce = false;
        for (const char *host : {"redis://127.0.0.2", "redis://127.0.0.3", "redis://127.0.0.4"})
            rig.window.window.inspect().openConnection(QLatin1String(host));
        closeAll(rig);
        QCOMPARE(opened(rig.fake), std::vector<std::string>{"127.0.0.4"});
    }

    void howTheLinkIsDoesNotWaitForAReading()
    {
        QSemaphore mayEnd;
        Rig rig;
        rig.openWith({FakeInspector::key(0, "http://mcp-foo:8080")});
        auto ending = qScopeGuard([&mayEnd] { mayEnd.release(); });
        rig.inspection().readAside([&mayEnd](const inspect::Sight &) {
            mayEnd.acquire();
            return [] { };
        });
        rig.fake.scan(
            {FakeInspector::key(0, "http://mcp-foo:8080"), FakeInspector::key(1, "http://mcp-foo:8080")});
        rig.fake.say(inspect::LinkState::Redialling);
        QTRY_COMPARE(rig.inspection().link().state, inspect::LinkState::Redialling);
        QCOMPARE(rig.inspection().inventory().size(), std::size_t(1)); // that waits
        ending.dismiss();
        mayEnd.release();
        QTRY_COMPARE(rig.inspection().inventory().size(), std::size_t(2));
        QCOMPARE(rig.inspection().link().state, inspect::LinkState::Redialling);
    }

    void whoDisconnectsAmidAScanSeesItEnd()
    {
        Rig rig;
        rig.open();
        inspect::ScanProgress progress;
        progress.running = true;
        rig.fake.say(control::ScanProgressed{progress});
        QTRY_VERIFY(rig.inspection().scan().running);
        rig.inspection().close();
        rig.fake.say(control::LinkChanged{});
        QTRY_VERIFY(!rig.inspection().scan().running);
    }

    void nothingIsAcquittedBeforeAllOfItWasSeen()
    {
        Rig rig;
        const auto says = [&rig](const QString &text) {
            const auto labels = rig.view("inspect-findings")->findChildren<QLabel *>();
            return std::any_of(labels.begin(), labels.end(),
                               [&text](const QLabel *label) { return label->text().contains(text); });
        };
        const QString acquitted = QStringLiteral("Nothing is wrong");
        rig.open();
        rig.settle();
        QVERIFY(!says(acquitted));
        rig.fake.say(inspect::LinkState::Redialling);
        QTRY_VERIFY(says(QStringLiteral("re-dialling")));
        inspect::ScanProgress part;
        part.keys = 1;
        rig.fake.say(control::ScanProgressed{part}); // it was cancelled
        QTRY_VERIFY(!rig.inspection().judgement().isEmpty());
        QVERIFY(!says(acquitted));
        rig.fake.scan({});
        QTRY_VERIFY(says(acquitted));
        part.running = true;
        rig.fake.say(control::ScanProgressed{part}); // looking once more takes nothing back
        rig.fake.say(control::ServerSeen{});
        QSignalSpy judged(&rig.inspection(), &Inspection::judged);
        QTRY_VERIFY(judged.size() > 0);
        QVERIFY(says(acquitted));
    }
};

QTEST_MAIN(InspectLinksTest)
#include "inspect_links_test.moc"
