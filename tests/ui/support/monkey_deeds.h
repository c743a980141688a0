// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/rng.h"
#include "core/routing/profile.h"
#include "core/scenario/catalogue.h"
#include "ui/dock_set.h"
#include "ui/file_actions.h"
#include "ui/main_window.h"
#include "ui/workspace.h"

#include <QAction>
#include <QApplication>
#include <QDockWidget>
#include <QTest>

#include <array>
#include <functional>

namespace sessionscope::ui {

/// What a monkey can do with the window. Draws are made before anything is looked at, so that the course depends on the
/// generator alone; a deed that is not possible now is not done.
class MonkeyDeeds
{
public:
    MonkeyDeeds(Workspace &workspace, MainWindow &window, QString folder)
        : m_workspace(workspace)
        , m_window(window)
        , m_folder(std::move(folder))
    {
    }

    /// What it was, for people.
    QString doOne(Rng &rng)
    {
        const std::uint64_t which = rng.below(100);
        Rng draws = rng.split(std::to_string(rng.next()));
        if (which < 25)
            return act(draws);
        if (which < 35)
            return inflict(draws);
        if (which < 50)
            return click(draws);
        if (which < 64)
            return press(draws);
        if (which < 72)
            return type(draws);
        if (which < 80)
            return moveDock(draws);
        if (which < 84)
            return resize(draws);
        if (which < 89)
            return scrub(draws);
        if (which < 94)
            return setUp(draws);
        if (which < 98)
            return file(draws);
        return leave(draws);
    }

private:
    QString act(Rng &rng)
    {
        const auto &entries = m_workspace.actions().entries();
        const auto &entry
            = entries[static_cast<qsizetype>(rng.below(static_cast<std::uint64_t>(entries.size())))];
        // Leaving has its own deed. The address of a real pod is nobody's to guess.
        if (entry.id != QLatin1String("app.quit"))
            entry.action->trigger();
        return entry.id;
    }

    QString inflict(Rng &rng)
    {
        constexpr std::uint64_t kKinds = static_cast<std::uint64_t>(scenario::FaultKind::FlushStore) + 1;
        const scenario::Fault fault{static_cast<scenario::FaultKind>(rng.below(kKinds)),
                                    static_cast<std::uint32_t>(rng.below(6))};
        m_workspace.lab().inflict(fault, QStringLiteral("monkey"));
        return QStringLiteral("fault %1 %2").arg(QLatin1String(toText(fault.kind))).arg(fault.target);
    }

    QString click(Rng &rng)
    {
        View *view = anyView(rng);
        const double x = static_cast<double>(rng.below(1'000)) / 1'000;
        const double y = static_cast<double>(rng.below(1'000)) / 1'000;
        const std::uint64_t how = rng.below(5);
        m_window.docks().show(view->id());
        const QPoint point(static_cast<int>(x * view->width()), static_cast<int>(y * view->height()));
        QWidget *target = view->childAt(point) ? view->childAt(point) : view;
        const QPoint inTarget = target->mapFrom(view, point);
        if (how < 3)
            QTest::mouseClick(target, Qt::LeftButton, Qt::NoModifier, inTarget);
        else if (how == 3)
            QTest::mouseDClick(target, Qt::LeftButton, Qt::NoModifier, inTarget);
        else
            QApplication::postEvent(
                target,
                new QContextMenuEvent(QContextMenuEvent::Mouse, inTarget, target->mapToGlobal(inTarget)));
        return QStringLiteral("click %1 %2 %3 %4").arg(view->id()).arg(x).arg(y).arg(how);
    }

    QString press(Rng &rng)
    {
        constexpr std::array kKeys{Qt::Key_Tab,  Qt::Key_Backtab, Qt::Key_Return,   Qt::Key_Escape,
                                   Qt::Key_Up,   Qt::Key_Down,    Qt::Key_Left,     Qt::Key_Right,
                                   Qt::Key_Home, Qt::Key_End,     Qt::Key_PageDown, Qt::Key_Space,
                                   Qt::Key_Plus, Qt::Key_Minus,   Qt::Key_Menu,     Qt::Key_Delete,
                                   Qt::Key_F1,   Qt::Key_Z,       Qt::Key_K,        Qt::Key_F};
        constexpr std::array kModifiers{Qt::NoModifier, Qt::NoModifier, Qt::NoModifier, Qt::ShiftModifier,
                                        Qt::ControlModifier};
        const Qt::Key key = kKeys[rng.below(kKeys.size())];
        const Qt::KeyboardModifier modifier = kModifiers[rng.below(kModifiers.size())];
        QTest::keyClick(whoHears(), key, modifier);
        return QStringLiteral("press ") + QKeySequence(modifier | key).toString();
    }

    QString type(Rng &rng)
    {
        constexpr std::array kTexts{
            "state:lost", "status>=400",         "(",   "\"",      "?", "pod:", "0", "-1", "99999999999",
            "restart",    "kind:fault or pod:1", "éß✗", "{\"a\":", " ", "t>1s"};
        const QString text = QString::fromUtf8(kTexts[rng.below(kTexts.size())]);
        for (const QChar each : text) {
            QWidget *widget = whoHears(); // typing may open something that hears the rest
            QCoreApplication::postEvent(widget,
                                        new QKeyEvent(QEvent::KeyPress, 0, Qt::NoModifier, QString(each)));
        }
        return QStringLiteral("type ") + text;
    }

    QString moveDock(Rng &rng)
    {
        const auto docks = m_window.findChildren<QDockWidget *>();
        QDockWidget *dock
            = docks[static_cast<qsizetype>(rng.below(static_cast<std::uint64_t>(docks.size())))];
        QDockWidget *other
            = docks[static_cast<qsizetype>(rng.below(static_cast<std::uint64_t>(docks.size())))];
        constexpr std::array kAreas{Qt::LeftDockWidgetArea, Qt::RightDockWidgetArea, Qt::TopDockWidgetArea,
                                    Qt::BottomDockWidgetArea};
        const Qt::DockWidgetArea area = kAreas[rng.below(kAreas.size())];
        const std::uint64_t how = rng.below(5);
        if (how == 0)
            dock->setFloating(!dock->isFloating());
        else if (how == 1)
            dock->close();
        else if (how == 2)
            m_window.addDockWidget(area, dock);
        else if (how == 3 && dock != other && !dock->isFloating() && !other->isFloating())
            m_window.tabifyDockWidget(other, dock);
        else
            dock->show();
        return QStringLiteral("dock %1 %2").arg(dock->objectName()).arg(how);
    }

    QString resize(Rng &rng)
    {
        const QSize size(static_cast<int>(300 + rng.below(1'800)), static_cast<int>(200 + rng.below(1'200)));
        m_window.resize(size);
        return QStringLiteral("resize %1 %2").arg(size.width()).arg(size.height());
    }

    QString scrub(Rng &rng)
    {
        const double part = static_cast<double>(rng.below(1'200)) / 1'000;
        const std::uint64_t how = rng.below(4);
        const Run *run = m_workspace.run();
        const std::size_t events = run ? run->journal().events().size() : 0;
        if (how == 0)
            m_workspace.cursor().goLive();
        else if (how == 1 && events > 0)
            m_workspace.cursor().setSpan(TimeCursor::Span{run->journal().events()[events / 3].time,
                                                          run->journal().events()[events / 2].time});
        else if (how == 2)
            m_workspace.cursor().setSpan(std::nullopt);
        else if (events > 0)
            m_workspace.cursor().moveTo(
                journal::Sequence(static_cast<std::uint64_t>(part * static_cast<double>(events))));
        return QStringLiteral("scrub %1 %2").arg(part).arg(how);
    }

    QString setUp(Rng &rng)
    {
        const auto plans = scenario::builtInPlans();
        const auto profiles = routing::profiles();
        const auto plan = scenario::findPlan(plans[rng.below(plans.size())].id);
        scenario::Overrides overrides = m_workspace.setup().overrides();
        overrides.profile = profiles[rng.below(profiles.size())].name;
        const EngineKind engine = rng.below(2) == 0 ? EngineKind::Live : EngineKind::Sim;
        const std::uint64_t current = rng.below(RunList::kRunsMax);
        m_workspace.setup().setPlan(*plan);
        m_workspace.setup().setOverrides(overrides);
        m_workspace.setup().setEngine(engine);
        const auto &runs = m_workspace.runs().runs();
        if (current < static_cast<std::uint64_t>(runs.size()))
            m_workspace.runs().setCurrent(runs[static_cast<qsizetype>(current)]);
        return QStringLiteral("set up %1 %2")
            .arg(QString::fromStdString(plan->id), QString::fromStdString(overrides.profile));
    }

    QString file(Rng &rng)
    {
        const QString name = m_folder + QStringLiteral("/run.journal");
        const std::uint64_t how = rng.below(4);
        if (how == 0)
            m_window.files().saveJournal(name);
        else if (how == 1)
            m_window.files().open(name); // it may not be there, or be written at this moment
        else if (how == 2)
            m_window.files().saveReport(m_folder + QStringLiteral("/report.html"));
        else if (const auto exports = anyView(rng)->exports(); !exports.isEmpty())
            (void)exports[static_cast<qsizetype>(rng.below(static_cast<std::uint64_t>(exports.size())))]
                .render();
        return QStringLiteral("file %1").arg(how);
    }

    /// The end of this window: closed as a person does, or gone in the middle of everything.
    QString leave(Rng &rng)
    {
        const bool closes = rng.below(3) > 0;
        if (closes)
            m_window.close();
        else
            QCoreApplication::quit();
        return closes ? QStringLiteral("close") : QStringLiteral("quit");
    }

    View *anyView(Rng &rng) const
    {
        const auto &views = m_window.docks().views();
        return views[static_cast<qsizetype>(rng.below(static_cast<std::uint64_t>(views.size())))];
    }

    QWidget *whoHears() const
    {
        if (QWidget *popup = QApplication::activePopupWidget())
            return popup->focusWidget() ? popup->focusWidget() : popup;
        QWidget *focus = QApplication::focusWidget();
        return focus ? focus : &m_window;
    }

    Workspace &m_workspace;
    MainWindow &m_window;
    QString m_folder;
};

} // namespace sessionscope::ui
