// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/live/io.h"

#include <boost/asio/deferred.hpp>
#include <boost/asio/post.hpp>

#include <cassert>
#include <cstddef>
#include <new>
#include <utility>

namespace sessionscope::live {

/// Lets one coroutine sleep until somebody else on the same thread wakes it: the cheapest condition there is.
///
///     co_await m_wakeup.wait();
class Wakeup
{
public:
    Wakeup() = default;
    ~Wakeup()
    {
        if (m_sleeper != nullptr)
            std::exchange(m_sleeper, nullptr)->~Sleeper();
    }

    Wakeup(const Wakeup &) = delete;
    Wakeup &operator=(const Wakeup &) = delete;

    /// At most one coroutine waits at a time.
    auto wait()
    {
        return asio::async_initiate<const asio::deferred_t, void()>(
            [this](auto handler) {
                using Its = SleeperOf<decltype(handler)>;
                static_assert(sizeof(Its) <= kPlaceBytes && alignof(Its) <= alignof(void *));
                assert(m_sleeper == nullptr);
                m_sleeper = new (&m_place) Its(*this, std::move(handler));
            },
            asio::deferred);
    }

    bool isAwaited() const { return m_sleeper != nullptr; }

    /// Runs the sleeper at once, on the caller's stack, until it sleeps again. Does nothing if nobody sleeps.
    void wake()
    {
        if (m_sleeper != nullptr)
            m_sleeper->run();
    }

    /// Has the sleeper run from the event loop. Safe where the caller is itself in the middle of something, and where the
    /// loop will never run again: the sleeper is then destroyed with the loop.
    void wakeLater(const Executor &executor)
    {
        if (m_sleeper != nullptr)
            m_sleeper->post(executor);
    }

private:
    static constexpr std::size_t kPlaceBytes = 4 * sizeof(void *);

    /// Lives in m_place, where it costs no allocation. It leaves that before its coroutine goes on, which may sleep again.
    struct Sleeper
    {
        virtual ~Sleeper() = default;
        virtual void run() = 0;
        virtual void post(const Executor &executor) = 0;
    };

    // asio::any_completion_handler would do, but the one of Boost 1.81 recurses for ever when it is assigned.
    template <class Handler> struct SleeperOf final : Sleeper
    {
        SleeperOf(Wakeup &itsOwner, Handler &&itsHandler)
            : owner(itsOwner)
            , handler(std::move(itsHandler))
        {
        }

        void run() override { leave()(); }
        void post(const Executor &executor) override { asio::post(executor, leave()); }

        Handler leave()
        {
            Handler taken(std::move(handler));
            std::exchange(owner.m_sleeper, nullptr)->~Sleeper();
            return taken;
        }

        Wakeup &owner;
        Handler handler;
    };

    Sleeper *m_sleeper = nullptr;
    alignas(void *) std::byte m_place[kPlaceBytes];
};

} // namespace sessionscope::live
