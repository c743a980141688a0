// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

// Our simulated pods are servers too: what the suite finds in order when it asks the pod must not get lost.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kSessionSuites } from './support/conformance.mjs';
import { lostThroughProxy, passes } from './support/conformance_comparison.mjs';
import { withServe } from './support/serve.mjs';

const kOnePod = { 'cluster.backendReplicas': 1 };

test('nothing is lost with a simulated pod', async (t) => {
  await withServe({ set: kOnePod }, async (serve) => {
    const [{ ip, port }] = serve.ready.pods;
    const directUrl = new URL(`http://${ip}:${port}/mcp`);
    for (const suite of kSessionSuites) {
      const { direct, lost } = await lostThroughProxy(t, suite, directUrl, serve.url);
      for (const scenario of ['server-initialize', 'ping', 'tools-list']) {
        assert.ok(passes(direct.get(scenario)), `the pod itself passes ${scenario}`);
      }
      assert.deepEqual(lost, {}, suite.name);
    }
  });
});
