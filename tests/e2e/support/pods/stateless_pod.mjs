// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

// A real MCP server of the stateless era (2026-07-28), on the official SDK 2.x: no sessions, each request by
// itself. PORT says where. It has what the conformance suite asks for and needs no answer of the client's.

import {
  localhostHostValidation,
  localhostOriginValidation,
  toNodeHandler,
} from '@modelcontextprotocol/node';
import {
  createMcpHandler,
  fromJsonSchema,
  McpServer,
  ProtocolError,
  ProtocolErrorCode,
} from '@modelcontextprotocol/server';
import { createServer } from 'node:http';
import { kPrompts } from './conformance_prompts.mjs';
import { readResource, kResources, kResourceTemplates } from './conformance_resources.mjs';
import { kTools } from './conformance_tools.mjs';

const kServerInfo = { name: 'stateless-pod', version: '1.0.0' };
const kCapabilities = { completions: {}, prompts: {}, resources: {}, tools: {} };
const kHeaderTool = {
  description: 'Takes an argument that travels in a header too',
  inputSchema: { type: 'object', properties: { region: { type: 'string', 'x-mcp-header': 'Region' } } },
  run: ({ region }) => ({ content: [{ type: 'text', text: `In ${region}.` }] }),
};
const kAllTools = { ...kTools, test_headers: kHeaderTool };

function named(table, name) {
  if (!Object.hasOwn(table, name)) {
    throw new ProtocolError(ProtocolErrorCode.InvalidParams, `no such name: ${name}`);
  }
  return table[name];
}

const listed = (table) => Object.entries(table).map(([name, { run: _, ...rest }]) => ({ name, ...rest }));
const forAnHour = (result) => ({ ...result, ttlMs: 3_600_000, cacheScope: 'public' });

function registerTools(mcp) {
  for (const [name, { description, inputSchema, run }] of Object.entries(kAllTools)) {
    const config = { description, inputSchema: fromJsonSchema(inputSchema) };
    const useful = ({ mcpReq }) => ({ _meta: mcpReq._meta, sendNotification: mcpReq.notify });
    mcp.registerTool(name, config, (given, context) => run(given, useful(context)));
  }
}

function createStatelessServer() {
  const mcp = new McpServer(kServerInfo, { capabilities: kCapabilities });
  registerTools(mcp);
  const on = (method, handler) => mcp.server.setRequestHandler(method, (request) => handler(request.params));

  on('tools/list', () => forAnHour({ tools: listed(kAllTools) }));
  on('prompts/list', () => forAnHour({ prompts: listed(kPrompts) }));
  on('prompts/get', (params) => ({ messages: named(kPrompts, params.name).run(params.arguments ?? {}) }));
  on('resources/list', () => forAnHour({ resources: kResources }));
  on('resources/templates/list', () => forAnHour({ resourceTemplates: kResourceTemplates }));
  on('resources/read', (params) => forAnHour({ contents: [readResource(params.uri)] }));
  on('completion/complete', () => ({ completion: { values: [], total: 0, hasMore: false } }));
  return mcp;
}

const handle = toNodeHandler(createMcpHandler(createStatelessServer, { legacy: 'reject' }));
const guards = [localhostHostValidation(), localhostOriginValidation()];

createServer((request, response) => {
  if (guards.every((guard) => guard(request, response))) {
    handle(request, response);
  }
}).listen(Number(process.env.PORT));
