// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

// The stateless era has no session to lose, but headers to pass on: Mcp-Method, Mcp-Name, Mcp-Param-*.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kStatelessSuite } from './support/conformance.mjs';
import { lostThroughProxy, passes } from './support/conformance_comparison.mjs';
import { kStatelessPodCommand, withDirectServer } from './support/real_pods.mjs';
import { withServe } from './support/serve.mjs';

// Without affinity to anything, each request may reach another pod.
const kThreeWaryPods = { 'cluster.backendReplicas': 3, 'cluster.podHostHeader': 'localhost' };
const kTelling = ['http-header-validation', 'http-custom-header-server-validation', 'caching', 'tools-list'];

test('nothing is lost with servers of the stateless era', async (t) => {
  await withDirectServer(kStatelessPodCommand, async (directUrl) => {
    await withServe({ set: kThreeWaryPods, podCommand: kStatelessPodCommand }, async (serve) => {
      const { direct, lost } = await lostThroughProxy(t, kStatelessSuite, directUrl, serve.url);
      for (const scenario of kTelling) {
        assert.ok(passes(direct.get(scenario)), `the server itself passes ${scenario}`);
      }
      assert.deepEqual(lost, {});
    });
  });
});
