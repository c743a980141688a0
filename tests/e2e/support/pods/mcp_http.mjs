// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

// A streamable HTTP endpoint that keeps one official SDK server per session, as MCP servers do: in memory.

import { createMcpExpressApp } from '@modelcontextprotocol/sdk/server/express.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { isInitializeRequest } from '@modelcontextprotocol/sdk/types.js';
import { randomUUID } from 'node:crypto';

/**
 * Serves /mcp on the port in PORT, on every interface, as many real servers do.
 * @param {() => import('@modelcontextprotocol/sdk/server/mcp.js').McpServer} createServer one per session
 * @param {{onlyLocalHost?: boolean, createEventStore?: () => object, retryInterval?: number}} [options]
 *   onlyLocalHost: refuse a Host other than localhost (F-25); createEventStore: makes streams resumable
 */
export function serveMcp(createServer, { onlyLocalHost = false, createEventStore, retryInterval } = {}) {
  const app = createMcpExpressApp({ host: onlyLocalHost ? '127.0.0.1' : '0.0.0.0' });
  const transports = new Map();

  app.all('/mcp', async (request, response) => {
    const id = request.get('mcp-session-id');
    let transport = transports.get(id);
    if (transport === undefined) {
      if (id !== undefined || !isInitializeRequest(request.body)) {
        refuse(response, id);
        return;
      }
      transport = await openSession();
    }
    await transport.handleRequest(request, response, request.body);
  });

  async function openSession() {
    const transport = new StreamableHTTPServerTransport({
      sessionIdGenerator: randomUUID,
      onsessioninitialized: (id) => void transports.set(id, transport),
      eventStore: createEventStore?.(),
      retryInterval,
    });
    transport.onclose = () => transports.delete(transport.sessionId);
    await createServer().connect(transport);
    return transport;
  }

  app.listen(Number(process.env.PORT));
}

function refuse(response, id) {
  const [status, code, message] =
    id === undefined
      ? [400, -32000, 'Bad Request: a session id is required']
      : [404, -32001, 'Session not found'];
  response.status(status).json({ jsonrpc: '2.0', error: { code, message }, id: null });
}
