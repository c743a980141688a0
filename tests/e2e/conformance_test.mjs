// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

// A transparent proxy loses no scenario and no successful check of the official suite that the same server
// has without it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kSuites, lostIn, passes, runSuite } from './support/conformance.mjs';
import { kConformancePodCommand, kEverythingCommand, withDirectServer } from './support/real_pods.mjs';
import { withServe } from './support/serve.mjs';

const kRepeats = 2;
const kOnePod = { 'cluster.backendReplicas': 1 };
// Our conformance server refuses foreign Hosts, as the suite demands, so the pod's name must not be one
// (F-25).
const kWarySet = { ...kOnePod, 'cluster.podHostHeader': 'localhost' };

/** Compares two URLs; what seems lost gets two more chances on both sides. Returns what stays lost. */
async function lostThroughProxy(t, suite, directUrl, proxyUrl) {
  const direct = await runSuite(suite, directUrl, suite.all);
  const proxied = await runSuite(suite, proxyUrl, suite.all);
  const lost = {};
  for (const [scenario, checks] of direct) {
    const first = lostIn(checks, proxied.get(scenario));
    const last = first.length > 0 ? await lostAgain(t, suite, scenario, directUrl, proxyUrl) : [];
    if (last.length > 0) {
      lost[scenario] = last;
    }
  }
  const failedDirectly = [...direct].filter(([, checks]) => !passes(checks)).map(([scenario]) => scenario);
  t.diagnostic(
    `${direct.size} scenarios, ${failedDirectly.length} fail without the proxy too: ${failedDirectly}`,
  );
  return { direct, lost };
}

async function lostAgain(t, suite, scenario, directUrl, proxyUrl) {
  const which = ['--scenario', scenario];
  let lost = [];
  for (let attempt = 1; attempt <= kRepeats; ++attempt) {
    const direct = await runSuite(suite, directUrl, which);
    const proxied = await runSuite(suite, proxyUrl, which);
    lost = lostIn(direct.get(scenario), proxied.get(scenario));
    t.diagnostic(
      `${scenario} was lost; attempt ${attempt} again: ${lost.length > 0 ? lost : 'nothing lost'}`,
    );
    if (lost.length === 0) {
      break;
    }
  }
  return lost;
}

for (const suite of kSuites) {
  test(`${suite.suite}: nothing is lost with a server that passes everything directly`, async (t) => {
    await withDirectServer(kConformancePodCommand, async (directUrl) => {
      await withServe({ set: kWarySet, podCommand: kConformancePodCommand }, async (serve) => {
        const { direct, lost } = await lostThroughProxy(t, suite, directUrl, serve.url);
        assert.ok([...direct.values()].every(passes), 'the server itself passes every scenario');
        assert.ok(direct.size > 30, `only ${direct.size} scenarios ran`);
        assert.deepEqual(lost, {});
      });
    });
  });

  test(`${suite.suite}: nothing is lost with server-everything`, async (t) => {
    await withDirectServer(kEverythingCommand, async (directUrl) => {
      await withServe({ set: kOnePod, podCommand: kEverythingCommand }, async (serve) => {
        const { lost } = await lostThroughProxy(t, suite, directUrl, serve.url);
        assert.deepEqual(lost, {});
      });
    });
  });

  test(`${suite.suite}: nothing is lost with a simulated pod`, async (t) => {
    await withServe({ set: kOnePod }, async (serve) => {
      const [{ ip, port }] = serve.ready.pods;
      const { direct, lost } = await lostThroughProxy(
        t,
        suite,
        new URL(`http://${ip}:${port}/mcp`),
        serve.url,
      );
      for (const scenario of ['server-initialize', 'ping', 'tools-list']) {
        assert.ok(passes(direct.get(scenario)), `the pod itself passes ${scenario}`);
      }
      assert.deepEqual(lost, {});
    });
  });
}
