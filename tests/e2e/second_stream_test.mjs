// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

// A session has one GET stream at a time. So a client that went away must be gone upstream too, or it cannot
// come back.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openStream } from './support/raw_mcp.mjs';
import { kSessionPodCommand } from './support/real_pods.mjs';
import { connectSdk } from './support/sdk_client.mjs';
import { withServe } from './support/serve.mjs';
import { eventually } from './support/wait.mjs';

const kReleaseTimeoutMs = 5_000;

async function statusOfStream(url, sessionId) {
  const hangUp = new AbortController();
  const { status } = await openStream(url, sessionId, hangUp.signal);
  hangUp.abort();
  return status;
}

const kPods = [
  { pods: 'real pods', podCommand: kSessionPodCommand },
  { pods: 'simulated pods', podCommand: undefined },
];

for (const { pods, podCommand } of kPods) {
  test(`with ${pods}, a second GET stream gets 409 until the first one has hung up`, async () => {
    await withServe({ podCommand }, async (serve) => {
      const session = await connectSdk(serve.url);
      await session.streamOpened(1);
      assert.equal(await statusOfStream(serve.url, session.id), 409);

      await session.close(); // ends the stream, not the session

      const isFree = async () => (await statusOfStream(serve.url, session.id)) === 200;
      await eventually(isFree, kReleaseTimeoutMs, 'the first stream to end upstream');
    });
  });
}
