// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/inspect/diagnoses.h"
#include "core/live/inspector.h"
#include "core/live/resp_client.h"
#include "core/live/sockets.h"
#include "core/live/spawn.h"
#include "tests/core/inspect/installation.h"
#include "tests/live/redis/live_support.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <sys/wait.h>
#include <utility>
#include <vector>

namespace sessionscope::test {

/// Starts a program; 0 if there is none. Not with QProcess, whose vfork ThreadSanitizer cannot follow.
inline pid_t spawn(const QString &program, const QStringList &words)
{
    live::SpawnRequest request;
    request.command.push_back(program.toStdString());
    for (const QString &word : words)
        request.command.push_back(word.toStdString());
    return live::spawnProcess(request).value_or(0);
}

/// Waits for a child's end, and returns its exit code; −1 for another end.
inline int endOf(pid_t child)
{
    int status = 0;
    if (child == 0 || ::waitpid(child, &status, 0) != child || !WIFEXITED(status))
        return -1;
    return WEXITSTATUS(status);
}

/// Commands for the test's own use, over a connection that the inspector knows nothing of.
inline live::RespReply ask(const RedisUrl &url, std::vector<std::string> words)
{
    boost::asio::io_context io(sessionscope::live::kOneThread);
    live::RespClient client(io, url);
    auto reply = live::run(io, client.command(std::move(words)));
    return reply ? *reply : live::RespReply{live::RespReply::Refusal{reply.error().text()}};
}

/// A port of 127.0.0.1 that is this test's until it ends; 0 if there is none. It is bound and not listened on: a server of
/// the test may listen there, and the system gives it to nobody else, not even for an outgoing connection.
inline std::uint16_t ownPort()
{
    static boost::asio::io_context io(sessionscope::live::kOneThread);
    static std::vector<live::TcpSocket> held;
    auto reserved = live::reservePort(io.get_executor(), {IpAddress(0x7F00'0001), 0});
    return reserved ? held.emplace_back(std::move(*reserved)).local_endpoint().port() : std::uint16_t(0);
}

/// A redis-server of a test, in a folder of its own, gone with this.
class RedisProcess
{
public:
    explicit RedisProcess(QStringList options = {}, std::uint16_t port = 0, bool sentinel = false)
        : m_options(std::move(options))
        , m_port(port != 0 ? port : ownPort())
        , m_sentinel(sentinel)
    {
        start();
    }

    ~RedisProcess() { kill(); }

    void start()
    {
        QStringList words;
        if (m_sentinel)
            words << m_options << "--sentinel";
        else
            words << "--port" << QString::number(m_port) << "--bind" << "127.0.0.1" << "--dir"
                  << m_folder.path() << "--save" << "3600 1" << "--enable-debug-command" << "yes"
                  << m_options;
        m_process = spawn("redis-server", words);
    }

    void kill()
    {
        if (m_process == 0)
            return;
        signal(SIGKILL);
        endOf(std::exchange(m_process, 0));
    }

    void signal(int number) const
    {
        if (m_process != 0) // 0 would be the test itself
            ::kill(m_process, number);
    }

    std::uint16_t port() const { return m_port; }
    QString folder() const { return m_folder.path(); }
    RedisUrl url() const
    {
        RedisUrl url;
        url.host = "127.0.0.1";
        url.port = m_port;
        return url;
    }

private:
    QTemporaryDir m_folder;
    QStringList m_options;
    std::uint16_t m_port;
    bool m_sentinel;
    pid_t m_process = 0;
};

inline bool answers(const RedisUrl &url)
{
    return ask(url, {"PING"}).isStatus("PONG");
}

/// An inspector, and all that it said.
class InspectorRig
{
public:
    InspectorRig()
        : m_port(live::makeInspector())
    {
    }

    void post(control::InspectorRequest request)
    {
        m_port->post({control::CommandId(++m_last), std::move(request)});
    }

    void open(const inspect::ConnectionSpec &spec, bool watch = true)
    {
        control::OpenConnection open;
        open.spec = spec;
        open.watch = watch;
        post(std::move(open));
    }

    /// Takes what there is; for conditions of QTRY_….
    InspectorRig &look()
    {
        control::InspectorReport report = m_port->drain();
        for (inspect::Observation &observation : report.observations)
            inventory.apply(std::move(observation));
        for (control::InspectorNotice &notice : report.notices)
            std::visit([this](auto &what) { on(what); }, notice);
        return *this;
    }

    bool isDone() { return look().done.contains(m_last); }
    Result<void> result() { return done.at(m_last); }
    inspect::LinkState state() { return look().status.state; }
    bool hasBeen(inspect::LinkState state) { return look().states.contains(state); }
    std::size_t sessions() { return look().inventory.counts().sessions; }

    inspect::SessionInventory inventory;
    inspect::LinkStatus status;
    inspect::ScanProgress progress;
    std::set<inspect::LinkState> states;
    inspect::ServerFacts facts;
    std::vector<inspect::Capability> capabilities;
    std::vector<inspect::TestStepResult> steps;
    std::map<std::string, std::uint64_t> sent;
    std::map<std::uint64_t, Result<void>> done;
    std::optional<inspect::RawKey> value;
    std::optional<inspect::KubeFacts> cluster;
    std::optional<inspect::NameFacts> names;

private:
    void on(control::LinkChanged &changed)
    {
        status = changed.status;
        states.insert(status.state);
    }
    void on(control::ScanProgressed &progressed) { progress = progressed.progress; }
    void on(control::ServerSeen &seen)
    {
        facts = seen.facts;
        capabilities = seen.capabilities;
    }
    void on(control::TestStepDone &step) { steps.push_back(step.result); }
    void on(control::ValueRead &read) { value = read.value; }
    void on(control::ClusterRead &read) { cluster = read.facts; }
    void on(control::NamesResolved &resolved) { names = resolved.facts; }
    void on(control::InspectorDone &one) { done.insert_or_assign(one.id.value(), one.result); }
    void on(control::CommandsSent &counts) { sent = counts.counts; }
    void on(control::InspectorStopped &) { }

    std::unique_ptr<control::InspectorPort> m_port;
    std::uint64_t m_last = 0;
};

inline inspect::ConnectionSpec spec(const std::string &uri)
{
    auto parsed = inspect::ConnectionSpec::parse(uri);
    if (!parsed)
        qFatal("%s", parsed.error().text().c_str());
    return *parsed;
}

inline void put(const RedisUrl &url, const session::Record &record, const std::string &seconds = "7200")
{
    ask(url, {"SET", kProxyPrefix + record.id, session::encode(record), "EX", seconds});
}

/// Gives a server the user of an aclfile.
inline bool allowFromFile(const RedisUrl &url, const QString &name)
{
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly))
        return false;
    std::vector<std::string> words{"ACL", "SETUSER"};
    const auto rule = QString::fromUtf8(file.readLine()).trimmed().split(' ');
    for (const QString &word : rule.mid(1))
        words.push_back(word.toStdString());
    return ask(url, words).isStatus("OK");
}

/// What a server holds, with the moment when each key expires: what an inspector must leave as it is.
inline std::string contentOf(const RedisUrl &url)
{
    std::map<std::string, std::string> content;
    const live::RespReply keys = ask(url, {"KEYS", "*"});
    for (const live::RespReply &key : *keys.array()) {
        const live::RespReply dump = ask(url, {"DUMP", *key.string()});
        const live::RespReply expires = ask(url, {"PEXPIRETIME", *key.string()});
        content[*key.string()] = *dump.string() + std::to_string(*expires.integer());
    }
    std::string text;
    for (const auto &[key, value] : content)
        text += key + "=" + value + "\n";
    return text;
}

/// The names of all commands that a server was given since CONFIG RESETSTAT, the test's own left out.
inline std::set<std::string> commandsOf(const RedisUrl &url)
{
    std::set<std::string> names;
    const live::RespReply info = ask(url, {"INFO", "commandstats"});
    for (const QString &line : QString::fromStdString(*info.string()).split("\r\n")) {
        if (line.startsWith("cmdstat_"))
            names.insert(line.mid(8, line.indexOf(':') - 8).toLower().toStdString());
    }
    names.erase("config|resetstat"); // counts itself
    return names;
}

inline const std::set<std::string> &closedList()
{
    static const std::set<std::string> kList{"auth",
                                             "select",
                                             "ping",
                                             "client|id",
                                             "client|setname",
                                             "client|tracking",
                                             "subscribe",
                                             "scan",
                                             "type",
                                             "strlen",
                                             "get",
                                             "getrange",
                                             "pttl",
                                             "info",
                                             "config|get",
                                             "acl|whoami",
                                             "cluster|slots"};
    return kList;
}

inline std::string beyondTheList(const RedisUrl &url)
{
    std::string text;
    for (const std::string &name : commandsOf(url)) {
        if (!closedList().contains(name))
            text += name + " ";
    }
    return text;
}

} // namespace sessionscope::test
