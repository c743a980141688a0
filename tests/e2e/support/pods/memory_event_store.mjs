// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

/** Keeps what a session's streams have carried, so that Last-Event-ID resumes exactly the stream it names. */
export class MemoryEventStore {
  #events = [];

  async storeEvent(streamId, message) {
    this.#events.push({ streamId, message });
    return String(this.#events.length);
  }

  async getStreamIdForEventId(eventId) {
    return this.#events[Number(eventId) - 1]?.streamId;
  }

  async replayEventsAfter(lastEventId, { send }) {
    const first = Number(lastEventId);
    const { streamId } = this.#events[first - 1];
    for (let index = first; index < this.#events.length; ++index) {
      const event = this.#events[index];
      const isPriming = Object.keys(event.message).length === 0;
      if (event.streamId === streamId && !isPriming) {
        await send(String(index + 1), event.message);
      }
    }
    return streamId;
  }
}
