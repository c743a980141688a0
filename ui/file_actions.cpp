// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/file_actions.h"

#include "core/scenario/report.h"
#include "ui/dock_set.h"
#include "ui/journal_loader.h"
#include "ui/journal_saver.h"
#include "ui/workspace.h"

#include <QAction>
#include <QCoreApplication>
#include <QDateTime>
#include <QDockWidget>
#include <QDropEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QMainWindow>
#include <QMenu>
#include <QMimeData>
#include <QSaveFile>

namespace sessionscope::ui {

namespace {

bool isPlan(const QString &file)
{
    return file.endsWith(QLatin1String(".json"), Qt::CaseInsensitive);
}

/// "md" of "Markdown (*.md)"
QString suffixOf(const QString &filter)
{
    return filter.section(QStringLiteral("(*."), 1).section(QLatin1Char(')'), 0, 0);
}

QStringList filesOf(const QMimeData &data)
{
    QStringList files;
    for (const QUrl &url : data.urls()) {
        if (url.isLocalFile())
            files.append(url.toLocalFile());
    }
    return files;
}

} // namespace

FileActions::FileActions(Workspace &workspace, DockSet &docks, QMainWindow *window)
    : QObject(window)
    , m_workspace(workspace)
    , m_docks(docks)
    , m_window(window)
    , m_recentMenu(new QMenu(tr("Open &recent"), window))
{
    addActions();
    window->setAcceptDrops(true);
    for (auto *dock : window->findChildren<QDockWidget *>())
        dock->setAcceptDrops(true); // it may float: a window of its own
    // Before the fields that would take a file's name as text.
    QCoreApplication::instance()->installEventFilter(this);
    connect(m_recentMenu, &QMenu::aboutToShow, this, [this] {
        m_recentMenu->clear();
        for (const QString &file : std::as_const(m_recent))
            m_recentMenu->addAction(file, this, [this, file] { open(file); });
        if (m_recent.isEmpty())
            m_recentMenu->addAction(tr("Nothing was opened or saved yet"))->setEnabled(false);
    });
    connect(&m_workspace.planEdits(), &PlanEdits::fileUsed, this, &FileActions::remember);
    connect(&m_workspace.runs(), &RunList::currentStateChanged, this, &FileActions::update);
    update();
}

void FileActions::addActions()
{
    ActionRegistry &actions = m_workspace.actions();
    const QString category = tr("File");
    actions.add({QStringLiteral("file.open"), category, tr("&Open …"), QKeySequence::Open,
                 tr("Open a journal, a plan or a snapshot")},
                [this] { chooseAndOpen(); });
    m_save = actions.add({QStringLiteral("file.save-journal"), category, tr("&Save journal …"),
                          QKeySequence(Qt::CTRL | Qt::Key_J),
                          tr("Keep what happened in a file, to be opened again")},
                         [this] {
                             chooseAndSave(tr("Save journal"), QStringLiteral("run.journal"),
                                           tr("Journals (*.journal)"), &FileActions::saveJournal);
                         });
    m_report = actions.add(
        {QStringLiteral("file.report"), category, tr("Export &report …"), QKeySequence(Qt::CTRL | Qt::Key_E),
         tr("Write the verdict for people (HTML, Markdown) or for machines (JUnit, JSON)")},
        [this] {
            chooseAndSave(tr("Export report"), QStringLiteral("report.html"),
                          tr("Web page (*.html);;Markdown (*.md);;JUnit (*.xml);;JSON (*.json)"),
                          &FileActions::saveReport);
        });
    m_reload = actions.add({QStringLiteral("file.reload"), category, tr("Re&load"), QKeySequence(Qt::Key_F5),
                            tr("Read the journal's file again")},
                           [this] { open(m_workspace.run()->file()); });
}

void FileActions::update()
{
    const Run *run = m_workspace.run();
    m_save->setEnabled(run && !run->journal().events().empty());
    m_report->setEnabled(run && run->verdict());
    m_reload->setEnabled(run && !run->file().isEmpty());
}

void FileActions::open(const QString &file)
{
    if (isPlan(file)) {
        openPlan(file);
        return;
    }
    if (file.endsWith(QLatin1String(".snapshot"), Qt::CaseInsensitive)) {
        emit snapshotWanted(file);
        remember(file);
        return;
    }
    auto *loader = new JournalLoader(m_workspace, file, this);
    connect(loader, &JournalLoader::opened, this, &FileActions::remember);
    connect(loader, &JournalLoader::finished, loader, &QObject::deleteLater);
    loader->start();
}

void FileActions::openPlan(const QString &name)
{
    if (const auto opened = m_workspace.planEdits().open(name); !opened) {
        Error error = opened.error();
        error.where = name.toStdString() + (error.where.empty() ? "" : ": " + error.where);
        emit m_workspace.problem(error);
    }
}

void FileActions::saveJournal(const QString &file)
{
    Run *run = m_workspace.run();
    if (!run)
        return;
    auto *saver = new JournalSaver(m_workspace, *run, file, this);
    connect(saver, &JournalSaver::saved, this, &FileActions::remember);
    connect(saver, &JournalSaver::finished, saver, &QObject::deleteLater);
    ++m_savers;
    connect(saver, &JournalSaver::finished, this, [this] {
        --m_savers;
        emit savingEnded();
    });
    saver->start();
}

void FileActions::saveReport(const QString &file)
{
    const Run *run = m_workspace.run();
    if (run && run->verdict())
        write(file, reportOf(*run, file));
}

QByteArray FileActions::reportOf(const Run &run, const QString &file)
{
    const auto format = scenario::reportFormatOf(file.toStdString());
    if (!format) {
        emit m_workspace.problem(format.error());
        return {};
    }
    scenario::ReportHeader header;
    header.title = run.title().toStdString();
    header.build = run.header().build;
    header.writtenAt = QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toStdString();
    const auto comparison = m_workspace.demonstration().comparison();
    const bool ofBoth = comparison
        && (&run == m_workspace.demonstration().before() || &run == m_workspace.demonstration().after());
    const std::string text = ofBoth ? scenario::renderReport(*format, *comparison, header)
                                    : scenario::renderReport(*format, {&*run.verdict(), 1}, header);
    const QByteArray bytes = QByteArray::fromStdString(text);
    return *format == scenario::ReportFormat::Html ? withPictures(bytes) : bytes;
}

QByteArray FileActions::withPictures(QByteArray html) const
{
    QByteArray pictures;
    for (const char *id : {"topology", "charts"}) {
        View *view = m_docks.view(QLatin1String(id));
        if (!view)
            continue;
        for (const View::Export &form : view->exports()) {
            if (form.suffix != QLatin1String("png"))
                continue;
            pictures += "<figure><img style=\"max-width:100%\" alt=\""
                + view->windowTitle().toHtmlEscaped().toUtf8() + "\" src=\"data:image/png;base64,"
                + form.render().toBase64() + "\"></figure>\n";
            break;
        }
    }
    const qsizetype end = html.lastIndexOf("</body>");
    return end < 0 ? html : html.insert(end, pictures);
}

void FileActions::write(const QString &name, const QByteArray &bytes)
{
    if (bytes.isEmpty())
        return;
    QSaveFile file(name);
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit())
        return;
    emit m_workspace.problem({ErrorCode::Io, file.errorString().toStdString(), name.toStdString(),
                              tr("Choose another folder or name.").toStdString()});
}

void FileActions::remember(const QString &file)
{
    m_recent.removeOne(file);
    m_recent.prepend(file);
    m_recent = m_recent.mid(0, kRecentMax);
    emit recentFilesChanged();
}

void FileActions::setRecentFiles(const QStringList &files)
{
    m_recent = files.mid(0, kRecentMax);
}

void FileActions::chooseAndOpen()
{
    auto *dialog
        = new QFileDialog(m_window, tr("Open"), {},
                          tr("Journals, plans and snapshots (*.journal *.json *.snapshot);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    connect(dialog, &QFileDialog::filesSelected, this, [this](const QStringList &files) {
        for (const QString &file : files)
            open(file);
    });
    dialog->open();
}

void FileActions::chooseAndSave(const QString &title, const QString &suggestion, const QString &filter,
                                void (FileActions::*save)(const QString &))
{
    auto *dialog = new QFileDialog(m_window, title, suggestion, filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QFileInfo(suggestion).suffix());
    dialog->selectFile(suggestion);
    connect(dialog, &QFileDialog::filterSelected, dialog,
            [dialog](const QString &chosen) { dialog->setDefaultSuffix(suffixOf(chosen)); });
    connect(dialog, &QFileDialog::fileSelected, this, save);
    dialog->open();
}

bool FileActions::eventFilter(QObject *watched, QEvent *event)
{
    const bool drops = event->type() == QEvent::Drop;
    if (!drops && event->type() != QEvent::DragEnter && event->type() != QEvent::DragMove)
        return false;
    const auto *widget = qobject_cast<QWidget *>(watched);
    if (!widget || (widget->window() != m_window && !qobject_cast<QDockWidget *>(widget->window())))
        return false;
    auto *drop = static_cast<QDropEvent *>(event);
    const QStringList files = filesOf(*drop->mimeData());
    if (files.isEmpty())
        return false;
    drop->acceptProposedAction();
    if (drops) {
        for (const QString &file : files)
            open(file);
    }
    return true;
}

} // namespace sessionscope::ui
