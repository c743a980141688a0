// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/name_lookup.h"
#include "tests/live/inspect/inspector_rig.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QUdpSocket>

#include <map>
#include <optional>

using namespace sessionscope;
using namespace sessionscope::test;
using Outcome = inspect::NameAnswer::Outcome;

namespace {

constexpr int kPatience = 20'000;
constexpr char kNoSuchName = 3;
constexpr char kServerFailure = 2;

/// A name server of a test, over UDP and TCP at one port; answers what it was told to.
class NameServerRig : public QObject
{
public:
    struct Reply
    {
        char code = 0;
        std::vector<QHostAddress> addresses;
    };

    NameServerRig()
    {
        m_stream.listen(QHostAddress::LocalHost);
        m_datagrams.bind(QHostAddress::LocalHost, m_stream.serverPort());
        connect(&m_datagrams, &QUdpSocket::readyRead, this, &NameServerRig::serveDatagrams);
        connect(&m_stream, &QTcpServer::newConnection, this, &NameServerRig::serveStream);
    }

    inspect::NameServer address(bool overTcp = false) const
    {
        return {IpAddress(0x7F00'0001), m_stream.serverPort(), overTcp};
    }

    std::map<QByteArray, Reply> replies; ///< by name; others do not exist
    bool strangerFirst = false;          ///< an answer to another query comes before
    int ignored = 0;                     ///< so many datagrams get lost
    int asked = 0;

private:
    void serveDatagrams()
    {
        while (m_datagrams.hasPendingDatagrams()) {
            QByteArray query(static_cast<int>(m_datagrams.pendingDatagramSize()), '\0');
            QHostAddress from;
            quint16 port = 0;
            m_datagrams.readDatagram(query.data(), query.size(), &from, &port);
            ++asked;
            if (ignored-- > 0)
                continue;
            QByteArray stranger = answer(query);
            stranger[0] = static_cast<char>(~stranger[0]);
            if (strangerFirst)
                m_datagrams.writeDatagram(stranger, from, port);
            m_datagrams.writeDatagram(answer(query), from, port);
        }
    }

    void serveStream()
    {
        QTcpSocket *socket = m_stream.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] {
            constexpr int kLengthSize = 2;
            const QByteArray query = socket->readAll().mid(kLengthSize);
            const QByteArray said = answer(query);
            socket->write(QByteArray(1, '\0') + QByteArray(1, static_cast<char>(said.size())) + said);
        });
    }

    QByteArray answer(const QByteArray &query) const
    {
        constexpr int kHeadSize = 12;
        QByteArray name;
        for (int at = kHeadSize; at < query.size() && query[at] != 0; at += query[at] + 1)
            name += (name.isEmpty() ? "" : ".") + query.mid(at + 1, query[at]);
        const auto known = replies.find(name);
        const Reply reply = known == replies.end() ? Reply{kNoSuchName, {}} : known->second;
        QByteArray said
            = query.left(kHeadSize + name.size() + 2 + 4); // the question without what may follow it
        said[2] = '\x81';                                  // an answer, as was wished
        said[3] = reply.code;
        said[7] = static_cast<char>(reply.addresses.size());
        said[11] = 0;
        for (const QHostAddress &address : reply.addresses) {
            said += QByteArray::fromHex("c00c00010001000000050004"); // the name above, A, IN, 5 s, 4 bytes
            const quint32 bits = address.toIPv4Address();
            for (int shift = 24; shift >= 0; shift -= 8)
                said += static_cast<char>(bits >> shift);
        }
        return said;
    }

    QTcpServer m_stream;
    QUdpSocket m_datagrams;
};

/// Asks through the inspector, as the window and the command line do.
struct Asking
{
    Asking(const inspect::NameServer &server, const std::vector<std::string> &names)
    {
        std::vector<inspect::PodName> wanted;
        for (const std::string &name : names)
            wanted.push_back({{}, name, {}});
        rig.post(control::ResolveNames{server, std::move(wanted)});
    }

    InspectorRig rig;
};

} // namespace

class NameLookupTest : public QObject
{
    Q_OBJECT

private slots:
    void aNameIsKnownOrNotOrNobodyKnows_data()
    {
        QTest::addColumn<bool>("overTcp");
        QTest::newRow("datagrams") << false;
        QTest::newRow("stream") << true;
    }

    void aNameIsKnownOrNotOrNobodyKnows()
    {
        QFETCH(bool, overTcp);
        NameServerRig server;
        server.replies["foo-0.h.svc"] = {0, {QHostAddress("10.244.1.7"), QHostAddress("10.244.1.8")}};
        server.replies["foo-2.h.svc"] = {kServerFailure, {}};
        server.replies["foo-3.h.svc"] = {0, {}}; // it exists, but not as an address
        Asking asking(server.address(overTcp), {"foo-0.h.svc", "foo-1.h.svc", "foo-2.h.svc", "foo-3.h.svc"});
        QTRY_VERIFY_WITH_TIMEOUT(asking.rig.isDone(), kPatience);
        QVERIFY(asking.rig.result());
        const auto &answers = asking.rig.names->answers;
        QCOMPARE(answers.size(), std::size_t(4));
        QCOMPARE(answers[0].outcome, Outcome::Found);
        QCOMPARE(answers[0].addresses, (std::vector<std::string>{"10.244.1.7", "10.244.1.8"}));
        QCOMPARE(answers[1].outcome, Outcome::NoSuchName);
        QCOMPARE(answers[2].outcome, Outcome::Failed);
        QCOMPARE(answers[3].outcome, Outcome::NoSuchName);
    }

    void aDatagramThatGetsLostIsSentAgain()
    {
        NameServerRig server;
        server.replies["foo-0.h.svc"] = {0, {QHostAddress("10.244.1.7")}};
        server.ignored = 1;
        Asking asking(server.address(), {"foo-0.h.svc"});
        QTRY_VERIFY_WITH_TIMEOUT(asking.rig.isDone(), kPatience);
        QVERIFY(asking.rig.result());
        QCOMPARE(server.asked, 2);
    }

    void anAnswerToAnotherQueryIsPassedOver()
    {
        NameServerRig server;
        server.replies["foo-0.h.svc"] = {0, {QHostAddress("10.244.1.7")}};
        server.strangerFirst = true;
        Asking asking(server.address(), {"foo-0.h.svc"});
        QTRY_VERIFY_WITH_TIMEOUT(asking.rig.isDone(), kPatience);
        QVERIFY(asking.rig.result());
        QCOMPARE(asking.rig.names->answers.size(), std::size_t(1));
        QCOMPARE(server.asked, 1);
    }

    void silenceIsAnError()
    {
        NameServerRig server;
        server.ignored = 1'000;
        Asking asking(server.address(), {"foo-0.h.svc", "foo-1.h.svc"});
        QTRY_VERIFY_WITH_TIMEOUT(asking.rig.isDone(), kPatience);
        QVERIFY(!asking.rig.result());
        QCOMPARE(asking.rig.result().error().code, ErrorCode::TimedOut);
        QCOMPARE(server.asked, 2); // the second name is not waited for
    }

    void nobodyThereIsAnError_data() { aNameIsKnownOrNotOrNobodyKnows_data(); }

    void nobodyThereIsAnError()
    {
        QFETCH(bool, overTcp);
        Asking asking({IpAddress(0x7F00'0001), ownPort(), overTcp}, {"foo-0.h.svc"});
        QTRY_VERIFY_WITH_TIMEOUT(asking.rig.isDone(), kPatience);
        QVERIFY(!asking.rig.result());
        QCOMPARE(asking.rig.result().error().code, ErrorCode::ConnectionRefused);
    }

    void whatIsNoNameOfDnsIsNotAsked()
    {
        NameServerRig server;
        Asking asking(server.address(), {std::string(300, 'a')});
        QTRY_VERIFY_WITH_TIMEOUT(asking.rig.isDone(), kPatience);
        QCOMPARE(asking.rig.result().error().code, ErrorCode::InvalidInput);
        QCOMPARE(server.asked, 0);
    }
};

QTEST_GUILESS_MAIN(NameLookupTest)
#include "name_lookup_test.moc"
