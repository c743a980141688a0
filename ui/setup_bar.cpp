// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/setup_bar.h"

#include "core/routing/profile.h"
#include "ui/core_words.h"
#include "ui/workspace.h"

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpressionValidator>
#include <QSignalBlocker>

namespace sessionscope::ui {

namespace {

template <class Value> void select(QComboBox *box, const std::optional<Value> &value)
{
    const QSignalBlocker quiet(box);
    const int index = value ? box->findData(static_cast<int>(*value)) : 0;
    box->setCurrentIndex(index < 0 ? 0 : index);
}

template <class Value> std::optional<Value> chosen(const QComboBox *box)
{
    if (!box->currentData().isValid())
        return std::nullopt;
    return static_cast<Value>(box->currentData().toInt());
}

constexpr int kSeedDigits = 20;       // of the greatest
constexpr int kSeedDigitsInView = 10; // of those that people choose

} // namespace

SetupBar::SetupBar(Workspace &workspace, QWidget *parent)
    : QToolBar(tr("Setup"), parent)
    , m_workspace(workspace)
    , m_profile(addChoice(tr("Profile"), QStringLiteral("setup.profile")))
    , m_pinning(addChoice(tr("Pin"), QStringLiteral("setup.pin")))
    , m_recovery(addChoice(tr("Recovery"), QStringLiteral("setup.recovery")))
    , m_store(addChoice(tr("Store"), QStringLiteral("setup.store")))
    , m_engine(addChoice(tr("Engine"), QStringLiteral("setup.engine")))
{
    setObjectName(QStringLiteral("bar.setup"));
    setMovable(false);
    fill();
    addSeed();
    connect(&m_workspace.setup(), &RunSetup::changed, this, &SetupBar::showSetup);
    showSetup();
}

QComboBox *SetupBar::addChoice(const QString &label, const QString &name)
{
    auto *text = new QLabel(label, this);
    auto *box = new QComboBox(this);
    box->setObjectName(name);
    box->setAccessibleName(label);
    box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    text->setBuddy(box);
    addWidget(text);
    addWidget(box);
    connect(box, &QComboBox::activated, this, &SetupBar::takeOver);
    return box;
}

void SetupBar::fill()
{
    for (const routing::Profile &profile : routing::profiles()) {
        m_profile->addItem(QString::fromStdString(profile.name), QString::fromStdString(profile.name));
        m_profile->setItemData(m_profile->count() - 1, spoken(profile.models), Qt::ToolTipRole);
    }
    for (QComboBox *box : {m_pinning, m_recovery, m_store})
        box->addItem(tr("as the profile"));
    for (const auto value : {routing::Pinning::Service, routing::Pinning::PodDns, routing::Pinning::PodIp})
        m_pinning->addItem(QString::fromUtf8(routing::toText(value)), static_cast<int>(value));
    for (const auto value : {routing::Recovery::None, routing::Recovery::Reinitialize})
        m_recovery->addItem(QString::fromUtf8(routing::toText(value)), static_cast<int>(value));
    for (const auto value :
         {cluster::StoreKind::Redis, cluster::StoreKind::Embedded, cluster::StoreKind::Local})
        m_store->addItem(QString::fromUtf8(cluster::toText(value)), static_cast<int>(value));
    m_engine->addItem(tr("live"), static_cast<int>(EngineKind::Live));
    m_engine->addItem(tr("simulated"), static_cast<int>(EngineKind::Sim));
    m_engine->setItemData(0, tr("Real sockets, a real Redis, real time"), Qt::ToolTipRole);
    m_engine->setItemData(1, tr("The same decisions in virtual time, in milliseconds"), Qt::ToolTipRole);
}

void SetupBar::addSeed()
{
    auto *label = new QLabel(tr("Seed"), this);
    m_seed = new QLineEdit(this); // a spin box ends at 2³¹−1
    m_seed->setObjectName(QStringLiteral("setup.seed"));
    m_seed->setAccessibleName(tr("Seed"));
    m_seed->setToolTip(tr("Decides everything that is random: the same seed gives the same run"));
    static const QRegularExpression kDigits(QStringLiteral("\\d{0,%1}").arg(kSeedDigits));
    m_seed->setValidator(new QRegularExpressionValidator(kDigits, m_seed));
    m_seed->setFixedWidth((kSeedDigitsInView + 2)
                          * m_seed->fontMetrics().horizontalAdvance(QLatin1Char('0')));
    label->setBuddy(m_seed);
    addWidget(label);
    addWidget(m_seed);
    connect(m_seed, &QLineEdit::textEdited, this, &SetupBar::takeSeed);
    connect(m_seed, &QLineEdit::editingFinished, this, &SetupBar::showSetup); // what is no seed goes
    m_lock = m_workspace.actions().add({QStringLiteral("setup.lock-seed"),
                                        tr("Setup"),
                                        tr("&Lock"),
                                        {},
                                        tr("Keep this seed for every scenario; otherwise each uses its own")},
                                       [this] { takeOver(); });
    m_lock->setCheckable(true);
    addAction(m_lock);
    addAction(m_workspace.actions().find(QStringLiteral("run.again")));
    for (QAction *action : {m_lock, actions().last()})
        widgetForAction(action)->setFocusPolicy(Qt::TabFocus);
}

void SetupBar::showSetup()
{
    const RunSetup &setup = m_workspace.setup();
    const scenario::Overrides &overrides = setup.overrides();
    m_profile->setCurrentIndex(m_profile->findData(QString::fromStdString(overrides.profile)));
    select(m_pinning, overrides.pinning);
    select(m_recovery, overrides.recovery);
    select(m_store, overrides.store);
    select(m_engine, std::optional(setup.engine()));
    if (m_seed->text().toULongLong() != setup.seed() || !m_seed->hasFocus()) // "007" is somebody's typing
        m_seed->setText(QString::number(setup.seed()));
    m_lock->setChecked(setup.isSeedLocked());
    m_lock->setText(setup.isSeedLocked() ? tr("✓ locked") : tr("lock"));
}

std::uint64_t SetupBar::seed() const
{
    bool isSeed = false;
    const std::uint64_t typed = m_seed->text().toULongLong(&isSeed);
    return isSeed ? typed : m_workspace.setup().seed();
}

void SetupBar::takeSeed()
{
    if (seed() == m_workspace.setup().seed())
        return;
    m_lock->setChecked(true); // a seed that somebody typed is meant to stay
    takeOver();
}

void SetupBar::takeOver()
{
    RunSetup &setup = m_workspace.setup();
    scenario::Overrides overrides = setup.overrides();
    overrides.profile = m_profile->currentData().toString().toStdString();
    overrides.pinning = chosen<routing::Pinning>(m_pinning);
    overrides.recovery = chosen<routing::Recovery>(m_recovery);
    overrides.store = chosen<cluster::StoreKind>(m_store);
    overrides.seed.reset();
    if (m_lock->isChecked())
        overrides.seed = seed();
    setup.setEngine(static_cast<EngineKind>(m_engine->currentData().toInt()));
    setup.setOverrides(overrides);
}

} // namespace sessionscope::ui
