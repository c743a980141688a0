// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/core/inspect/installation.h"

#include <QTest>

using namespace sessionscope;
using namespace sessionscope::test;
using inspect::KeyKind;
using inspect::PinKind;
using inspect::Session;

class RecordClassifierTest : public QObject
{
    Q_OBJECT

private slots:
    void readsPinsByTheirForm_data()
    {
        QTest::addColumn<QByteArray>("url");
        QTest::addColumn<QByteArray>("pin");
        QTest::addColumn<int>("ordinal");
        const auto row = [](const char *url, const char *pin, int ordinal = -1) {
            QTest::newRow(url) << QByteArray(url) << QByteArray(pin) << ordinal;
        };
        row("http://mcp-foo:8080", "service");
        row("http://mcp-foo-2:8080", "service");
        row("http://mcp-foo-2.default.svc.cluster.local:8080", "service");
        row("http://foo-1.mcp-foo-headless.default.svc.cluster.local:8080", "pod-dns", 1);
        row("http://foo-12.mcp-foo-headless.default:8080", "pod-dns", 12);
        row("http://10.244.1.7:8080", "pod-ip");
        row("http://[fd00::7]:8080", "pod-ip");
        row("https://api-2.example.com", "service");
        row("http://:8080", "none");
        row("ftp://h", "none");
        row("nonsense", "none");
    }

    void readsPinsByTheirForm()
    {
        QFETCH(QByteArray, url);
        QFETCH(QByteArray, pin);
        QFETCH(int, ordinal);
        const inspect::PinForm form = inspect::readPin(url.toStdString());
        QCOMPARE(std::string(inspect::toText(form.kind)), pin.toStdString());
        QCOMPARE(form.ordinal, ordinal);
    }

    void knowsKeysByTheirNames_data()
    {
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QByteArray>("kind");
        const auto row = [](const char *key, const char *kind) {
            QTest::newRow(key) << QByteArray(key) << QByteArray(kind);
        };
        row("thv:proxy:session:a", "proxy-session");
        row("thv:proxy:session:", "unknown");
        row("thv:vmcp:session:a", "vmcp-session");
        row("thv:rl:{ns:n}:shared", "rate-limit");
        row("thv:rl:{ns:n}:shared:tool:echo", "rate-limit");
        row("thv:rl:{ns:n}:user-tool:echo:u", "rate-limit");
        row("thv:rl:{ns:n}:else", "unknown");
        row("thv:auth:{ns:n}:access:sig", "auth");
        row("thv:auth:{ns:n}:upstream:idx:s", "auth");
        row("thv:auth:{ns:n}:assertion-jwt:h", "auth");
        row("thv:auth:{ns:n}:else:h", "unknown");
        row("my:a", "proxy-session");
        row("mya", "unknown");
    }

    void knowsKeysByTheirNames()
    {
        QFETCH(QByteArray, key);
        QFETCH(QByteArray, kind);
        const std::string text = key.toStdString();
        QCOMPARE(std::string(inspect::toText(inspect::classifyName(text, "my:").kind)), kind.toStdString());
    }

    void readsEveryShapeOfARecord()
    {
        session::Record full = record(uuid(1), "http://10.244.1.7:8080");
        full.metadata["backend_sid"] = "JBSW";
        const Session session = decode(full);
        QCOMPARE(session.type, inspect::SessionType::Mcp);
        QCOMPARE(session.pin, PinKind::PodIp);
        QCOMPARE(session.backendSid, std::string("JBSW"));
        QCOMPARE(session.init->clientName, std::string("claude-code"));
        QCOMPARE(session.init->clientVersion, std::string("2.1.0"));
        QCOMPARE(session.init->protocolVersion, std::string("2025-06-18"));
        QCOMPARE(std::string(session.id()), uuid(1));
        QVERIFY(!session.idDiffers && !session.updatedDiffers && !session.isProbe());

        session::Record bare = record(uuid(2));
        bare.type = "sse";
        QCOMPARE(decode(bare).type, inspect::SessionType::Sse);
        QCOMPARE(decode(bare).pin, PinKind::None);
        bare.type = "something";
        QCOMPARE(decode(bare).type, inspect::SessionType::Other);
    }

    /// Metadata that was read before is not parsed again: it must not make a difference.
    void readsTheSameMetadataTheSameWay()
    {
        inspect::RecordClassifier classifier;
        for (int number = 0; number < 3; ++number) {
            session::Record sent = record(uuid(number), "http://10.244.1.7:8080");
            sent.type = number == 2 ? "streamable" : "mcp";
            sent.updatedAt = {at(number), 0};
            const auto session = std::get<Session>(classifier.classify(raw(sent)));
            QCOMPARE(std::string(session.id()), uuid(number));
            QCOMPARE(session.updatedDiffers, number > 0);
            QCOMPARE(std::string(inspect::toText(session.type)), sent.type);
            QCOMPARE(session.init->clientName, std::string("claude-code"));
        }
        // An id behind the metadata belongs to that record alone.
        std::string strange = session::encode(record(uuid(7), "http://10.244.1.9:8080"));
        strange.insert(strange.size() - 1, ",\"id\":\"other\"");
        for (int twice = 0; twice < 2; ++twice) {
            const auto session = std::get<Session>(classifier.classify(raw(kProxyPrefix + uuid(7), strange)));
            QVERIFY(session.idDiffers);
        }
    }

    void tellsWhatIsBroken_data()
    {
        QTest::addColumn<QByteArray>("value");
        for (const char *value : {"", "{", "[]", "{}", "{\"id\":1}", "null", "{\"a\":\"b\"}"})
            QTest::newRow(value) << QByteArray(value);
    }

    void tellsWhatIsBroken()
    {
        QFETCH(QByteArray, value);
        inspect::RecordClassifier classifier;
        const auto key = classifier.classify(raw(kProxyPrefix + uuid(1), value.toStdString()));
        QVERIFY(std::holds_alternative<inspect::OtherKey>(key));
        QCOMPARE(std::get<inspect::OtherKey>(key).kind, KeyKind::Malformed);
        QVERIFY(!std::get<inspect::OtherKey>(key).detail.empty());
    }

    /// As a scan gives it: the size alone, since a value of megabytes is not read by surprise.
    void aLargeRecordIsNotRead()
    {
        session::Record sent = record(uuid(1), "http://10.244.1.7:8080");
        sent.metadata["init_body"] = initBody(std::string(70'000, 'c'));
        inspect::RawKey large = raw(sent);
        large.value.clear();
        inspect::RecordClassifier classifier;
        const auto key = std::get<inspect::OtherKey>(classifier.classify(large));
        QCOMPARE(key.kind, KeyKind::Unknown);
        QCOMPARE(key.detail, fmt::format("large, not read: {} bytes", large.size));
    }

    void countsDownFromTheObservation()
    {
        const Session session = decode(record(uuid(1)));
        QCOMPARE(session.ttlLeft(at(100)), Duration::seconds(7'000));
        QCOMPARE(session.ttlLeft(at(160)), Duration::seconds(6'940));
        QCOMPARE(session.ttlLeft(at(100'000)), Duration());
    }

    void showsBytesThatAreNoText()
    {
        QCOMPARE(inspect::valueText("{\"a\":\"\xC3\xBC\"}"), std::string("{\"a\":\"\xC3\xBC\"}"));
        QVERIFY(inspect::valueText(std::string("a\0b", 3)).starts_with("00000000  61 00 62"));
        QVERIFY(!inspect::isPrintable("\xC3"));
    }

private:
    static Session decode(const session::Record &sent)
    {
        inspect::RecordClassifier classifier;
        return std::get<Session>(classifier.classify(raw(sent)));
    }
};

QTEST_APPLESS_MAIN(RecordClassifierTest)
#include "record_classifier_test.moc"
