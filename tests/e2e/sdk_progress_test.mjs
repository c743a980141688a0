// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

// Progress events must arrive as they are sent. A proxy that buffers them passes the conformance suite all
// the same.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kSessionPodCommand } from './support/real_pods.mjs';
import { kLibraries } from './support/sdk_client.mjs';
import { withServe } from './support/serve.mjs';

const kSteps = 5;
const kDelayMs = 100;

/** Calls `slow` and returns its progress events, each with the time of its arrival. */
async function slowCall(session) {
  const events = [];
  const onprogress = ({ progress, total, message }) => {
    events.push({ progress, total, arrivedAt: Date.now(), sentAt: Number(message) });
  };
  await session.call('slow', { steps: kSteps, delayMs: kDelayMs }, { onprogress });
  return events;
}

function assertComplete(events) {
  assert.deepEqual(
    events.map(({ progress }) => progress),
    Array.from({ length: kSteps }, (_, step) => step + 1),
  );
}

for (const { library, connect } of kLibraries) {
  test(`${library} hears of progress of a real server before the server has sent the rest`, async () => {
    await withServe({ podCommand: kSessionPodCommand }, async (serve) => {
      const session = await connect(serve.url);
      const events = await slowCall(session);
      assertComplete(events);
      const lateMs = events[0].arrivedAt - events.at(-1).sentAt;
      assert.ok(lateMs < 0, `the first event arrived ${lateMs} ms after the last one was sent`);
      await session.close();
    });
  });

  test(`${library} hears of progress of a simulated pod spread over the call`, async () => {
    await withServe({}, async (serve) => {
      const session = await connect(serve.url);
      const events = await slowCall(session);
      assertComplete(events);
      // Buffering can only shrink this spread (to nothing); half of what was asked for is a generous bound.
      const spread = events.at(-1).arrivedAt - events[0].arrivedAt;
      assert.ok(spread >= ((kSteps - 1) * kDelayMs) / 2, `all events arrived within ${spread} ms`);
      await session.close();
    });
  });
}
