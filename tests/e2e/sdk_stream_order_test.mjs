// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

// A client sends its GET and its next POST together. If the POST overtakes the GET upstream, the question
// that the server then asks on the GET stream is never delivered, and the call hangs until it times out.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kSessionPodCommand } from './support/real_pods.mjs';
import { kLibraries } from './support/sdk_client.mjs';
import { withServe } from './support/serve.mjs';

const kSessions = 100;
const kAtOnce = 5;
const kFirstCalls = ['ask', 'ask', 'counter'];

/** One session whose first calls need the GET stream; returns what they answered. */
async function firstCalls(connect, url) {
  const session = await connect(url);
  const answers = [];
  for (const tool of kFirstCalls) {
    answers.push(await session.call(tool));
  }
  await session.close();
  return answers;
}

for (const { library, connect } of kLibraries) {
  test(`no call made right after connecting is lost: ${kSessions} sessions of ${library}`, async () => {
    await withServe({ podCommand: kSessionPodCommand }, async (serve) => {
      for (let first = 0; first < kSessions; first += kAtOnce) {
        const batch = Array.from({ length: kAtOnce }, () => firstCalls(connect, serve.url));
        for (const answers of await Promise.all(batch)) {
          assert.deepEqual(
            answers,
            ['e2e', 'e2e', '1'],
            `one of the sessions ${first} … ${first + kAtOnce - 1}`,
          );
        }
      }
    });
  });
}
