// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

// A transparent proxy loses no scenario and no successful check of the official suite that the same server
// has without it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kSessionSuites } from './support/conformance.mjs';
import { lostThroughProxy, passes } from './support/conformance_comparison.mjs';
import { kConformancePodCommand, withDirectServer } from './support/real_pods.mjs';
import { withServe } from './support/serve.mjs';

// The server refuses foreign Hosts, as the suite demands, so the proxy must not send the pod's name (F-25).
const kOneWaryPod = { 'cluster.backendReplicas': 1, 'cluster.podHostHeader': 'localhost' };

test('nothing is lost with a server that passes everything directly', async (t) => {
  await withDirectServer(kConformancePodCommand, async (directUrl) => {
    await withServe({ set: kOneWaryPod, podCommand: kConformancePodCommand }, async (serve) => {
      for (const suite of kSessionSuites) {
        const { direct, lost } = await lostThroughProxy(t, suite, directUrl, serve.url);
        const failed = [...direct].filter(([, checks]) => !passes(checks)).map(([scenario]) => scenario);
        assert.deepEqual(failed, [], `${suite.name}: the server itself passes every scenario`);
        assert.ok(direct.size > 30, `only ${direct.size} scenarios ran`);
        assert.deepEqual(lost, {}, suite.name);
      }
    });
  });
});
