// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

// Waiting with an upper bound. The bounds only end a test that has already failed.

const kPollMs = 10;

/** `promise`, or an error that names `what` when it takes longer than `timeoutMs`. */
export async function withTimeout(promise, timeoutMs, what) {
  let timer;
  const expiry = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`waited ${timeoutMs} ms in vain for ${what}`)), timeoutMs);
  });
  try {
    return await Promise.race([promise, expiry]);
  } finally {
    clearTimeout(timer);
  }
}

/** Asks `probe` again and again until it answers something truthy, and returns that. */
export async function eventually(probe, timeoutMs, what) {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const found = await probe();
    if (found) {
      return found;
    }
    if (performance.now() > deadline) {
      throw new Error(`waited ${timeoutMs} ms in vain for ${what}`);
    }
    await new Promise((resolve) => setTimeout(resolve, kPollMs));
  }
}
