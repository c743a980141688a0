// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/live/io.h"

#include <boost/asio/deferred.hpp>
#include <boost/asio/post.hpp>

#include <cassert>
#include <memory>
#include <utility>

namespace sessionscope::live {

/// Lets one coroutine sleep until somebody else on the same thread wakes it: the cheapest condition there is.
///
///     co_await m_wakeup.wait();
class Wakeup
{
public:
    /// At most one coroutine waits at a time.
    auto wait()
    {
        return asio::async_initiate<const asio::deferred_t, void()>(
            [this](auto handler) {
                assert(!m_sleeper);
                m_sleeper = std::make_unique<SleeperOf<decltype(handler)>>(std::move(handler));
            },
            asio::deferred);
    }

    bool isAwaited() const { return m_sleeper != nullptr; }

    /// Runs the sleeper at once, on the caller's stack, until it sleeps again. Does nothing if nobody sleeps.
    void wake()
    {
        if (const auto sleeper = std::move(m_sleeper))
            sleeper->run();
    }

    /// Has the sleeper run from the event loop. Safe where the caller is itself in the middle of something, and where the
    /// loop will never run again: the sleeper is then destroyed with the loop.
    void wakeLater(const Executor &executor)
    {
        if (m_sleeper)
            asio::post(executor, [sleeper = std::move(m_sleeper)] { sleeper->run(); });
    }

private:
    // asio::any_completion_handler would do, but the one of Boost 1.81 recurses for ever when it is assigned.
    struct Sleeper
    {
        virtual ~Sleeper() = default;
        virtual void run() = 0;
    };

    template <class Handler> struct SleeperOf : Sleeper
    {
        explicit SleeperOf(Handler &&itsHandler)
            : handler(std::move(itsHandler))
        {
        }
        void run() override { std::move(handler)(); }

        Handler handler;
    };

    std::unique_ptr<Sleeper> m_sleeper;
};

} // namespace sessionscope::live
