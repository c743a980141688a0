// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

// One running `sessionscope-cli serve`: the ready line, one reply per command, exit code 0 on quit.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { freePort } from './free_port.mjs';
import { withTimeout } from './wait.mjs';

const kReadyTimeoutMs = 30_000;
const kReplyTimeoutMs = 30_000;
const kQuitTimeoutMs = 20_000;

/**
 * @typedef {object} ServeOptions
 * @property {string} [profile] policy by name, `pod-dns` unless told
 * @property {number} [seed]
 * @property {string} [store] `embedded` unless told: these tests are about the proxy
 * @property {Record<string, string | number>} [set] `--set PATH=VALUE` for each entry
 * @property {string} [podCommand] real MCP servers as the pods
 */
export class Serve {
  #child;
  #stderr = '';
  #strayLines = [];
  #waiting = [];
  #exited;
  #reapOnExit = () => this.#child.kill('SIGKILL');

  /** What the ready line said: mcpUrl, redisUrl, pods, proxies. */
  ready;

  /** @param {ServeOptions} options */
  static async start(options = {}) {
    const serve = new Serve();
    await serve.#launch(await serveArguments(options));
    return serve;
  }

  get url() {
    return new URL(this.ready.mcpUrl);
  }

  /** Sends one command line; resolves with the line that answers it, rejects if that reports an error. */
  async command(line) {
    const reply = await this.#request(line);
    assert.equal(reply.error, undefined, `"${line}" was refused: ${JSON.stringify(reply)}`);
    return reply;
  }

  /** Ends the cluster and insists on a clean end: exit code 0 and no line that nobody asked for. */
  async quit() {
    if (this.#child.exitCode === null) {
      await this.#request('quit');
    }
    const { code, signal } = await withTimeout(this.#exited, kQuitTimeoutMs, 'serve to end after quit');
    assert.equal(code, 0, `serve ended with ${code ?? signal} after quit\n${this.#stderr}`);
    assert.deepEqual(this.#strayLines, [], 'serve wrote lines that answer no command');
  }

  async #launch(commandLine) {
    const cli = process.env.SESSIONSCOPE_CLI;
    assert.ok(cli, 'SESSIONSCOPE_CLI must name the sessionscope-cli to test');
    this.#child = spawn(cli, commandLine, { stdio: ['pipe', 'pipe', 'pipe'] });
    process.once('exit', this.#reapOnExit);
    this.#child.stdin.on('error', () => {}); // a dead child is reported by its exit, with its stderr
    this.#child.stderr.setEncoding('utf8').on('data', (text) => (this.#stderr += text));
    this.#exited = new Promise((resolve) => {
      this.#child.once('error', (error) => this.#end(resolve, { code: null, signal: String(error) }));
      this.#child.once('close', (code, signal) => this.#end(resolve, { code, signal }));
    });
    const firstLine = this.#nextLine('the ready line', kReadyTimeoutMs);
    createInterface({ input: this.#child.stdout }).on('line', (line) => this.#take(line));
    this.ready = await firstLine;
    assert.equal(this.ready.event, 'ready', `first line: ${JSON.stringify(this.ready)}`);
  }

  #request(line) {
    const reply = this.#nextLine(`the reply to "${line}"`, kReplyTimeoutMs);
    this.#child.stdin.write(`${line}\n`);
    return reply;
  }

  #nextLine(what, timeoutMs) {
    const line = new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
    return withTimeout(line, timeoutMs, what).catch((error) => {
      throw new Error(`${error.message}\nstderr of serve:\n${this.#stderr}`, { cause: error });
    });
  }

  #take(line) {
    const next = this.#waiting.shift();
    if (next === undefined) {
      this.#strayLines.push(line);
      return;
    }
    try {
      next.resolve(JSON.parse(line));
    } catch {
      next.reject(new Error(`serve wrote a line that is not JSON: ${line}`));
    }
  }

  #end(resolve, how) {
    process.removeListener('exit', this.#reapOnExit);
    this.#waiting
      .splice(0)
      .forEach(({ reject }) => reject(new Error(`serve ended with ${how.code ?? how.signal}`)));
    resolve(how);
  }
}

/**
 * Starts a cluster, hands it to `use`, and quits it however `use` ends.
 * @param {ServeOptions} options
 */
export async function withServe(options, use) {
  const serve = await Serve.start(options);
  try {
    await use(serve);
  } catch (error) {
    await serve.quit().catch((quitError) => (error.message += `\nand then: ${quitError.message}`));
    throw error;
  }
  await serve.quit();
}

async function serveArguments({ profile = 'pod-dns', seed, store = 'embedded', set = {}, podCommand }) {
  const words = [
    'serve',
    '--profile',
    profile,
    '--listen',
    `127.0.0.1:${await freePort()}`,
    '--store',
    store,
  ];
  if (seed !== undefined) {
    words.push('--seed', String(seed));
  }
  for (const [path, value] of Object.entries(set)) {
    words.push('--set', `${path}=${value}`);
  }
  if (podCommand !== undefined) {
    words.push('--pod-command', podCommand);
  }
  return words;
}
