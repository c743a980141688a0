// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

// A killed proxy resets its connections. Under pod-dns the sessions live on; only what was under way is lost,
// visibly.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { postToolCall } from './support/raw_mcp.mjs';
import { kLibraries } from './support/sdk_client.mjs';
import { withServe } from './support/serve.mjs';
import { eventually, withTimeout } from './support/wait.mjs';

const kCallsAfterKill = 20;
const kBackTimeoutMs = 5_000;
const kResetTimeoutMs = 5_000;

/** Repeats a call that fails while the proxy is away, as an application would; returns the first answer. */
function firstAnswer(session) {
  const attempt = () => session.call('counter').catch(() => undefined);
  return eventually(attempt, kBackTimeoutMs, 'an answer after the kill');
}

for (const { library, connect } of kLibraries) {
  test(`${library} keeps its session and reopens its stream after the proxy was killed`, async () => {
    await withServe({ profile: 'pod-dns' }, async (serve) => {
      const session = await connect(serve.url);
      await session.streamOpened(1);
      let expected = Number(await session.call('counter'));

      await serve.command('kill-proxy');

      assert.equal(Number(await firstAnswer(session)), ++expected, 'the state outlived the proxy');
      for (let call = 1; call < kCallsAfterKill; ++call) {
        assert.equal(Number(await session.call('counter')), ++expected, `call ${call + 1} after the kill`);
      }
      await session.streamOpened(2);
      await session.close();
    });
  });
}

test('a call under way when the proxy is killed fails at once instead of hanging', async () => {
  await withServe({ profile: 'pod-dns' }, async (serve) => {
    const session = await kLibraries[0].connect(serve.url);
    const response = await postToolCall(serve.url, session.id, 'slow', { steps: 60, delayMs: 1000 });
    assert.equal(response.status, 200);
    const body = response.text();
    body.catch(() => {}); // looked at below; the reset may come first

    await serve.command('kill-proxy');

    await assert.rejects(withTimeout(body, kResetTimeoutMs, 'the reset'), TypeError);
    await session.close();
  });
});
