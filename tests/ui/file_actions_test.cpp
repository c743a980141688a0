// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/support/window_rig.h"
#include "ui/dock_set.h"
#include "ui/error_banner.h"
#include "ui/file_actions.h"

#include <QDockWidget>
#include <QDragEnterEvent>
#include <QFile>
#include <QFileDialog>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QTemporaryDir>
#include <QTest>

using namespace sessionscope;
using namespace sessionscope::ui;

namespace {

/// What a file manager does when the button is let go above the widget. Whether the file was taken.
bool drop(QWidget &widget, const QString &file)
{
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(file)});
    QDragEnterEvent enter(widget.rect().center(), Qt::CopyAction, &data, Qt::LeftButton, {});
    QCoreApplication::sendEvent(&widget, &enter);
    QDropEvent event(QPointF(widget.rect().center()), Qt::CopyAction, &data, Qt::LeftButton, {});
    event.ignore();
    QCoreApplication::sendEvent(&widget, &event);
    return event.isAccepted();
}

} // namespace

class FileActionsTest : public QObject
{
    Q_OBJECT

private slots:
    void aPlanIsOpenedWhereverItIsDropped()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("mine.json"));
        WindowRig rig;
        QVERIFY(rig.workspace.planEdits().save(file));
        auto *text = rig.window.findChild<QPlainTextEdit *>(QStringLiteral("plan.json"));
        auto *dock = rig.window.findChild<QDockWidget *>(QStringLiteral("dock.plan"));
        QVERIFY(dock->acceptDrops());
        for (QWidget *target :
             {static_cast<QWidget *>(&rig.window), text->viewport(), static_cast<QWidget *>(dock)}) {
            rig.workspace.chooseScenario("store-down");
            const QString before = text->toPlainText();
            if (target == dock)
                dock->setFloating(true);
            QVERIFY(drop(*target, file));
            QCOMPARE(rig.workspace.setup().file(), file);
            QCOMPARE(text->toPlainText().contains(QStringLiteral("file:")), false);
        }
    }

    void aReportIsNamedByItsFilter()
    {
        WindowRig rig;
        rig.trigger("run.start");
        QTRY_VERIFY(rig.workspace.run() && rig.workspace.run()->verdict());
        rig.trigger("file.report");
        auto *dialog = rig.window.findChild<QFileDialog *>();
        QVERIFY(dialog);
        QCOMPARE(dialog->defaultSuffix(), QStringLiteral("html"));
        emit dialog->filterSelected(dialog->nameFilters().at(1));
        QCOMPARE(dialog->defaultSuffix(), QStringLiteral("md"));
        dialog->reject();
    }

    void picturesOfAReportSayWhatTheyShow()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("report.html"));
        WindowRig rig;
        rig.trigger("run.start");
        QTRY_VERIFY(rig.workspace.run() && rig.workspace.run()->verdict());
        rig.window.docks().view(QStringLiteral("topology"))->setWindowTitle(QStringLiteral("Bäume & <Wald>"));
        rig.window.files().saveReport(file);
        QFile report(file);
        QVERIFY(report.open(QIODevice::ReadOnly));
        QVERIFY(
            QString::fromUtf8(report.readAll()).contains(QStringLiteral("alt=\"Bäume &amp; &lt;Wald&gt;\"")));
    }

    void aFileThatGivesLessThanItSaysIsTold()
    {
        // Such a file, on Linux: its size is that of a page, and there is nothing in it.
        const QString file = QStringLiteral("/sys/class/net/lo/ifalias");
        QFile look(file);
        if (!look.open(QIODevice::ReadOnly) || look.size() == 0 || !look.read(1).isEmpty())
            QSKIP("no such file here");
        WindowRig rig;
        rig.window.files().open(file);
        QTRY_COMPARE(rig.window.findChild<ErrorBanner *>()->errors().size(), 1);
        QVERIFY(rig.workspace.jobs().list().isEmpty());
    }
};

QTEST_MAIN(FileActionsTest)
#include "file_actions_test.moc"
