// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/journal/journal.h"
#include "core/journal/session_table.h"
#include "core/journal/shared_vector.h"

#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace sessionscope::journal {

/// A pod at one instant. How many sessions it holds: ClusterPicture::sessions().heldBy(ordinal).
struct PodPicture
{
    enum class State : std::uint8_t { Unknown, Starting, Ready, Stopped };

    std::uint32_t ordinal = 0;
    State state = State::Unknown;
    Symbol address{};             ///< "127.77.0.10"
    std::int64_t incarnation = 0; ///< counts from 1
    Symbol how{};                 ///< how it stopped last: "terminated", "killed"; empty if it never did
    Instant since{};              ///< in this state
    std::uint32_t answered = 0;   ///< 2xx
    std::uint32_t unknown = 0;    ///< 4xx to a session that it never heard of
    std::uint32_t failed = 0;     ///< any other answer
};

struct ProxyPicture
{
    enum class State : std::uint8_t { Unknown, Running, Draining, Stopped };

    std::uint32_t index = 0;
    State state = State::Unknown;
    Symbol address{};
    std::int64_t generation = 0;          ///< counts from 1
    Symbol how{};                         ///< how it stopped last: "drained", "killed"; empty if it never did
    std::optional<Instant> restartedAt{}; ///< the start of a generation after the first
    std::uint32_t inFlight = 0;           ///< exchanges received and not answered
    std::uint32_t answered = 0;           ///< below 400
    std::uint32_t failed = 0;             ///< 400 and above
};

/// What picks among endpoints: the Service (pods) or the front door (proxies).
struct PickerPicture
{
    std::int64_t last = -1; ///< the endpoint picked last: ordinal or proxy; −1 before the first
    Symbol lastClient{};
    bool lastByAffinity = false;
    Instant lastAt{};
    std::uint32_t byAffinity = 0;
    std::uint32_t atRandom = 0;
    std::uint32_t refused = 0; ///< no ready endpoint
};

struct StorePicture
{
    Symbol kind{}; ///< "redis", "embedded", "local"; empty if not told
    bool isUp = false;
    std::optional<Duration> timeToLive{};
    std::uint32_t loads = 0;
    std::uint32_t saves = 0;
    std::uint32_t failures = 0;
    std::uint32_t flushed = 0; ///< records lost by flushing
};

struct ClientPicture
{
    std::optional<ClientId> id{}; ///< none for one that the journal only tells the name or address of
    bool attached = false;        ///< by a ClientAttached: not the plan's
    Symbol name{};                ///< "claude-code 2.1"; empty until it made a session
    Symbol address{};             ///< as a proxy saw it
    Symbol session{};             ///< the one that it used last
    Instant lastSeen{};
    std::uint32_t requests = 0;
    std::uint32_t failed = 0; ///< answers from 400 on, and none

    bool isForeign() const { return attached || !id; }
};

struct StepPicture
{
    std::int64_t index = 0;
    Symbol what{};
    Instant startedAt{};
    std::optional<Instant> finishedAt{}; ///< none: it is being executed
};

struct FaultPicture
{
    Sequence requested{};
    Symbol fault{}; ///< "restart-proxy"
    std::int64_t target = 0;
    Symbol askedBy{};
    Instant at{};
    std::optional<Instant> settledAt{};
};

/// Everything that a run consists of at one instant: a fold over its journal, O(1) per event (see SessionTable for what
/// is not) and cheap to copy. For views, and with Checkpoints for scrubbing.
class ClusterPicture
{
public:
    static constexpr std::size_t kFaultsKept = 32;

    void apply(const Event &event, const Journal &journal);

    Instant now() const { return m_now; }            ///< the time of the last event
    Sequence sequence() const { return m_sequence; } ///< the last event; none before the first

    const SessionTable &sessions() const { return m_sessions; }
    SessionTable &sessions() { return m_sessions; } ///< for takeChanged()

    const std::vector<PodPicture> &pods() const { return m_pods; }           ///< by ordinal
    const std::vector<ProxyPicture> &proxies() const { return m_proxies; }   ///< by index
    const SharedVector<ClientPicture> &clients() const { return m_clients; } ///< in order of appearance
    const PickerPicture &service() const { return m_service; }
    const PickerPicture &frontDoor() const { return m_frontDoor; }
    const StorePicture &store() const { return m_store; }
    std::uint32_t dnsMisses() const { return m_dnsMisses; }
    Symbol lastNameNotFound() const { return m_lastNameNotFound; }

    const std::vector<StepPicture> &steps() const { return m_steps; }    ///< done and under way, in order
    const StepPicture *currentStep() const;                              ///< null between steps
    const std::vector<FaultPicture> &faults() const { return m_faults; } ///< the latest ones, oldest first

    Symbol scenario() const { return m_scenario; } ///< empty before RunStarted
    Symbol profile() const { return m_profile; }
    std::int64_t seed() const { return m_seed; }
    bool runStarted() const { return m_runStarted; }
    bool runFinished() const { return m_runFinished; }

private:
    void applyToRun(const Event &event);
    void applyToFaults(const Event &event, const Journal &journal);
    void applyToPod(const Event &event);
    void applyToProxy(const Event &event);
    void applyToStore(const Event &event);
    void applyToClient(const Event &event);
    void applyToExchange(const Event &event, const Journal &journal);
    void applyToCallers(const Event &event, const Journal &journal);
    void applyToForeign(const Event &received, const Journal &journal, const SessionRow *session);
    PodPicture &pod(std::uint32_t ordinal);
    ProxyPicture &proxy(std::uint32_t index);
    ClientPicture &client(ClientId id);
    ClientPicture &foreignClient(Symbol name, Symbol address);

    Instant m_now;
    Sequence m_sequence;
    SessionTable m_sessions;
    std::vector<PodPicture> m_pods;
    std::vector<ProxyPicture> m_proxies;
    SharedVector<ClientPicture> m_clients;
    SharedVector<std::uint32_t> m_clientOfId; ///< index + 1 in m_clients, by ClientId; 0: not seen
    std::map<std::pair<Symbol, Symbol>, std::size_t>
        m_foreign; ///< without an id: index in m_clients, by name and address
    PickerPicture m_service;
    PickerPicture m_frontDoor;
    StorePicture m_store;
    std::uint32_t m_dnsMisses = 0;
    Symbol m_lastNameNotFound;
    std::vector<StepPicture> m_steps;
    std::vector<FaultPicture> m_faults;
    Symbol m_scenario;
    Symbol m_profile;
    std::int64_t m_seed = 0;
    bool m_runStarted = false;
    bool m_runFinished = false;
};

} // namespace sessionscope::journal
