// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

// The lifecycle of a session with three real SDK servers as the pods.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kSessionPodCommand, kWaryPodCommand } from './support/real_pods.mjs';
import { connectSdk, kLibraries, statusOf } from './support/sdk_client.mjs';
import { withServe } from './support/serve.mjs';

const kCallsAfterRestart = 20;

for (const { library, connect } of kLibraries) {
  test(`${library} keeps pod, state and a live stream over a restart`, async () => {
    await withServe({ profile: 'pod-dns', podCommand: kSessionPodCommand }, async (serve) => {
      const session = await connect(serve.url);
      await session.streamOpened(1);
      const pod = await session.call('whoami');
      let expected = Number(await session.call('counter'));

      await serve.command('restart-proxy');

      for (let call = 0; call < kCallsAfterRestart; ++call) {
        assert.equal(Number(await session.call('counter')), ++expected, `call ${call + 1} after the restart`);
      }
      assert.equal(await session.call('whoami'), pod);
      await session.streamOpened(2);
      assert.equal(await session.call('ask'), 'e2e', 'the reopened stream carries what the server asks');
      await session.close();
    });
  });
}

// F-25: the proxy sends the pod's own name as Host, and SDK servers refuse any Host but localhost unless told
// otherwise.
test('a server that validates Host refuses the pod name with 403', async () => {
  await withServe({ podCommand: kWaryPodCommand }, async (serve) => {
    await assert.rejects(connectSdk(serve.url), (error) => statusOf(error) === 403);
  });
});

test('a server that validates Host is usable with cluster.podHostHeader', async () => {
  const set = { 'cluster.podHostHeader': 'localhost' };
  await withServe({ podCommand: kWaryPodCommand, set }, async (serve) => {
    const session = await connectSdk(serve.url);
    assert.equal(await session.call('counter'), '1');
    await serve.command('restart-proxy');
    assert.equal(await session.call('counter'), '2');
    await session.close();
  });
});
