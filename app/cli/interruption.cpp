// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/interruption.h"

#include <cassert>
#include <csignal>

namespace sessionscope::cli {

namespace {

// All that a handler may touch.
volatile std::sig_atomic_t g_signal = 0;
const Doorbell *volatile g_bell = nullptr;

extern "C" void onSignal(int signal)
{
    g_signal = signal;
    if (const Doorbell *bell = g_bell)
        bell->ring();
}

void handle(int signal, void (*handler)(int), int flags)
{
    struct sigaction action = {};
    action.sa_handler = handler;
    action.sa_flags = flags;
    sigaction(signal, &action, nullptr);
}

} // namespace

Interruption::Interruption()
{
    assert(!g_bell);
    g_signal = 0;
    g_bell = &m_bell;
    // After the first one the default action is back, so that an impatient second Ctrl-C works.
    handle(SIGINT, onSignal, static_cast<int>(SA_RESETHAND | SA_RESTART));
    handle(SIGTERM, onSignal, static_cast<int>(SA_RESETHAND | SA_RESTART));
}

Interruption::~Interruption()
{
    handle(SIGINT, SIG_DFL, 0);
    handle(SIGTERM, SIG_DFL, 0);
    g_bell = nullptr;
}

int Interruption::signal() const
{
    return g_signal;
}

} // namespace sessionscope::cli
