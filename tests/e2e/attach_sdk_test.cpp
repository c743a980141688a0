// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/support/window_rig.h"
#include "ui/dock_set.h"
#include "ui/models/session_model.h"
#include "ui/view.h"

#include <QProcess>
#include <QTest>

using namespace sessionscope;
using namespace sessionscope::ui;

namespace {

constexpr int kPatienceMs = 30'000;

/// A client of the official TypeScript SDK, in a process of its own.
class SdkClient
{
public:
    explicit SdkClient(const QString &url)
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.setWorkingDirectory(QStringLiteral(E2E_DIR));
        m_process.start(QStringLiteral(E2E_DIR "/bin/node"),
                        {QStringLiteral(E2E_DIR "/attached_client.mjs"), url});
    }

    ~SdkClient()
    {
        m_process.closeWriteChannel();
        if (!m_process.waitForFinished(kPatienceMs))
            m_process.kill();
    }

    QByteArray line()
    {
        const bool came = QTest::qWaitFor([this] { return m_process.canReadLine(); }, kPatienceMs);
        return came ? m_process.readLine().trimmed() : QByteArray("nothing");
    }

    QByteArray call()
    {
        m_process.write("call\n");
        return line();
    }

private:
    QProcess m_process;
};

void start(WindowRig &rig, const std::string &profile)
{
    scenario::Overrides overrides;
    overrides.profile = profile;
    overrides.store = cluster::StoreKind::Embedded;
    overrides.seed = 42;
    rig.workspace.setup().setOverrides(overrides);
    rig.workspace.startCluster(0);
    QTRY_VERIFY_WITH_TIMEOUT(rig.workspace.lab().isUp(), kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(rig.workspace.run()->cluster(), kPatienceMs);
}

/// By the action that the button and the shortcut have; over once its new generation stands.
void restartProxy(WindowRig &rig)
{
    const auto generation = [&rig] {
        const auto &proxies = rig.workspace.state().picture().proxies();
        return proxies.empty() ? 0 : proxies.front().generation;
    };
    const auto before = generation();
    rig.trigger("fault.restart-proxy");
    QTRY_VERIFY_WITH_TIMEOUT(generation() > before, kPatienceMs);
}

/// The window's own: what changed is told to one model alone.
const SessionModel &sessionsOf(WindowRig &rig)
{
    return *rig.window.findChild<SessionModel *>();
}

QString urlOf(WindowRig &rig)
{
    return QString::fromStdString(rig.workspace.run()->cluster()->mcpUrl);
}

} // namespace

class AttachSdkTest : public QObject
{
    Q_OBJECT

private slots:
    void appearsWithItsNameAndSurvivesARestartUnderPodDns()
    {
        WindowRig rig(EngineKind::Live);
        start(rig, "pod-dns");
        SdkClient client(urlOf(rig));
        QCOMPARE(client.line(), QByteArray("connected"));
        QCOMPARE(client.call(), QByteArray("count 1"));
        const SessionModel &sessions = sessionsOf(rig);
        QTRY_COMPARE(sessions.rowCount(), 1);
        QCOMPARE(sessions.index(0, SessionModel::Client).data().toString().trimmed(),
                 QStringLiteral("sessionscope-e2e 1.0.0"));
        for (int count = 2; count < 8; ++count) {
            restartProxy(rig);
            QCOMPARE(client.call(), "count " + QByteArray::number(count));
        }
        QTRY_VERIFY(
            sessions.index(0, SessionModel::State).data().toString().contains(QLatin1String("intact")));
    }

    void isExplainedAsLostUnderToolhive017()
    {
        WindowRig rig(EngineKind::Live);
        start(rig, "toolhive-0.17");
        SdkClient client(urlOf(rig));
        QCOMPARE(client.line(), QByteArray("connected"));
        QCOMPARE(client.call(), QByteArray("count 1"));
        // Each restart leads it to a pod that is drawn: sooner or later to one that does not know it.
        QByteArray answer("count");
        for (int restarts = 0; answer.startsWith("count") && restarts < 20; ++restarts) {
            restartProxy(rig);
            answer = client.call();
        }
        QCOMPARE(answer, QByteArray("failed 404"));
        const SessionModel &sessions = sessionsOf(rig);
        QTRY_VERIFY(sessions.index(0, SessionModel::State).data().toString().contains(QLatin1String("lost")));
        rig.window.docks().show(QStringLiteral("explain"));
        rig.workspace.selection().selectSession(sessions.session(0).session);
        View *explain = rig.window.docks().view(QStringLiteral("explain"));
        const auto explained = [explain] { return QString::fromUtf8(explain->exports().front().render()); };
        QTRY_VERIFY2(explained().contains(QLatin1String("F-01")), qPrintable(explained()));
    }
};

QTEST_MAIN(AttachSdkTest)
#include "attach_sdk_test.moc"
