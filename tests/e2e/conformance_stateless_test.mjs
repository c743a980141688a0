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
// The proxy refuses a malformed stateless request itself, as ToolHive does (domain digest 4.8), with other
// codes than the suite wants. These checks are about nothing else.
const kRefusedByTheProxy = {
  'server-stateless': [
    'sep-2575-request-meta-invalid-missing-meta',
    'sep-2575-request-meta-invalid-missing-protocol-version',
    'sep-2575-request-meta-invalid-missing-client-capabilities',
    'sep-2575-server-unsupported-version-error',
    'sep-2575-http-server-header-mismatch-400',
  ],
};

test('with stateless servers nothing is lost but how malformed requests are refused', async (t) => {
  await withDirectServer(kStatelessPodCommand, async (directUrl) => {
    await withServe({ set: kThreeWaryPods, podCommand: kStatelessPodCommand }, async (serve) => {
      const { direct, lost } = await lostThroughProxy(t, kStatelessSuite, directUrl, serve.url);
      for (const scenario of kTelling) {
        assert.ok(passes(direct.get(scenario)), `the server itself passes ${scenario}`);
      }
      assert.deepEqual(lost, kRefusedByTheProxy);
    });
  });
});
