// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/inspect/inspect_actions.h"

#include "core/inspect/bring_to_lab.h"
#include "core/inspect/report.h"
#include "ui/edit_actions.h"
#include "ui/inspect/connection_book.h"
#include "ui/inspect/connection_dialog.h"
#include "ui/inspect/connection_form.h"
#include "ui/inspect/diff_dialog.h"
#include "ui/inspect/inspect_text.h"
#include "ui/inspect/inspection.h"
#include "ui/inspect/kubectl_dialog.h"
#include "ui/inspect/name_server_dialog.h"
#include "ui/workspace.h"

#include <QAction>
#include <QCoreApplication>
#include <QFile>
#include <QFileDialog>
#include <QSaveFile>
#include <QThreadPool>

#include <algorithm>
#include <utility>

namespace sessionscope::ui {

namespace {

const QString kExample = QStringLiteral(":/examples/installation.snapshot");

QString snapshotFilter()
{
    return InspectActions::tr("Snapshots (*.snapshot);;All files (*)");
}

Result<QByteArray> readAll(const QString &name)
{
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::Io, file.errorString().toStdString(), {},
                    "check its name and its permissions");
    return file.readAll();
}

using SnapshotResult = Result<std::shared_ptr<inspect::Snapshot>>;

SnapshotResult readSnapshot(const QString &name)
{
    const auto bytes = readAll(name);
    if (!bytes)
        return fail(bytes.error());
    auto snapshot = inspect::decodeSnapshot({bytes->constData(), static_cast<std::size_t>(bytes->size())});
    if (!snapshot)
        return fail(snapshot.error());
    return std::make_shared<inspect::Snapshot>(*std::move(snapshot));
}

/// A snapshot of a million sessions takes seconds to read: not on this thread.
void readSnapshotAside(QObject *receiver, const QString &name,
                       std::function<void(const SnapshotResult &)> take)
{
    QThreadPool::globalInstance()->start([receiver = QPointer(receiver), name, take = std::move(take)] {
        QMetaObject::invokeMethod(
            qApp,
            [receiver, take, snapshot = readSnapshot(name)] {
                if (receiver)
                    take(snapshot);
            },
            Qt::QueuedConnection);
    });
}

/// It holds session ids in full, so it is for its owner alone from the first byte on.
Result<void> writePrivate(const QString &name, const std::string &text)
{
    QSaveFile file(name);
    const auto size = static_cast<qint64>(text.size());
    if (file.open(QIODevice::WriteOnly) && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        && file.write(text.data(), size) == size && file.commit())
        return {};
    return fail(ErrorCode::Io, file.errorString().toStdString(), {}, "choose another folder or name");
}

} // namespace

InspectActions::InspectActions(Workspace &workspace, ConnectionBook &connections, QWidget *window)
    : QObject(window)
    , m_workspace(workspace)
    , m_connections(connections)
    , m_window(window)
{
    add();
    const Inspection &inspection = m_workspace.inspection();
    for (const auto signal :
         {&Inspection::stateChanged, &Inspection::judged, &Inspection::reset, &Inspection::clusterChanged})
        connect(&inspection, signal, this, &InspectActions::update);
    update();
}

void InspectActions::add()
{
    ActionRegistry &actions = m_workspace.actions();
    Inspection &inspection = m_workspace.inspection();
    const QString category = tr("Inspect");
    actions.add({QStringLiteral("file.connect"), category, tr("&Connect …"),
                 QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O),
                 tr("Look at the sessions in the Redis of an installation; nothing is written to it")},
                [this] { connectTo(); });
    m_close = actions.add({QStringLiteral("inspect.close"),
                           category,
                           tr("&Disconnect"),
                           {},
                           tr("Close the link; what was seen stays")},
                          [&inspection] { inspection.close(); });
    m_scan = actions.add({QStringLiteral("inspect.scan-again"), category, tr("Scan &again"),
                          QKeySequence(Qt::Key_F5), tr("Look at every key once more")},
                         [&inspection] { inspection.scanAgain(); });
    m_cancel = actions.add({QStringLiteral("inspect.cancel-scan"),
                            category,
                            tr("Cancel the &scan"),
                            {},
                            tr("Stop looking for more keys; what was found is still watched")},
                           [&inspection] { inspection.cancelScan(); });
    addSnapshots(category);
    addCluster(category);
}

void InspectActions::addSnapshots(const QString &category)
{
    ActionRegistry &actions = m_workspace.actions();
    actions.add({QStringLiteral("inspect.open-snapshot"),
                 category,
                 tr("&Open snapshot …"),
                 {},
                 tr("Show what was kept in a file, offline")},
                [this] { chooseFile(tr("Open snapshot"), snapshotFilter(), &InspectActions::openSnapshot); });
    actions.add({QStringLiteral("inspect.open-example"),
                 category,
                 tr("Open an &example"),
                 {},
                 tr("Show a snapshot of an installation in which several things are wrong")},
                [this] { openSnapshot(kExample); });
    m_save = actions.add({QStringLiteral("inspect.save-snapshot"), category, tr("Save s&napshot …"),
                          QKeySequence::Save, tr("Keep what is seen in a file, with session ids in full")},
                         [this] {
                             chooseTarget(tr("Save snapshot"), snapshotFilter(), QStringLiteral("snapshot"),
                                          &InspectActions::saveSnapshot);
                         });
    m_export = actions.add({QStringLiteral("inspect.export-sessions"),
                            category,
                            tr("E&xport all sessions …"),
                            {},
                            tr("Write every session to a CSV or JSON file, whatever the filter shows")},
                           [this] {
                               chooseTarget(tr("Export all sessions"), tr("CSV (*.csv);;JSON (*.json)"),
                                            QStringLiteral("csv"), &InspectActions::exportSessions);
                           });
    m_compare = actions.add(
        {QStringLiteral("inspect.compare"),
         category,
         tr("Compare with snap&shot …"),
         {},
         tr("What is different from an earlier snapshot")},
        [this] { chooseFile(tr("Compare with snapshot"), snapshotFilter(), &InspectActions::compare); });
}

void InspectActions::addCluster(const QString &category)
{
    ActionRegistry &actions = m_workspace.actions();
    actions.add({QStringLiteral("inspect.read-objects"),
                 category,
                 tr("Ask &kubectl …"),
                 {},
                 tr("Let kubectl tell about StatefulSets, Services and pods")},
                [this] { askForCluster(); });
    actions.add(
        {QStringLiteral("inspect.open-objects"),
         category,
         tr("Open kubectl's &JSON …"),
         {},
         tr("Read what kubectl get statefulset,service,endpointslice,pod,deployment,mcpserver -o json "
            "printed")},
        [this] {
            chooseFile(tr("Open kubectl's JSON"), tr("JSON (*.json);;All files (*)"),
                       &InspectActions::openObjects);
        });
    m_resolve = actions.add({QStringLiteral("inspect.resolve-names"),
                             category,
                             tr("Ask name &server …"),
                             {},
                             tr("Send DNS queries for the pods' names to a name server that you name")},
                            [this] { askForNames(); });
    m_reproduce = actions.add({QStringLiteral("inspect.reproduce"),
                               category,
                               tr("&Bring it to the lab"),
                               {},
                               tr("Rebuild the gravest finding as a scenario on this machine")},
                              [this] {
                                  const auto &findings = m_workspace.inspection().judgement().findings();
                                  if (!findings.empty())
                                      bringToLab(m_workspace, findings.front());
                              });
}

void InspectActions::update()
{
    const Inspection &inspection = m_workspace.inspection();
    const bool open = inspection.spec() && inspection.link().state != inspect::LinkState::Closed;
    m_close->setEnabled(open);
    m_scan->setEnabled(open && !inspection.scan().running);
    m_cancel->setEnabled(open && inspection.scan().running);
    m_save->setEnabled(!inspection.isEmpty());
    m_export->setEnabled(!inspection.isEmpty());
    m_compare->setEnabled(!inspection.isEmpty());
    m_resolve->setEnabled(inspection.sight().cluster() && !inspection.isOffline());
    m_reproduce->setEnabled(!inspection.judgement().findings().empty());
}

void InspectActions::connectTo(const std::optional<inspect::ConnectionSpec> &spec)
{
    m_workspace.mode().set(Mode::Inspect);
    auto *dialog = new ConnectionDialog(m_workspace, m_connections, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    if (spec)
        dialog->form().setSpec(*spec);
    dialog->open();
}

void InspectActions::openConnection(const QString &uri)
{
    auto spec = inspect::ConnectionSpec::parse(uri.toStdString());
    if (!spec) {
        emit m_workspace.problem(spec.error());
        return;
    }
    m_workspace.mode().set(Mode::Inspect);
    m_workspace.inspection().open(*std::move(spec));
}

void InspectActions::connectToSaved(const QString &name)
{
    m_connections.recall(name, [self = QPointer(this)](const inspect::ConnectionSpec &spec) {
        if (!self)
            return;
        if (spec.wantsSecrets && !spec.hasSecrets())
            self->connectTo(spec);
        else
            self->m_workspace.inspection().open(spec);
    });
}

std::string InspectActions::example()
{
    const auto bytes = readAll(kExample);
    Q_ASSERT(bytes);
    return bytes->toStdString();
}

void InspectActions::openSnapshot(const QString &file)
{
    readSnapshotAside(this, file, [this, file](const SnapshotResult &snapshot) {
        if (!snapshot)
            return complain(snapshot.error(), file);
        m_workspace.mode().set(Mode::Inspect);
        m_workspace.inspection().show(std::move(**snapshot));
    });
}

void InspectActions::saveSnapshot(const QString &file)
{
    Inspection &inspection = m_workspace.inspection();
    inspection.readAside(
        [self = QPointer(this), file, takenAt = inspection.now()](const inspect::Sight &sight) {
            return [self, file, written = writePrivate(file, sight.toSnapshot(takenAt))] {
                if (self && !written)
                    self->complain(written.error(), file);
            };
        });
}

void InspectActions::exportSessions(const QString &file)
{
    Inspection &inspection = m_workspace.inspection();
    inspection.readAside([self = QPointer(this), file, now = inspection.now(),
                          masked = !revealsIds(m_workspace)](const inspect::Sight &sight) {
        const bool asJson = file.endsWith(QLatin1String(".json"), Qt::CaseInsensitive);
        const std::string text = asJson ? inspect::inspectionJson(sight.evidence(), now, masked)
                                              .dump(2, ' ', false, nlohmann::json::error_handler_t::replace)
                                        : inspect::sessionsCsv(sight.evidence(), now, masked);
        return [self, file, written = writePrivate(file, text)] {
            if (self && !written)
                self->complain(written.error(), file);
        };
    });
}

void InspectActions::openObjects(const QString &file)
{
    const auto bytes = readAll(file);
    const auto taken
        = bytes ? m_workspace.inspection().takeCluster(*bytes) : Result<void>(fail(bytes.error()));
    if (!taken)
        complain(taken.error(), file);
}

void InspectActions::compare(const QString &file)
{
    readSnapshotAside(this, file, [this, file](const SnapshotResult &before) {
        if (!before)
            return complain(before.error(), file);
        m_workspace.inspection().readAside([self = QPointer(this),
                                            before = *before](const inspect::Sight &sight) {
            return [self, takenAt = before->takenAt,
                    diff = inspect::diff(before->inventory, sight.sessions())] {
                if (!self)
                    return;
                auto *dialog = new DiffDialog(diff, takenAt, revealsIds(self->m_workspace), self->m_window);
                dialog->setAttribute(Qt::WA_DeleteOnClose);
                dialog->open();
            };
        });
    });
}

void InspectActions::askForCluster()
{
    auto *dialog = new KubectlDialog(m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        m_workspace.inspection().readCluster(dialog->context(), dialog->namespaceName());
    });
    dialog->open();
}

void InspectActions::askForNames()
{
    auto *dialog = new NameServerDialog(m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        m_workspace.inspection().resolveNames(*dialog->nameServer(), dialog->clusterDomain());
    });
    dialog->open();
}

void InspectActions::chooseTarget(const QString &title, const QString &filter, const QString &suffix,
                                  void (InspectActions::*save)(const QString &))
{
    auto *dialog = new QFileDialog(m_window, title, {}, filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(suffix);
    connect(dialog, &QFileDialog::fileSelected, this, save);
    dialog->open();
}

void InspectActions::chooseFile(const QString &title, const QString &filter,
                                void (InspectActions::*open)(const QString &))
{
    auto *dialog = new QFileDialog(m_window, title, {}, filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, open);
    dialog->open();
}

void InspectActions::complain(const Error &error, const QString &file)
{
    Error told = error;
    told.where = file.toStdString() + (told.where.empty() ? "" : ", " + told.where);
    emit m_workspace.problem(told);
}

void bringToLab(Workspace &workspace, const inspect::Finding &finding)
{
    inspect::LabScenario lab = inspect::bringToLab(workspace.inspection().sight().evidence(), finding);
    for (const std::string &note : lab.notes)
        lab.plan.purpose += "\n• " + note;
    RunSetup &setup = workspace.setup();
    scenario::Overrides overrides = setup.overrides();
    overrides.profile = lab.profile;
    overrides.pinning.reset();
    overrides.recovery.reset();
    overrides.store.reset();
    overrides.storeUrl.clear();
    // The plan that was there comes back with undo.
    workspace.planEdits().begin(InspectActions::tr("bring %1 to the lab").arg(toQString(finding.mode)),
                                std::move(lab.plan));
    setup.setOverrides(overrides);
    workspace.mode().set(Mode::Simulate);
}

} // namespace sessionscope::ui
