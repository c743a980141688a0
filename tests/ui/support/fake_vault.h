// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/inspect/secret_vault.h"

#include <QMap>

#include <utility>
#include <vector>

namespace sessionscope::ui {

/// A keychain that a test can look into, and that takes its time if it is told to.
class FakeVault : public SecretVault
{
public:
    explicit FakeVault(QMap<QString, QByteArray> &secrets)
        : m_secrets(secrets)
    {
    }

    void read(const QString &name, std::function<void(const QByteArray &)> take) override
    {
        if (!answersAtOnce)
            m_asked.emplace_back(name, std::move(take));
        else
            take(m_secrets.value(name));
    }
    void write(const QString &name, const QByteArray &secret) override
    {
        if (secret.isEmpty())
            m_secrets.remove(name);
        else
            m_secrets.insert(name, secret);
    }

    /// Answers what was asked, the last first: a keychain promises no order.
    void answer()
    {
        auto asked = std::exchange(m_asked, {});
        for (auto one = asked.rbegin(); one != asked.rend(); ++one)
            one->second(m_secrets.value(one->first));
    }

    bool answersAtOnce = true;

private:
    QMap<QString, QByteArray> &m_secrets;
    std::vector<std::pair<QString, std::function<void(const QByteArray &)>>> m_asked;
};

} // namespace sessionscope::ui
