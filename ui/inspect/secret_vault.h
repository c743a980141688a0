// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

#include <functional>
#include <memory>

namespace sessionscope::ui {

/// Where the secrets of saved connections are kept, by the connection's name. Never a file of ours.
class SecretVault
{
public:
    virtual ~SecretVault() = default;

    /// Calls `take` once, now or later; with nothing if there is no such secret or it is not given out.
    virtual void read(const QString &name, std::function<void(const QByteArray &secret)> take) = 0;
    /// Without a secret it is forgotten. What cannot be kept is asked for again.
    virtual void write(const QString &name, const QByteArray &secret) = 0;
};

/// The keychain of the system; null in a build without QtKeychain.
std::unique_ptr<SecretVault> systemVault();

} // namespace sessionscope::ui
