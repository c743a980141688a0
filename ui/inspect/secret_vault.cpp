// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/inspect/secret_vault.h"

#ifdef SESSIONSCOPE_KEYCHAIN
#include <qt6keychain/keychain.h>
#endif

#include <utility>

namespace sessionscope::ui {

#ifdef SESSIONSCOPE_KEYCHAIN

namespace {

const QString kService = QStringLiteral("sessionscope");

/// Jobs end and delete themselves in their own time.
class Keychain : public SecretVault
{
public:
    void read(const QString &name, std::function<void(const QByteArray &)> take) override
    {
        auto *job = new QKeychain::ReadPasswordJob(kService);
        job->setKey(name);
        QObject::connect(job, &QKeychain::Job::finished, job, [job, take = std::move(take)] {
            take(job->error() == QKeychain::NoError ? job->binaryData() : QByteArray());
        });
        job->start();
    }

    void write(const QString &name, const QByteArray &secret) override
    {
        if (secret.isEmpty()) {
            auto *job = new QKeychain::DeletePasswordJob(kService);
            job->setKey(name);
            job->start();
            return;
        }
        auto *job = new QKeychain::WritePasswordJob(kService);
        job->setKey(name);
        job->setBinaryData(secret);
        job->start();
    }
};

} // namespace

std::unique_ptr<SecretVault> systemVault()
{
    return std::make_unique<Keychain>();
}

#else

std::unique_ptr<SecretVault> systemVault()
{
    return nullptr;
}

#endif

} // namespace sessionscope::ui
