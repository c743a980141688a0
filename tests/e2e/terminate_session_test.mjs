// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

// A session that the client has ended with DELETE is gone, on the pod and in the store, also for a restarted
// proxy.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { postToolCall } from './support/raw_mcp.mjs';
import { kLibraries } from './support/sdk_client.mjs';
import { withServe } from './support/serve.mjs';

async function answerTo(url, sessionId) {
  const response = await postToolCall(url, sessionId, 'counter');
  const text = await response.text();
  return { status: response.status, code: response.ok ? undefined : JSON.parse(text).error.code };
}

for (const { library, connect } of kLibraries) {
  test(`a session that ${library} has terminated is answered 404`, async () => {
    await withServe({ profile: 'pod-dns' }, async (serve) => {
      const session = await connect(serve.url);
      const { id } = session;
      assert.equal((await answerTo(serve.url, id)).status, 200);

      await session.transport.terminateSession();
      await session.close();

      assert.deepEqual(await answerTo(serve.url, id), { status: 404, code: -32001 });
      await serve.command('restart-proxy');
      assert.deepEqual(await answerTo(serve.url, id), { status: 404, code: -32001 }, 'after a restart');
    });
  });
}
