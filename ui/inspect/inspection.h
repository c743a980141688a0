// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/inspect/judgement.h"
#include "ui/port_feed.h"

#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace sessionscope::ui {

/// The installation that is looked at: commands go in, what comes back is folded into a Sight. Nothing in here can write
/// to it. What was seen stays when the link breaks, and when it is closed.
///
/// An inventory may hold a million sessions, so whatever goes over all of them runs on a thread of its own (readAside).
/// Nothing is changed meanwhile: reports wait.
class Inspection : public QObject
{
    Q_OBJECT

public:
    using Row = inspect::SessionInventory::Row;
    using Reply = std::function<void(const Result<void> &)>;
    using OnStep = std::function<void(const inspect::TestStepResult &)>;

    /// What a report did to the inventory.
    struct Changes
    {
        Row firstNew = 0;      ///< sessions from here on were appended
        std::vector<Row> rows; ///< older ones that changed
        bool any = false;      ///< any of the older ones may have changed: a scan ended, or all is gone
    };

    static constexpr int kJudgeMs = 1'000; ///< at most one judgement in that time; of many sessions fewer

    explicit Inspection(InspectorFactory factory, QObject *parent = nullptr);
    ~Inspection() override;

    // Commands. What cannot be done comes back as problem(), or as the reply where one was asked for.
    void open(inspect::ConnectionSpec spec);
    void close(); ///< what was seen stays
    void scanAgain();
    void cancelScan();
    /// Independent of what is open; a step each, then the reply.
    void test(inspect::ConnectionSpec spec, OnStep onStep, Reply reply);
    /// valueRead() follows; an error goes to the reply, if one is wanted.
    void readValue(const std::string &key, bool all = false, Reply reply = {});
    /// Runs kubectl. Empty: the current context, its namespace.
    void readCluster(const QString &context, const QString &namespaceName);
    /// Asks a name server for the pods' names that the shown objects promise. Nobody does so unbidden. Without objects
    /// nothing is asked.
    void resolveNames(const inspect::NameServer &nameServer, const QString &clusterDomain);
    /// Takes what kubectl printed. Errors: InvalidInput.
    Result<void> takeCluster(const QByteArray &json);
    /// Shows what is in a snapshot, offline.
    void show(inspect::Snapshot snapshot);

    // What is seen.
    const inspect::Sight &sight() const { return *m_sight; }
    const inspect::SessionInventory &inventory() const { return m_sight->sessions(); }
    const std::optional<inspect::ConnectionSpec> &spec() const { return m_spec; } ///< nothing: not live
    bool isEmpty() const
    {
        return m_sight->source.empty() && !m_sight->cluster();
    } ///< nothing was opened yet
    bool isOffline() const { return m_offline; } ///< a snapshot
    const inspect::LinkStatus &link() const { return m_link; }
    const inspect::ScanProgress &scan() const { return m_scan; }
    const std::map<std::string, std::uint64_t> &commandsSent() const { return m_sent; }
    /// By which lifetimes count: the clock; of a snapshot the time when it was taken.
    WallTime now() const;
    std::optional<WallTime> lastSeen() const { return m_lastSeen; } ///< the latest observation

    const Judgement &judgement() const { return *m_judgement; }
    /// To be kept by a reading.
    std::shared_ptr<const Judgement> sharedJudgement() const { return m_judgement; }

    std::optional<Row> selected() const { return m_selected; }
    void select(std::optional<Row> row);

    /// Runs `reading` on another thread; it must touch nothing else of this. What it returns is then called on this
    /// thread, unless another sight is shown by then.
    using Taking = std::function<void()>;
    using Reading = std::function<Taking(const inspect::Sight &sight)>;
    void readAside(Reading reading);

signals:
    void reset();                                                        ///< another sight, not judged yet
    void advanced(const sessionscope::ui::Inspection::Changes &changes); ///< at most once per frame
    void stateChanged(); ///< link, scan, server, abilities, commands sent
    void judged();       ///< another judgement
    void clusterChanged();
    void selectionChanged();
    void filterWanted(const QString &filter); ///< somebody wants to see these sessions only
    void valueRead(const sessionscope::inspect::RawKey &value);
    void problem(const sessionscope::Error &error);

private:
    void begin();
    /// Closes what is open, then calls `next`, unless something else is wished for by then.
    void closeThen(std::function<void()> next);
    control::CommandId post(control::InspectorRequest request, Reply reply = {});
    void take(control::InspectorReport report);
    void pump();
    void apply(control::InspectorReport report);
    void fold(std::vector<inspect::Observation> observations);
    void takeLink(control::InspectorReport &report);
    void on(control::LinkChanged &) { } ///< was taken at once
    void on(control::ScanProgressed &progressed);
    void on(control::ServerSeen &seen);
    void on(control::TestStepDone &step);
    void on(control::ValueRead &read);
    void on(control::ClusterRead &read);
    void on(control::NamesResolved &resolved);
    void on(control::InspectorDone &done);
    void on(control::CommandsSent &sent);
    void on(control::InspectorStopped &) { }
    bool isForThisCluster(control::CommandId id) const;
    void readingDone(const std::shared_ptr<inspect::Sight> &sight, const Taking &taking);
    void judgeSoon();
    void judge();

    InspectorFactory m_factory;
    std::shared_ptr<inspect::Sight> m_sight; ///< never null
    std::optional<inspect::ConnectionSpec> m_spec;
    std::uint64_t m_wish = 0; ///< what is to be open: counts open(), show() and close()
    bool m_closing = false; ///< what is observed until the old link is closed belongs to what was open before
    bool m_offline = false;
    inspect::LinkStatus m_link;
    inspect::ScanProgress m_scan;
    std::map<std::string, std::uint64_t> m_sent;
    std::optional<WallTime> m_lastSeen;
    std::shared_ptr<const Judgement> m_judgement; ///< never null
    std::optional<Row> m_selected;
    std::map<control::CommandId, Reply> m_replies;
    std::map<control::CommandId, OnStep> m_steps;
    /// Whose objects are shown: counts the installations. Another Redis is taken for the same one's.
    std::uint64_t m_cluster = 0;
    std::map<control::CommandId, std::uint64_t>
        m_askedAbout; ///< what is asked of Kubernetes: of which m_cluster
    std::deque<control::InspectorReport>
        m_waiting; ///< until nobody reads aside and the frame has time for them
    int m_readers = 0;
    QTimer m_pump;
    QTimer m_judging;
    bool m_isJudging = false;
    qint64 m_judgingTook = 0;              ///< the last time, in milliseconds
    std::unique_ptr<InspectorFeed> m_feed; ///< made with the first command
    QThreadPool m_pool;                    ///< ends before what its work reads
};

} // namespace sessionscope::ui
