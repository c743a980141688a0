// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

// A real MCP server with state worth keeping, on the official SDK. PORT and POD_NAME come from the
// environment.

import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { serveMcp } from './mcp_http.mjs';

// A client that cannot hear us answers nothing, so this ends a lost call before the client's own 60 s do.
const kAskTimeoutMs = 10_000;

function text(value) {
  return { content: [{ type: 'text', text: String(value) }] };
}

function createSessionServer() {
  const mcp = new McpServer({ name: 'session-pod', version: '1.0.0' }, { capabilities: { logging: {} } });
  let count = 0;

  mcp.registerTool('counter', { description: 'Counts the calls of this session' }, () => text(++count));
  mcp.registerTool('whoami', { description: 'Names the pod' }, () => text(process.env.POD_NAME));

  // Without a related request the question travels on the GET stream, so it is lost if the GET comes too
  // late.
  mcp.registerTool('ask', { description: 'Asks the client for its roots on the GET stream' }, async () => {
    const { roots } = await mcp.server.listRoots(undefined, { timeout: kAskTimeoutMs });
    return text(roots[0].name);
  });

  const slowInput = { steps: z.number(), delayMs: z.number() };
  mcp.registerTool(
    'slow',
    { description: 'Reports progress and when it sent it', inputSchema: slowInput },
    async ({ steps, delayMs }, { _meta, sendNotification }) => {
      for (let progress = 1; progress <= steps; ++progress) {
        const params = {
          progressToken: _meta.progressToken,
          progress,
          total: steps,
          message: String(Date.now()),
        };
        await sendNotification({ method: 'notifications/progress', params });
        await delay(delayMs);
      }
      return text('done');
    },
  );
  return mcp;
}

serveMcp(createSessionServer, { onlyLocalHost: process.env.ONLY_LOCAL_HOST === '1' });
