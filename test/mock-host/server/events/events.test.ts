import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { signedIn } from '../../../../mock-host/server/auth/sessions.ts';
import { openDatabase } from '../../../../mock-host/server/database/open.ts';
import { EventHub } from '../../../../mock-host/server/events/hub.ts';
import { eventRoutes } from '../../../../mock-host/server/events/routes.ts';
import type { Env } from '../../../../mock-host/server/http/env.ts';
import { type Wire, event } from '../../../../src/host/rest/wire.ts';
import { EventBlocks } from '../support/event-blocks.ts';
import { type TestClient, item } from '../support/test-client.ts';
import { type Kind, TestHost } from '../support/test-host.ts';

type LicensingEvent = Wire<typeof event>;

/** What comes through a stream of events, readable one at a time. */
class Listener {
  readonly #blocks: EventBlocks;

  private constructor(body: ReadableStream<Uint8Array>, private readonly marker: string) {
    this.#blocks = new EventBlocks(body);
  }

  /** Resolves once the host has said that it listens and has told everything that happened before. */
  static async open(client: TestClient, host: TestHost, userId: string): Promise<Listener> {
    const answer = await host.app.request(`/licensing/v1/events?userId=${userId}`, { headers: { cookie: client.cookie } });
    assert.equal(answer.status, 200);
    assert.match(answer.headers.get('content-type')!, /^text\/event-stream/);
    const marker = await markerOf(host);
    const listener = new Listener(answer.body!, marker);
    assert.equal(await listener.block(), ': open');
    // The database tells in the order of commits: when this change has come, nothing earlier is still to come.
    await host.rows(`update term set count = count + 1 where product_id = '${marker}'`);
    const { paid } = await host.figures(marker);
    for (;;) {
      const told = await listener.read();
      if (told.kind === 'seats' && told.productId === marker && told.seats.paid === paid) return listener;
    }
  }

  /** The next block of the stream; null = it has ended. */
  block(): Promise<string | null> {
    return this.#blocks.next();
  }

  /** The next event that is about anything but markers. */
  async next(): Promise<LicensingEvent> {
    for (;;) {
      const told = await this.read();
      if (told.kind !== 'seats' || told.productId !== this.marker) return told;
    }
  }

  private async read(): Promise<LicensingEvent> {
    const block = await this.block();
    assert.ok(block !== null && block.startsWith('data: '), `an event expected, not ${block}`);
    return event.parse(JSON.parse(block.slice(6)));
  }

  /** Reads on until an event is what is looked for. */
  async until(wanted: (event: LicensingEvent) => boolean): Promise<LicensingEvent> {
    for (;;) {
      const found = await this.next();
      if (wanted(found)) return found;
    }
  }

  close(): Promise<void> {
    return this.#blocks.close();
  }
}

const markers = new WeakMap<TestHost, Promise<string>>();

function markerOf(host: TestHost): Promise<string> {
  const marker = markers.get(host) ?? host.product('named', 1);
  markers.set(host, marker);
  return marker;
}

for (const kind of ['embedded', 'server'] satisfies Kind[]) {
  describe(`events, ${kind}`, () => {
    let host: TestHost;
    let admin: TestClient;
    before(async () => {
      host = await TestHost.open(kind);
      admin = await host.signedIn();
    });
    after(async () => {
      assert.deepEqual(host.failures, []);
      await host.close();
    });

    test('CR-8: a change of seats reaches everybody, a change of an assignment whoever looks at that user', async () => {
      const product = await host.product('named', 2);
      const [user, other] = await host.users(2);
      const listener = await Listener.open(admin, host, user!);
      const elsewhere = await Listener.open(admin, host, other!);
      await admin.change('grant', user!, product);
      const told = await listener.until(({ kind: what }) => what === 'assignment');
      assert.deepEqual({ ...told, assignment: null }, { kind: 'assignment', userId: user, productId: product, assignment: null });
      assert.equal((told as { assignment: { source: string } }).assignment.source, 'direct');
      const seats = await elsewhere.next();
      assert.deepEqual([seats.kind, seats.kind === 'seats' && [seats.productId, seats.seats.used, seats.seats.available]], ['seats', [product, 1, 1]]);
      await admin.change('recall', user!, product);
      const recalled = await listener.until(({ kind: what }) => what === 'assignment');
      assert.equal((recalled as { assignment: unknown }).assignment, null);
      assert.equal((await elsewhere.next()).kind, 'seats', 'and nothing of another user in between');
      await listener.close();
      await elsewhere.close();
    });

    test('a change made by hand in the database is told as well', async () => {
      const product = await host.product('named', 2);
      const listener = await Listener.open(admin, host, admin.userId);
      await host.database.exec(`update term set count = 7 where product_id = '${product}'`);
      const told = await listener.next();
      assert.ok(told.kind === 'seats' && told.productId === product && told.seats.paid === 7);
      await listener.close();
    });

    test('more changes than are worth telling one by one are told as one', async () => {
      const product = await host.product('server', 0);
      const users = await host.users(300);
      const listener = await Listener.open(admin, host, users[0]!);
      await admin.batch(users.map((user) => item('grant', user, product)));
      await listener.until(({ kind: what }) => what === 'reload');
      await listener.close();
    });

    test('CR-7: a user who becomes inactive is news to whoever looks at that user', async () => {
      const [user] = await host.users(1);
      const listener = await Listener.open(admin, host, user!);
      await host.database.exec(`update app_user set active = false where id = '${user}'`);
      assert.deepEqual(await listener.next(), { kind: 'reload' });
      await listener.close();
    });

    test('CR-10: a stream ends when its session does', async () => {
      const client = await host.signedIn();
      const stays = await Listener.open(admin, host, admin.userId);
      const ends = await Listener.open(client, host, admin.userId);
      await client.send('POST', '/auth/sign-out');
      assert.equal(await ends.block(), null);
      await host.product('named', 1);
      assert.equal((await stays.next()).kind, 'reload', 'other sessions go on');
      await stays.close();
    });

    test('an unknown user and a missing one are refused before anything is streamed', async () => {
      assert.equal((await admin.get('/licensing/v1/events?userId=nonsense')).status, 404);
      assert.equal((await admin.get('/licensing/v1/events')).status, 422);
    });
  });
}

describe('events across connections', () => {
  let host: TestHost;
  before(async () => {
    host = await TestHost.open('server');
  });
  after(async () => {
    assert.deepEqual(host.failures, []);
    await host.close();
  });

  test('BX-2: what one server process changes, another tells, also after its connection to the database was lost', async () => {
    const second = await openDatabase({ url: host.url });
    try {
      const other = new TestHost(second);
      const [reader, writer] = [await host.signedIn(), await other.signedIn()];
      const product = await host.product('named', 5);
      const users = await host.users(2);
      const listener = await Listener.open(reader, host, users[0]!);
      await writer.change('grant', users[0]!, product);
      await listener.until(({ kind }) => kind === 'assignment');

      await other.rows(`select pg_terminate_backend(pid) from pg_stat_activity where query ilike 'listen %' and datname = current_database()`);
      await listener.until(({ kind }) => kind === 'reload');
      await writer.change('grant', users[1]!, product);
      // Of the first grant the seats may be told only now.
      await listener.until((told) => told.kind === 'seats' && told.seats.used === 2);
      await listener.close();
    } finally {
      await second.close();
    }
  });

  test('who asks for the headers of the events alone leaves nothing behind', async () => {
    const { db } = host.database;
    const hub = new EventHub(host.database, (error) => host.failures.push(error));
    const app = new Hono<Env>().use(signedIn(db)).route('/', eventRoutes(db, hub));
    const admin = await host.signedIn();
    const answer = await app.request(`/events?userId=${admin.userId}`, { method: 'HEAD', headers: { cookie: admin.cookie } });
    assert.deepEqual([answer.status, answer.headers.get('content-type'), hub.size], [200, 'text/event-stream', 0]);
  });

  test('a reader who goes away leaves nothing behind, on a real socket', { timeout: 120_000 }, async ({ signal }) => {
    const { db } = host.database;
    const hub = new EventHub(host.database, (error) => host.failures.push(error));
    const app = new Hono<Env>().use(signedIn(db)).route('/', eventRoutes(db, hub));
    const server = createAdaptorServer({ fetch: app.fetch });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    try {
      const admin = await host.signedIn();
      for (let round = 0; round < 20; round++) {
        const abort = new AbortController();
        const answer = await fetch(`http://127.0.0.1:${port}/events?userId=${admin.userId}`, { headers: { cookie: admin.cookie }, signal: abort.signal });
        const reader = answer.body!.getReader();
        await reader.read();
        assert.ok(hub.size > 0);
        abort.abort();
        await reader.read().catch(() => {});
      }
      // The server hears of the last one when its socket closes.
      while (hub.size > 0 && !signal.aborted) await new Promise((resolve) => setImmediate(resolve));
      assert.equal(hub.size, 0);
    } finally {
      server.close();
    }
  });
});
