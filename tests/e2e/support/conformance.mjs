// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

// Runs the official conformance suite against a URL and compares what two runs had to say, check by check.

import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const kRunTimeoutMs = 60_000;
const kResultName = /^server-(.+)-\d{4}-\d\d-\d\dT[\d-]+Z$/;

function cliOf(packageName) {
  return fileURLToPath(import.meta.resolve(`${packageName}/dist/index.js`));
}

const kNewerCli = cliOf('conformance-next');

/** What a server with sessions is asked; the newer release also tests resumption with Last-Event-ID. */
export const kSessionSuites = [
  { name: 'conformance 0.1.16', cli: cliOf('@modelcontextprotocol/conformance'), all: ['--suite', 'all'] },
  { name: 'conformance 0.2.0-alpha.11', cli: kNewerCli, all: ['--requirements', '2025-11-25'] },
];

/** What a server of the stateless era is asked: headers, caching, discovery, each request by itself. */
export const kStatelessSuite = {
  name: 'conformance 0.2.0-alpha.11, stateless',
  cli: kNewerCli,
  all: ['--requirements', '2026-07-28'],
};

/**
 * Runs `which` (all scenarios, or `--scenario X`) against `url`.
 * @returns {Promise<Map<string, Map<string, Set<string>>>>} scenario → check id → the statuses it got
 */
export async function runSuite({ cli }, url, which) {
  const folder = await mkdtemp(join(tmpdir(), 'sessionscope-conformance-'));
  try {
    const output = await runCli([cli, 'server', '--url', url.href, ...which, '-o', folder]);
    const results = await readResults(folder);
    if (results.size === 0) {
      throw new Error(`the suite wrote no result:\n${output}`);
    }
    return results;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Exit code 1 says that a check failed, which the results tell as well; anything else went wrong. */
function runCli(words) {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, words, { timeout: kRunTimeoutMs }, (error, stdout, stderr) => {
      if (error && error.code !== 1) {
        reject(new Error(`the suite ended with ${error.code ?? error.signal}:\n${stdout}${stderr}`));
        return;
      }
      resolve(stdout + stderr);
    });
  });
}

async function readResults(folder) {
  const results = new Map();
  for (const name of (await readdir(folder)).sort()) {
    const scenario = kResultName.exec(name)?.[1];
    if (scenario === undefined) {
      throw new Error(`not the name of a result: ${name}`);
    }
    const checks = new Map();
    for (const { id, status } of JSON.parse(await readFile(join(folder, name, 'checks.json'), 'utf8'))) {
      checks.set(id, (checks.get(id) ?? new Set()).add(status));
    }
    results.set(scenario, checks);
  }
  return results;
}
