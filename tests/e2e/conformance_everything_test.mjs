// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

// The published reference server lacks much of what the suite asks for; what it has must not get lost.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kSessionSuites } from './support/conformance.mjs';
import { lostThroughProxy } from './support/conformance_comparison.mjs';
import { kEverythingCommand, withDirectServer } from './support/real_pods.mjs';
import { withServe } from './support/serve.mjs';

const kOnePod = { 'cluster.backendReplicas': 1 };

test('nothing is lost with server-everything', async (t) => {
  await withDirectServer(kEverythingCommand, async (directUrl) => {
    await withServe({ set: kOnePod, podCommand: kEverythingCommand }, async (serve) => {
      for (const suite of kSessionSuites) {
        const { lost } = await lostThroughProxy(t, suite, directUrl, serve.url);
        assert.deepEqual(lost, {}, suite.name);
      }
    });
  });
});
