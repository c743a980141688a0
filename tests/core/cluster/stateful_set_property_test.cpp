// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/cluster/stateful_set.h"

#include <rapidcheck.h>

#include <QTest>

#include <map>
#include <set>

using namespace sessionscope;
using namespace sessionscope::cluster;

namespace {

constexpr std::uint32_t kMost = 6;

/// A driver with nothing behind it: follows the changes and checks what must hold after every one of them.
class Watcher
{
public:
    explicit Watcher(std::uint32_t replicas)
        : m_addresses(9)
        , m_set({replicas}, m_addresses)
    {
    }

    StatefulSet &set() { return m_set; }
    Instant now() const { return m_now; }

    void advance(Duration span)
    {
        m_now = m_now + span;
        for (const PodChange &change : m_set.advance(m_now))
            follow(change);
        for (const Pod &pod : m_set.pods())
            RC_ASSERT(pod.phase != Pod::Phase::Gone);
    }

    /// Advances from deadline to deadline; false if that never ends.
    bool settle()
    {
        for (int step = 0; step < 1000; ++step) {
            const std::optional<Instant> due = m_set.deadline();
            if (!due)
                return m_set.settled();
            advance(std::max(*due, m_now) - m_now);
        }
        return false;
    }

    /// The wanted pods and no others, in order, all Ready.
    void checkDense()
    {
        RC_ASSERT(m_set.pods().size() == std::size_t(m_set.replicas()));
        for (std::uint32_t ordinal = 0; ordinal < m_set.replicas(); ++ordinal) {
            RC_ASSERT(m_set.pods()[ordinal].id.value() == ordinal);
            RC_ASSERT(m_set.find(PodId(ordinal))->phase == Pod::Phase::Ready);
        }
        RC_ASSERT(m_set.ready().size() == std::size_t(m_set.replicas()));
    }

private:
    void follow(const PodChange &change)
    {
        const Pod &pod = change.pod;
        std::uint32_t &incarnation = m_incarnations[pod.id];
        if (change.kind == PodChange::Kind::Start)
            RC_ASSERT(pod.incarnation == ++incarnation);
        RC_ASSERT(pod.incarnation == incarnation);
        // An address belongs to one ordinal for ever; a container that starts again keeps it, no other pod gets it.
        const auto [owner, isNew] = m_owners.try_emplace(pod.ip, pod.id);
        RC_ASSERT(owner->second == pod.id);
        if (change.kind == PodChange::Kind::Start && !isNew)
            RC_ASSERT(m_lastAddress.at(pod.id) == pod.ip);
        m_lastAddress[pod.id] = pod.ip;
    }

    AddressPlan m_addresses;
    StatefulSet m_set;
    Instant m_now;
    std::map<PodId, std::uint32_t> m_incarnations;
    std::map<IpAddress, PodId> m_owners;
    std::map<PodId, IpAddress> m_lastAddress;
};

void giveRandomCommand(StatefulSet &set)
{
    const PodId pod(*rc::gen::inRange<std::uint32_t>(0, kMost));
    switch (*rc::gen::inRange(0, 5)) {
    case 0:
        return set.scale(pod.value());
    case 1:
        return set.restart(pod);
    case 2:
        return set.kill(pod);
    case 3:
        return set.reschedule(pod);
    default:
        return set.rollingUpdate();
    }
}

} // namespace

class StatefulSetPropertyTest : public QObject
{
    Q_OBJECT

private slots:
    void whateverIsCommandedItSettlesToTheWantedPods()
    {
        QVERIFY(rc::check([] {
            Watcher watcher(*rc::gen::inRange<std::uint32_t>(0, kMost));
            const int steps = *rc::gen::inRange(0, 30);
            for (int step = 0; step < steps; ++step) {
                giveRandomCommand(watcher.set());
                if (*rc::gen::arbitrary<bool>())
                    watcher.advance(Duration::milliseconds(*rc::gen::inRange(0, 40)));
            }
            RC_ASSERT(watcher.settle());
            watcher.checkDense();
        }));
    }

    void aRollingUpdateOfASettledSetReplacesAllAndMissesOneAtMost()
    {
        QVERIFY(rc::check([] {
            const auto replicas = *rc::gen::inRange<std::uint32_t>(0, kMost);
            Watcher watcher(replicas);
            RC_ASSERT(watcher.settle());
            std::set<IpAddress> before;
            for (const Pod &pod : watcher.set().pods())
                before.insert(pod.ip);

            watcher.set().rollingUpdate();
            while (!watcher.set().settled()) {
                watcher.advance(Duration::milliseconds(*rc::gen::inRange(0, 12)));
                RC_ASSERT(watcher.set().ready().size() + 1 >= replicas);
            }
            watcher.checkDense();
            for (const Pod &pod : watcher.set().pods()) {
                RC_ASSERT(pod.incarnation == 2U);
                RC_ASSERT(!before.contains(pod.ip));
            }
        }));
    }
};

QTEST_APPLESS_MAIN(StatefulSetPropertyTest)
#include "stateful_set_property_test.moc"
