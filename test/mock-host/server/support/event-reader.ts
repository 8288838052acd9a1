import assert from 'node:assert/strict';
import { sessionEvent } from '../../../../src/host/rest/wire-sessions.ts';
import type { WireSessionEvent } from '../../../../mock-host/server/sessions/hub.ts';
import { EventBlocks } from './event-blocks.ts';
import type { TestClient } from './test-client.ts';
import type { TestHost } from './test-host.ts';

type News = Extract<WireSessionEvent, { kind: 'sessions' }>;

/** What a stream of session events tells, one at a time. */
export class EventReader {
  readonly #blocks: EventBlocks;

  private constructor(body: ReadableStream<Uint8Array>) {
    this.#blocks = new EventBlocks(body);
  }

  /** Resolves once the host has said that it listens. */
  static async open(host: TestHost, client: TestClient): Promise<EventReader> {
    const answer = await host.app.request('/licensing/v1/sessions/events', { headers: { cookie: client.cookie } });
    assert.equal(answer.status, 200);
    assert.match(answer.headers.get('content-type')!, /^text\/event-stream/);
    const reader = new EventReader(answer.body!);
    assert.equal(await reader.block(), ': open');
    return reader;
  }

  /** The next block of the stream; null = it has ended. */
  block(): Promise<string | null> {
    return this.#blocks.next();
  }

  async next(): Promise<WireSessionEvent> {
    const block = await this.block();
    assert.ok(block !== null && block.startsWith('data: '), `an event expected, not ${block}`);
    return sessionEvent.parse(JSON.parse(block.slice(6)));
  }

  /** Reads on until the news are what is looked for. */
  async news(wanted: (news: News) => boolean): Promise<News> {
    for (;;) {
      const event = await this.next();
      if (event.kind === 'sessions' && wanted(event)) return event;
    }
  }

  close(): Promise<void> {
    return this.#blocks.close();
  }
}
