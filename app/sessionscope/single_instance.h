// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/sessionscope/arguments.h"

#include <QLocalServer>
#include <QObject>

namespace sessionscope::window {

/// One window per user and screen: a second start asks the first to do what it was asked, and ends.
///
/// They meet at a socket that only this user may use; nothing goes over the network.
class SingleInstance : public QObject
{
    Q_OBJECT

public:
    static constexpr int kPatienceMs = 2'000; ///< how long a second start waits for the first to answer

    /// `name` tells users and screens apart.
    explicit SingleInstance(const QString &name, QObject *parent = nullptr);

    /// Gives the request to a window that is open. False if there is none that answers.
    bool handOver(const Request &request) const;
    /// Becomes the one that others find. What a crashed one left behind is taken over; if that fails, this window is
    /// simply not found.
    void listen();
    /// Is not found any more: the next start has a window of its own.
    void leave() { m_server.close(); }

    /// Of this user and this screen.
    static QString defaultName();

signals:
    void requested(const sessionscope::window::Request &request);

private:
    void receive();

    QString m_name;
    QLocalServer m_server;
};

} // namespace sessionscope::window
