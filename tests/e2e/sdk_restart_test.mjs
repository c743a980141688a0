// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

// The bug and its fix as an application sees them: does its session outlive a restart of the proxy?

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kLibraries, statusOf } from './support/sdk_client.mjs';
import { withServe } from './support/serve.mjs';

const kCallsAfterRestart = 20;
const kSeeds = [42, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

async function count(session) {
  return Number(await session.call('counter'));
}

async function statusOfCall(session) {
  return session.call('counter').then(() => 200, statusOf);
}

/** The statuses of the calls after a restart of the proxy, in one fresh cluster. */
async function statusesAfterRestart(connect, profile, seed) {
  const statuses = [];
  await withServe({ profile, seed }, async (serve) => {
    const session = await connect(serve.url);
    assert.equal(await statusOfCall(session), 200, 'the session worked before the restart');
    await serve.command('restart-proxy');
    for (let call = 0; call < kCallsAfterRestart; ++call) {
      statuses.push(await statusOfCall(session));
    }
    await session.close();
  });
  return statuses;
}

for (const { library, connect } of kLibraries) {
  test(`${library} keeps its session, its state and its stream over a restart under pod-dns`, async () => {
    await withServe({ profile: 'pod-dns' }, async (serve) => {
      const session = await connect(serve.url);
      await session.streamOpened(1);
      const { id } = session;
      let expected = await count(session);

      await serve.command('restart-proxy');

      for (let call = 0; call < kCallsAfterRestart; ++call) {
        assert.equal(await count(session), ++expected, `call ${call + 1} after the restart`);
      }
      await session.streamOpened(2);
      assert.equal(await count(session), ++expected, 'a call beside the reopened stream');
      assert.equal(session.id, id);
      await session.close();
    });
  });

  test(`${library} gets 404 after a restart under toolhive-0.17, each time with that seed`, async (t) => {
    let losingSeed;
    for (const seed of kSeeds) {
      const statuses = await statusesAfterRestart(connect, 'toolhive-0.17', seed);
      t.diagnostic(
        `seed ${seed}: ${statuses.filter((status) => status === 404).length} of ${statuses.length} lost`,
      );
      if (statuses.some((status) => status !== 200)) {
        losingSeed = seed;
        assert.deepEqual(statuses, Array(kCallsAfterRestart).fill(404), `seed ${seed}`);
        break;
      }
    }
    assert.ok(losingSeed, `none of the seeds ${kSeeds} loses the session`);
    const again = await statusesAfterRestart(connect, 'toolhive-0.17', losingSeed);
    assert.deepEqual(again, Array(kCallsAfterRestart).fill(404), `seed ${losingSeed} again`);
  });
}
