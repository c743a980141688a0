// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QList>
#include <QString>

namespace sessionscope::ui {

/// How one MCP client is told of a server.
struct ClientSnippet
{
    enum class Format { Shell, Json, Toml, TypeScript };

    QString client; ///< "VS Code"
    QString file;   ///< where it belongs, as people write it: ".vscode/mcp.json"; empty if it is no file's
    Format format = Format::Shell;
    QString text;
};

/// For the common clients, each in the format of its own documentation, with this URL of a Streamable HTTP server.
QList<ClientSnippet> snippetsFor(const QString &url);

} // namespace sessionscope::ui
