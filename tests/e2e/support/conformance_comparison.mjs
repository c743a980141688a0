// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

// What does a server lose in the eyes of the conformance suite when a proxy stands in front of it?

import { runSuite } from './conformance.mjs';

const kRepeats = 2;

/**
 * Runs a suite against the same server with and without the proxy. What seems lost gets two more chances on
 * both sides.
 * @returns `direct`: the results without the proxy; `lost`: scenario → what stays lost through the proxy
 */
export async function lostThroughProxy(t, suite, directUrl, proxyUrl) {
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
  const note = `${failedDirectly.length} fail without the proxy too: ${failedDirectly.join(', ')}`;
  t.diagnostic(`${suite.name}: ${direct.size} scenarios, ${note}`);
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

/** A scenario passes when none of its checks failed, as the suite itself counts. */
export function passes(checks) {
  return checks !== undefined && ![...checks.values()].some((statuses) => statuses.has('FAILURE'));
}

/** The checks that only succeeded; one that did both in a run is no evidence. */
function succeeded(checks) {
  const clean = (statuses) => statuses.has('SUCCESS') && !statuses.has('FAILURE') && !statuses.has('WARNING');
  return [...(checks ?? [])].filter(([, statuses]) => clean(statuses)).map(([id]) => id);
}

/** What `direct` has for one scenario and `proxied` has not: the scenario itself, or ids of checks. */
function lostIn(direct, proxied) {
  const kept = new Set(succeeded(proxied));
  const lost = succeeded(direct).filter((id) => !kept.has(id));
  return passes(direct) && !passes(proxied) ? ['the scenario', ...lost] : lost;
}
