// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

namespace sessionscope::cli {

/// A pipe that makes poll() return: how another thread, or a signal handler, wakes this one.
class Doorbell
{
public:
    /// Aborts if the system has no descriptors left: there is no program without it.
    Doorbell();
    ~Doorbell();
    Doorbell(const Doorbell &) = delete;
    Doorbell &operator=(const Doorbell &) = delete;

    void ring() const noexcept; ///< from any thread; safe in a signal handler
    void silence() const;       ///< takes every ring so far back
    int descriptor() const { return m_ends[0]; }

private:
    int m_ends[2] = {-1, -1};
};

} // namespace sessionscope::cli
