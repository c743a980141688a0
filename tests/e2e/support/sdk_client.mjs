// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

// The official client libraries, as an application uses them, with a note of every HTTP exchange they make.

import {
  Client as ClientV2,
  StreamableHTTPClientTransport as TransportV2,
} from '@modelcontextprotocol/client';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { ListRootsRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { Agent, fetch } from 'undici';
import { eventually } from './wait.mjs';

const kClientInfo = { name: 'sessionscope-e2e', version: '1.0.0' };
const kCapabilities = { capabilities: { roots: {} } };
const kRoots = { roots: [{ uri: 'file:///srv/e2e', name: 'e2e' }] };

/**
 * One session of one client library.
 * `exchanges` has an entry {method, status} for every request, status 0 until the response head is there.
 */
class SdkSession {
  constructor(client, transport, network) {
    this.client = client;
    this.transport = transport;
    this.exchanges = network.exchanges;
    this.network = network;
  }

  get id() {
    return this.transport.sessionId;
  }

  /** Calls a tool and returns its first text. */
  async call(name, toolArguments = {}, options = undefined) {
    const result = await this.callRaw(name, toolArguments, options);
    return result.content[0].text;
  }

  openedStreams() {
    return this.exchanges.filter(({ method, status }) => method === 'GET' && status === 200).length;
  }

  /** Resolves once the GET stream has been opened `count` times in all. */
  streamOpened(count, timeoutMs = 10_000) {
    return eventually(() => this.openedStreams() >= count, timeoutMs, `GET stream number ${count}`);
  }

  /** Ends the client and its connections, not the session. */
  async close() {
    await this.client.close();
    await this.network.dispatcher.destroy();
  }
}

// Each session has connections of its own, as when each client is a process of its own. In a pool that
// sessions share, a GET can wait for a new connection while the POST behind it finds an idle one: the order
// is lost before any proxy.
class NotedNetwork {
  exchanges = [];
  dispatcher = new Agent();

  fetch = async (url, init) => {
    const exchange = { method: init?.method ?? 'GET', status: 0 };
    this.exchanges.push(exchange);
    const response = await fetch(url, { ...init, dispatcher: this.dispatcher });
    exchange.status = response.status;
    return response;
  };
}

class SdkSessionV1 extends SdkSession {
  callRaw(name, toolArguments, options) {
    return this.client.callTool({ name, arguments: toolArguments }, undefined, options);
  }
}

class SdkSessionV2 extends SdkSession {
  callRaw(name, toolArguments, options) {
    return this.client.callTool({ name, arguments: toolArguments }, options);
  }
}

/** A connected session of `@modelcontextprotocol/sdk`. */
export async function connectSdk(url) {
  const network = new NotedNetwork();
  const client = new Client(kClientInfo, kCapabilities);
  client.setRequestHandler(ListRootsRequestSchema, () => kRoots);
  const transport = new StreamableHTTPClientTransport(url, { fetch: network.fetch });
  await client.connect(transport);
  return new SdkSessionV1(client, transport, network);
}

/** A connected session of `@modelcontextprotocol/client` 2.x, which speaks the session era by default. */
export async function connectSdkV2(url) {
  const network = new NotedNetwork();
  const client = new ClientV2(kClientInfo, kCapabilities);
  client.setRequestHandler('roots/list', () => kRoots);
  const transport = new TransportV2(url, { fetch: network.fetch });
  await client.connect(transport);
  return new SdkSessionV2(client, transport, network);
}

export const kLibraries = [
  { library: '@modelcontextprotocol/sdk', connect: connectSdk },
  { library: '@modelcontextprotocol/client', connect: connectSdkV2 },
];

/** The HTTP status inside whatever either library throws, or undefined. */
export function statusOf(error) {
  return error?.status ?? error?.data?.status ?? error?.code;
}
