// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

// usage: node attached_client.mjs URL
//
// A client of the official SDK, led by lines on standard input: each calls the counter, and its answer, or the status
// that it failed with, is a line on standard output. Ends with the input.

import { createInterface } from 'node:readline';
import { connectSdk, statusOf } from './support/sdk_client.mjs';

const session = await connectSdk(new URL(process.argv[2]));
console.log('connected');
for await (const line of createInterface({ input: process.stdin })) {
  if (line === 'call') {
    console.log(
      await session.call('counter').then(
        (count) => `count ${count}`,
        (error) => `failed ${statusOf(error)}`,
      ),
    );
  }
}
await session.close();
