// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/support/inspect_rig.h"
#include "ui/error_banner.h"
#include "ui/inspect/other_key_model.h"

#include <QPlainTextEdit>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTableView>

#include <algorithm>

using namespace sessionscope;
using namespace sessionscope::ui;

namespace {

constexpr const char *kService = "http://mcp-foo:8080";

} // namespace

/// One key of the installation, read and shown safely.
class InspectDetailTest : public QObject
{
    Q_OBJECT

    using Rig = InspectRig;

    static QString id(int number) { return QString::fromStdString(test::uuid(number)); }
    static std::string keyOf(int number) { return test::kProxyPrefix + test::uuid(number); }

    static std::size_t reads(const Rig &rig)
    {
        return static_cast<std::size_t>(
            std::count_if(rig.fake.posted().begin(), rig.fake.posted().end(), [](const auto &command) {
                return std::holds_alternative<control::ReadValue>(command.what);
            }));
    }

    static QPlainTextEdit *valueOf(Rig &rig, const char *view)
    {
        return rig.view(view)->findChild<QPlainTextEdit *>();
    }

    static void change(Rig &rig, const inspect::RawKey &key)
    {
        control::InspectorReport report;
        std::visit([&report](auto what) { report.observations.emplace_back(std::move(what)); },
                   inspect::RecordClassifier().classify(key));
        rig.fake.say(std::move(report));
    }

private slots:
    void whatIsGoneIsNotReadAndNotComplainedAbout()
    {
        Rig rig;
        rig.openWith(FakeInspector::keys(2, kService));
        control::InspectorReport report;
        report.observations.emplace_back(inspect::KeyGone{keyOf(0), FakeInspector::now()});
        rig.fake.say(std::move(report));
        QTRY_VERIFY(!rig.inspection().inventory().isPresent(0));
        rig.inspection().select(0);
        QCOMPARE(reads(rig), std::size_t(0));
        rig.inspection().select(1);
        QCOMPARE(reads(rig), std::size_t(1));
        rig.fake.done(rig.fake.lastId(), fail(ErrorCode::NotFound, "there is no such key", "thv:…"));
        QTRY_VERIFY(valueOf(rig, "inspect-session")->toPlainText().contains(QStringLiteral("no such key")));
        QVERIFY(rig.window.window.findChild<ErrorBanner *>()->errors().isEmpty());
    }

    void aValueIsReadOnceThereIsALink()
    {
        Rig rig;
        rig.openWith(FakeInspector::keys(2, kService));
        rig.fake.say(inspect::LinkState::Redialling);
        QTRY_COMPARE(rig.inspection().link().state, inspect::LinkState::Redialling);
        rig.inspection().select(0);
        QCOMPARE(reads(rig), std::size_t(0));
        rig.fake.say(inspect::LinkState::Live);
        QTRY_COMPARE(reads(rig), std::size_t(1));
    }

    void aRecordThatChangesIsReadAgain()
    {
        Rig rig;
        rig.openWith(FakeInspector::keys(2, kService));
        rig.inspection().select(0);
        QCOMPARE(reads(rig), std::size_t(1));
        change(rig, FakeInspector::key(0, "http://10.244.1.7:8080"));
        QTRY_COMPARE(reads(rig), std::size_t(2));
        change(rig, FakeInspector::key(1, "http://10.244.1.7:8080")); // another one
        rig.settle();
        QCOMPARE(reads(rig), std::size_t(2));
    }

    void whoReadsAValueIsNotThrownBackToItsBeginning()
    {
        Rig rig;
        rig.openWith(FakeInspector::keys(1, kService));
        rig.inspection().select(0);
        inspect::RawKey value = FakeInspector::key(0, kService);
        for (int line = 0; line < 400; ++line)
            value.value += "line\n";
        value.size = value.value.size();
        rig.fake.say(control::ValueRead{rig.fake.lastId(), value});
        QPlainTextEdit *text = valueOf(rig, "inspect-session");
        QTRY_VERIFY(text->verticalScrollBar()->maximum() > 100);
        text->verticalScrollBar()->setValue(100);
        rig.fake.say(control::ServerSeen{});
        QSignalSpy judged(&rig.inspection(), &Inspection::judged);
        QTRY_VERIFY(judged.size() > 0);
        QVERIFY(text->verticalScrollBar()->value() > 50);
    }

    void inHexNoIdIsToBeRead()
    {
        Rig rig;
        rig.openWith({FakeInspector::key(0, kService)});
        rig.inspection().select(0);
        inspect::RawKey value = FakeInspector::key(0, kService);
        value.value = std::string("\x00\x01 ", 3) + test::uuid(0);
        value.size = value.value.size();
        rig.fake.say(control::ValueRead{rig.fake.lastId(), value});
        QPlainTextEdit *text = valueOf(rig, "inspect-session");
        QTRY_VERIFY(text->toPlainText().contains(QStringLiteral("00 01 20")));
        QVERIFY(!text->toPlainText().contains(id(0).mid(8, 5)));
        rig.window.trigger("edit.reveal-ids");
        QVERIFY(text->toPlainText().contains(id(0).mid(0, 13)));
    }

    void keysThatAreNoSessionAreListedAndRead()
    {
        Rig rig;
        inspect::RawKey broken = test::raw(keyOf(5), "oops " + test::uuid(5));
        inspect::RawKey token = test::raw("thv:auth:{default:foo}:access:0123456789abcdef", "a-secret-token");
        rig.open();
        rig.fake.scan({FakeInspector::key(0, kService), broken, token});
        auto *model = rig.window.window.findChild<OtherKeyModel *>();
        QTRY_COMPARE(model->rowCount(), 2);
        const int brokenRow = model->rowOf(broken.key);
        const int tokenRow = model->rowOf(token.key);
        QCOMPARE(model->index(brokenRow, OtherKeyModel::Kind).data().toString(), QStringLiteral("malformed"));
        QVERIFY(!model->index(brokenRow, OtherKeyModel::Detail).data().toString().isEmpty());
        QVERIFY(!model->index(brokenRow, OtherKeyModel::Key).data().toString().contains(id(5)));
        auto *table = rig.view("inspect-keys")->findChild<QTableView *>();
        table->setCurrentIndex(model->index(brokenRow, 0));
        QVERIFY(rig.fake.last<control::ReadValue>());
        QCOMPARE(rig.fake.last<control::ReadValue>()->key, broken.key);
        rig.fake.say(control::ValueRead{rig.fake.lastId(), broken});
        QPlainTextEdit *text = valueOf(rig, "inspect-keys");
        QTRY_VERIFY(text->toPlainText().contains(QStringLiteral("oops")));
        QVERIFY(!text->toPlainText().contains(id(5)));
        table->setCurrentIndex(model->index(tokenRow, 0));
        rig.fake.say(control::ValueRead{rig.fake.lastId(), token});
        rig.settle();
        QVERIFY(!text->toPlainText().contains(QStringLiteral("a-secret-token")));
        rig.window.trigger("edit.reveal-ids");
        QVERIFY(text->toPlainText().contains(QStringLiteral("a-secret-token")));
    }
};

QTEST_MAIN(InspectDetailTest)
#include "inspect_detail_test.moc"
