// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

// A real MCP server, on the official SDK, that has everything the conformance suite asks a server for. PORT
// says where.

import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import * as types from '@modelcontextprotocol/sdk/types.js';
import { kPrompts } from './conformance_prompts.mjs';
import { readResource, kResources, kResourceTemplates } from './conformance_resources.mjs';
import { kTools } from './conformance_tools.mjs';
import { MemoryEventStore } from './memory_event_store.mjs';
import { serveMcp } from './mcp_http.mjs';

const kCapabilities = {
  completions: {},
  logging: {},
  prompts: { listChanged: true },
  resources: { listChanged: true, subscribe: true },
  tools: { listChanged: true },
};

function named(table, name) {
  if (!Object.hasOwn(table, name)) {
    throw new types.McpError(types.ErrorCode.InvalidParams, `no such name: ${name}`);
  }
  return table[name];
}

function listed(table) {
  return Object.entries(table).map(([name, { run: _, ...description }]) => ({ name, ...description }));
}

function createConformanceServer() {
  const server = new Server({ name: 'conformance-pod', version: '1.0.0' }, { capabilities: kCapabilities });
  const on = (schema, handler) =>
    server.setRequestHandler(schema, (request, extra) => handler(request.params, extra));

  on(types.ListToolsRequestSchema, () => ({ tools: listed(kTools) }));
  on(types.CallToolRequestSchema, async (params, extra) => {
    const tool = named(kTools, params.name);
    try {
      return await tool.run(params.arguments ?? {}, extra);
    } catch (error) {
      return { isError: true, content: [{ type: 'text', text: error.message }] };
    }
  });
  on(types.ListPromptsRequestSchema, () => ({ prompts: listed(kPrompts) }));
  on(types.GetPromptRequestSchema, (params) => ({
    messages: named(kPrompts, params.name).run(params.arguments ?? {}),
  }));
  on(types.ListResourcesRequestSchema, () => ({ resources: kResources }));
  on(types.ListResourceTemplatesRequestSchema, () => ({ resourceTemplates: kResourceTemplates }));
  on(types.ReadResourceRequestSchema, (params) => ({ contents: [readResource(params.uri)] }));
  on(types.SubscribeRequestSchema, () => ({}));
  on(types.UnsubscribeRequestSchema, () => ({}));
  on(types.SetLevelRequestSchema, () => ({}));
  on(types.CompleteRequestSchema, () => ({ completion: { values: [], total: 0, hasMore: false } }));
  return server;
}

serveMcp(createConformanceServer, {
  onlyLocalHost: process.env.ONLY_LOCAL_HOST === '1',
  createEventStore: () => new MemoryEventStore(),
  retryInterval: 500,
});
