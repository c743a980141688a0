// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

// Single requests in the name of a session, for what no client library does on purpose.

const kProtocolVersion = '2025-11-25';

function sessionHeaders(sessionId, accept) {
  return { accept, 'mcp-session-id': sessionId, 'mcp-protocol-version': kProtocolVersion };
}

/** A GET stream of the session; resolves with the response as soon as its head is there. */
export function openStream(url, sessionId, signal) {
  return fetch(url, { headers: sessionHeaders(sessionId, 'text/event-stream'), signal });
}

/** A tools/call of the session; resolves with the response as soon as its head is there. */
export function postToolCall(url, sessionId, name, toolArguments = {}) {
  const headers = sessionHeaders(sessionId, 'application/json, text/event-stream');
  const params = { name, arguments: toolArguments, _meta: { progressToken: 'raw' } };
  const body = JSON.stringify({ jsonrpc: '2.0', id: 'raw', method: 'tools/call', params });
  return fetch(url, { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body });
}
