// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

// Commands that start real MCP servers as pods. {port} and {ordinal} are filled in by serve, PORT is what
// servers read.

import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { freePort } from './free_port.mjs';
import { eventually } from './wait.mjs';

const kStartTimeoutMs = 20_000;

const kSessionPod = fileURLToPath(new URL('pods/session_pod.mjs', import.meta.url));
const kConformancePod = fileURLToPath(new URL('pods/conformance_pod.mjs', import.meta.url));
const kStatelessPod = fileURLToPath(new URL('pods/stateless_pod.mjs', import.meta.url));
const kEverything = fileURLToPath(
  import.meta.resolve('@modelcontextprotocol/server-everything/dist/index.js'),
);

function nodeCommand(...words) {
  return ['env', 'PORT={port}', 'POD_NAME=myserver-{ordinal}', ...words].join(' ');
}

/** Our stateful server on the official SDK; it answers any Host. */
export const kSessionPodCommand = nodeCommand(process.execPath, kSessionPod);

/** The same, but it refuses a Host other than localhost, as SDK servers do by default (F-25). */
export const kWaryPodCommand = nodeCommand('ONLY_LOCAL_HOST=1', process.execPath, kSessionPod);

/** Everything the conformance suite asks for; wary of foreign Hosts, because the suite asks for that too. */
export const kConformancePodCommand = nodeCommand('ONLY_LOCAL_HOST=1', process.execPath, kConformancePod);

/** A server of the stateless era; wary too. */
export const kStatelessPodCommand = nodeCommand(process.execPath, kStatelessPod);

/** The reference server, as published. */
export const kEverythingCommand = nodeCommand(process.execPath, kEverything, 'streamableHttp');

/** Runs one pod without any proxy while `use(url)` runs. */
export async function withDirectServer(podCommand, use) {
  const port = await freePort();
  const words = podCommand.replaceAll('{port}', port).replaceAll('{ordinal}', '0').split(' ');
  const child = spawn(words[0], words.slice(1), { stdio: ['ignore', 'ignore', 'inherit'] });
  const reap = () => child.kill('SIGKILL');
  process.once('exit', reap);
  try {
    const url = new URL(`http://127.0.0.1:${port}/mcp`);
    await eventually(
      () =>
        fetch(url).then(
          () => true,
          () => false,
        ),
      kStartTimeoutMs,
      `a server from "${podCommand}"`,
    );
    return await use(url);
  } finally {
    reap();
    process.removeListener('exit', reap);
  }
}
