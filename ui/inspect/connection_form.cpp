// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/inspect/connection_form.h"

#include "ui/inspect/inspect_text.h"

#include <QCheckBox>
#include <QColorDialog>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStyle>
#include <QTabWidget>
#include <QToolButton>

namespace sessionscope::ui {

namespace {

std::string textOf(const QLineEdit *field)
{
    return field->text().trimmed().toStdString();
}

} // namespace

ConnectionForm::ConnectionForm(QWidget *parent)
    : QWidget(parent)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    auto *form = new QFormLayout;
    layout->addLayout(form);
    m_uri = addField(*form, tr("&URL"), "connection.uri",
                     tr("redis://host:6379, rediss://…, unix:/path, redis-sentinel://host/master"));
    m_error = new QLabel;
    m_error->setProperty("role", QStringLiteral("error"));
    m_error->setAccessibleName(tr("What is wrong with the URL"));
    m_error->setWordWrap(true);
    form->addRow(m_error);
    addPages();
    connect(m_uri, &QLineEdit::textEdited, this, &ConnectionForm::takeUri);
    setFocusProxy(m_uri);
    showFields();
}

QLineEdit *ConnectionForm::addField(QFormLayout &form, const QString &label, const char *name,
                                    const QString &hint)
{
    auto *field = new QLineEdit;
    field->setObjectName(QLatin1String(name));
    field->setAccessibleName(QString(label).remove(u'&'));
    field->setPlaceholderText(hint);
    form.addRow(label, field);
    if (m_uri) // all but the URL itself
        connect(field, &QLineEdit::textEdited, this, &ConnectionForm::takeFields);
    return field;
}

QLineEdit *ConnectionForm::addFile(QFormLayout &form, const QString &label, const char *name)
{
    QLineEdit *field = addField(form, label, name);
    QAction *choose
        = field->addAction(style()->standardIcon(QStyle::SP_DirOpenIcon), QLineEdit::TrailingPosition);
    choose->setToolTip(tr("Choose a file"));
    connect(choose, &QAction::triggered, this, [this, field] {
        auto *dialog = new QFileDialog(this, tr("Choose a file"), field->text());
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setFileMode(QFileDialog::ExistingFile);
        connect(dialog, &QFileDialog::fileSelected, this, [this, field](const QString &file) {
            field->setText(file);
            takeFields();
        });
        dialog->open();
    });
    return field;
}

void ConnectionForm::addPages()
{
    auto *pages = new QTabWidget;
    layout()->addWidget(pages);
    const auto page = [pages](const QString &title) {
        auto *widget = new QWidget;
        pages->addTab(widget, title);
        return new QFormLayout(widget);
    };
    QFormLayout *access = page(tr("Access"));
    m_user = addField(*access, tr("&User"), "connection.user", tr("empty: Redis's default user"));
    m_password = addField(*access, tr("&Password"), "connection.password", tr("never written to a file"));
    m_sentinelPassword = addField(*access, tr("Se&ntinels' password"), "connection.sentinelPassword");
    for (QLineEdit *secret : {m_password, m_sentinelPassword})
        secret->setEchoMode(QLineEdit::Password);
    m_prefix = addField(*access, tr("&Key prefix"), "connection.prefix",
                        tr("empty: thv: – proxy sessions, vMCP and the rest"));

    QFormLayout *tls = page(tr("TLS"));
    m_tls = new QCheckBox(tr("Connect with &TLS"));
    tls->addRow(m_tls);
    m_authority = addFile(*tls, tr("C&A certificates"), "connection.ca");
    m_certificate = addFile(*tls, tr("Client &certificate"), "connection.cert");
    m_privateKey = addFile(*tls, tr("Its private ke&y"), "connection.key");
    m_serverName = addField(*tls, tr("Server name (&SNI)"), "connection.sni", tr("empty: the host"));
    m_verify = new QCheckBox(tr("&Verify the server's certificate"));
    tls->addRow(m_verify);
    for (const QCheckBox *box : {m_tls, m_verify})
        connect(box, &QCheckBox::clicked, this, &ConnectionForm::takeFields);

    QFormLayout *forward = page(tr("kubectl port-forward"));
    m_forward = addField(*forward, tr("&Forward to"), "connection.forward",
                         tr("svc/redis or pod/redis-0; empty: none"));
    m_context = addField(*forward, tr("Conte&xt"), "connection.context", tr("empty: kubectl's current one"));
    m_namespace = addField(*forward, tr("Na&mespace"), "connection.namespace", tr("empty: the context's"));

    QFormLayout *card = page(tr("Saved as"));
    m_name = addField(*card, tr("Na&me"), "connection.name", tr("prod-eu"));
    m_group = addField(*card, tr("&Group"), "connection.group", tr("production"));
    m_colour = new QPushButton;
    m_colour->setObjectName(QStringLiteral("connection.colour"));
    m_colour->setAccessibleName(tr("Colour"));
    connect(m_colour, &QPushButton::clicked, this, &ConnectionForm::chooseColour);
    m_noColour = new QPushButton(tr("None"));
    m_noColour->setObjectName(QStringLiteral("connection.noColour"));
    m_noColour->setAccessibleName(tr("No colour"));
    connect(m_noColour, &QPushButton::clicked, this, [this] { setColour({}); });
    auto *colours = new QHBoxLayout;
    colours->addWidget(m_colour, 1);
    colours->addWidget(m_noColour);
    auto *label = new QLabel(tr("C&olour"));
    label->setBuddy(m_colour);
    card->addRow(label, colours);
}

void ConnectionForm::setSpec(const inspect::ConnectionSpec &spec)
{
    m_spec = spec;
    m_reads = true;
    m_fits = true;
    m_filling = true;
    m_uri->setText(toQString(m_spec.withoutSecrets().text()));
    m_filling = false;
    m_error->clear();
    m_error->hide();
    showFields();
    emit changed();
}

void ConnectionForm::setUri(const QString &uri)
{
    m_uri->setText(uri);
    takeUri();
}

void ConnectionForm::takeUri()
{
    if (m_filling)
        return;
    const QString typed = m_uri->text().trimmed();
    auto parsed = inspect::ConnectionSpec::parse(typed.toStdString());
    m_reads = parsed.has_value();
    m_fits = true;
    showError(parsed);
    if (parsed) {
        // What is no part of a URI, and secrets that this one does not bring, stay.
        parsed->name = m_spec.name;
        parsed->group = m_spec.group;
        parsed->colour = m_spec.colour;
        parsed->wantsSecrets = m_spec.wantsSecrets;
        const bool bringsSecrets = parsed->hasSecrets();
        if (parsed->redis.password.empty())
            parsed->redis.password = m_spec.redis.password;
        if (parsed->sentinelPassword.empty())
            parsed->sentinelPassword = m_spec.sentinelPassword;
        m_spec = *std::move(parsed);
        if (bringsSecrets)
            m_uri->setText(toQString(m_spec.withoutSecrets().text()));
        showFields();
    }
    emit changed();
}

void ConnectionForm::takeFields()
{
    if (m_filling)
        return;
    using Transport = RedisUrl::Transport;
    m_spec.name = textOf(m_name);
    m_spec.group = textOf(m_group);
    m_spec.redis.user = textOf(m_user);
    m_spec.redis.password = m_password->text().toStdString();
    m_spec.sentinelPassword = m_sentinelPassword->text().toStdString();
    m_spec.keyPrefix = textOf(m_prefix);
    if (m_spec.redis.transport != Transport::UnixSocket)
        m_spec.redis.transport = m_tls->isChecked() ? Transport::Tls : Transport::Tcp;
    const bool tls = m_spec.redis.transport == Transport::Tls;
    m_spec.redis.authorityFile = tls ? textOf(m_authority) : std::string();
    m_spec.redis.certificateFile = tls ? textOf(m_certificate) : std::string();
    m_spec.redis.privateKeyFile = tls ? textOf(m_privateKey) : std::string();
    m_spec.redis.serverName = tls ? textOf(m_serverName) : std::string();
    m_spec.redis.verifyCertificate = !tls || m_verify->isChecked();
    m_spec.portForward.reset();
    if (!textOf(m_forward).empty())
        m_spec.portForward = inspect::PortForwardSpec{textOf(m_context), textOf(m_namespace),
                                                      textOf(m_forward), m_spec.redis.port};
    m_filling = true;
    if (m_reads) {
        // What cannot be read again must not be saved either.
        const std::string uri = m_spec.withoutSecrets().text();
        const auto again = inspect::ConnectionSpec::parse(uri);
        m_fits = again.has_value();
        m_uri->setText(toQString(uri));
        showError(again);
    }
    m_filling = false;
    emit changed();
}

void ConnectionForm::showError(const Result<inspect::ConnectionSpec> &read)
{
    m_error->setText(read || m_uri->text().trimmed().isEmpty()
                         ? QString()
                         : QStringLiteral("✗ ") + toQString(read.error().text()));
    m_error->setVisible(!m_error->text().isEmpty());
}

void ConnectionForm::showFields()
{
    m_filling = true;
    const auto show = [](QLineEdit *field, const std::string &text) {
        if (textOf(field) != text)
            field->setText(toQString(text));
    };
    const RedisUrl &redis = m_spec.redis;
    show(m_name, m_spec.name);
    show(m_group, m_spec.group);
    show(m_user, redis.user);
    show(m_password, redis.password);
    show(m_sentinelPassword, m_spec.sentinelPassword);
    show(m_prefix, m_spec.keyPrefix);
    m_tls->setChecked(redis.transport == RedisUrl::Transport::Tls);
    show(m_authority, redis.authorityFile);
    show(m_certificate, redis.certificateFile);
    show(m_privateKey, redis.privateKeyFile);
    show(m_serverName, redis.serverName);
    m_verify->setChecked(redis.verifyCertificate);
    const inspect::PortForwardSpec forward = m_spec.portForward.value_or(inspect::PortForwardSpec());
    show(m_forward, forward.target);
    show(m_context, forward.context);
    show(m_namespace, forward.namespaceName);
    const bool sentinel = m_spec.topology == inspect::ConnectionSpec::Topology::Sentinel;
    m_sentinelPassword->setEnabled(sentinel);
    showColour();
    m_filling = false;
}

void ConnectionForm::showColour()
{
    QPixmap colour(16, 16);
    const QColor chosen(toQString(m_spec.colour));
    colour.fill(chosen.isValid() ? chosen : QColor(Qt::transparent));
    m_colour->setIcon(QIcon(colour));
    m_colour->setText(m_spec.colour.empty() ? tr("none") : toQString(m_spec.colour));
    m_noColour->setEnabled(!m_spec.colour.empty());
}

void ConnectionForm::chooseColour()
{
    auto *dialog = new QColorDialog(QColor(toQString(m_spec.colour)), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Colour of the connection"));
    connect(dialog, &QColorDialog::colorSelected, this,
            [this](const QColor &chosen) { setColour(chosen.name()); });
    dialog->open();
}

/// Empty: none.
void ConnectionForm::setColour(const QString &colour)
{
    m_spec.colour = colour.toStdString();
    showColour();
    emit changed();
}

} // namespace sessionscope::ui
