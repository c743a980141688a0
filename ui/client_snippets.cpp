// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/client_snippets.h"

#include <nlohmann/json.hpp>

namespace sessionscope::ui {

namespace {

using Json = nlohmann::ordered_json;

constexpr const char *kName = "sessionscope";

QString json(const char *servers, Json server)
{
    return QString::fromStdString(Json{{servers, {{kName, std::move(server)}}}}.dump(2));
}

QString curl(const QString &url)
{
    const Json initialize{{"jsonrpc", "2.0"},
                          {"id", 1},
                          {"method", "initialize"},
                          {"params",
                           {{"protocolVersion", "2025-11-25"},
                            {"capabilities", Json::object()},
                            {"clientInfo", {{"name", "curl"}, {"version", "1"}}}}}};
    return QStringLiteral("curl -i '%1' -H 'Content-Type: application/json' \\\n"
                          "  -H 'Accept: application/json, text/event-stream' \\\n  -d '%2'")
        .arg(url, QString::fromStdString(initialize.dump()));
}

} // namespace

QList<ClientSnippet> snippetsFor(const QString &url)
{
    using Format = ClientSnippet::Format;
    const std::string address = url.toStdString();
    // Claude Desktop's file knows programs only; mcp-remote is one that speaks HTTP for it. Plain HTTP has to be allowed.
    const Json remote{{"command", "npx"},
                      {"args", {"-y", "mcp-remote", address, "--transport", "http-only", "--allow-http"}}};
    const Json http{{"type", "http"}, {"url", address}};
    return {
        {QStringLiteral("Claude Code"),
         {},
         Format::Shell,
         QStringLiteral("claude mcp add --transport http sessionscope %1").arg(url)},
        {QStringLiteral("Claude Code (project)"), QStringLiteral(".mcp.json"), Format::Json,
         json("mcpServers", http)},
        {QStringLiteral("Claude Desktop"), QStringLiteral("claude_desktop_config.json"), Format::Json,
         json("mcpServers", remote)},
        {QStringLiteral("VS Code"), QStringLiteral(".vscode/mcp.json"), Format::Json, json("servers", http)},
        {QStringLiteral("Cursor"), QStringLiteral(".cursor/mcp.json"), Format::Json,
         json("mcpServers", {{"url", address}})},
        {QStringLiteral("Codex"), QStringLiteral("~/.codex/config.toml"), Format::Toml,
         QStringLiteral("[mcp_servers.sessionscope]\nurl = \"%1\"").arg(url)},
        {QStringLiteral("MCP Inspector"),
         {},
         Format::Shell,
         QStringLiteral("npx @modelcontextprotocol/inspector --cli %1 --transport http --method tools/list")
             .arg(url)},
        {QStringLiteral("TypeScript SDK"),
         {},
         Format::TypeScript,
         QStringLiteral("await client.connect(\n  new StreamableHTTPClientTransport(new URL(\"%1\")));")
             .arg(url)},
        {QStringLiteral("curl"), {}, Format::Shell, curl(url)},
    };
}

} // namespace sessionscope::ui
