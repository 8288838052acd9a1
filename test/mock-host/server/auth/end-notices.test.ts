import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { endAllDue } from '../../../../mock-host/server/auth/due.ts';
import { EndNotices } from '../../../../mock-host/server/auth/end-notices.ts';
import { hashPassword } from '../../../../mock-host/server/auth/password.ts';
import { openDatabase } from '../../../../mock-host/server/database/open.ts';
import { eventStream } from '../../../../mock-host/server/http/event-stream.ts';
import { BrowserProfile, type Problem } from '../support/browser-profile.ts';
import { EventBlocks } from '../support/event-blocks.ts';
import type { TestClient } from '../support/test-client.ts';
import { type Kind, TestHost, itAdmin } from '../support/test-host.ts';

/** Everything that a stream tells until it ends. */
const blocks = (answer: Response) => new EventBlocks(answer.body!).rest();

const notice = (method: string, reason: string | null = null) => [': open', `data: ${JSON.stringify({ kind: 'ended', method, reason, by: null })}`];

for (const kind of ['embedded', 'server'] satisfies Kind[]) {
  describe(`the end of one's own session, ${kind}`, { timeout: 240_000 }, () => {
    let host: TestHost;
    let admin: TestClient;
    before(async () => {
      host = await TestHost.open(kind);
      admin = await host.signedIn(itAdmin);
    });
    after(async () => {
      assert.deepEqual(host.failures, []);
      await host.close();
    });

    const listen = async ({ cookie }: TestClient, app = host.app) => {
      const answer = await app.request('/auth/events', { headers: { cookie } });
      assert.equal(answer.status, 200);
      assert.match(answer.headers.get('content-type')!, /^text\/event-stream/);
      return answer;
    };
    const terminate = async (ids: readonly string[], reason: string | null = null) =>
      admin.raw('POST', '/licensing/v1/sessions/end', JSON.stringify({ id: randomUUID(), sessionIds: ids, reason }));

    test('QT-8: an administrator\'s end is told at once, with the reason, and the stream ends', async () => {
      const client = await host.signedIn();
      const [stream, otherTab] = [await listen(client), await listen(client)];
      await terminate([client.sessionId], 'Please change your password.');
      for (const told of [stream, otherTab]) assert.deepEqual(await blocks(told), notice('terminated', 'Please change your password.'));
      const { status, body } = await client.get<Problem>('/auth/events');
      assert.deepEqual([status, body.title, body.detail], [401, 'An administrator ended this session.', 'Please change your password.']);
    });

    test('QT-8 QT-9 QT-10: so is every other end', async () => {
      const idle = await host.signedIn();
      const leaves = await host.signedIn();
      const deactivated = await host.signedIn();
      const oldest = await host.signedIn();
      const streams = [await listen(idle), await listen(leaves), await listen(deactivated), await listen(oldest)];

      await host.database.exec(`
        update session_policy set idle_minutes = 20, changed_at = now() - interval '1 day';
        update session set last_request_at = now() - interval '1 hour' where id = '${idle.sessionId}'`);
      await endAllDue(host.database.db);
      await leaves.send('POST', '/auth/sign-out');
      await admin.send('PUT', `/crm/v1/users/${deactivated.userId}/active`, { active: false });
      for (let n = 0; n < 3; n++) await host.signedIn([], oldest.userId);

      assert.deepEqual(await Promise.all(streams.map(blocks)), [notice('expired'), notice('log-out'), notice('deactivated'), notice('limit')]);
    });

    test('QT-8: nobody is told of another\'s end, and a session that is yet to end goes on', async () => {
      const [client, other] = [await host.signedIn(), await host.signedIn()];
      const [stream, second] = [await listen(client), await listen(other)];
      await host.database.exec(`
        update session set ending_at = now() + interval '1 hour', ended_by = '${admin.userId}', end_reason = 'Later' where id = '${client.sessionId}'`);
      await terminate([other.sessionId]);
      assert.deepEqual(await blocks(second), notice('terminated'));
      await host.database.exec(`update session set ending_at = now() where id = '${client.sessionId}'`);
      await endAllDue(host.database.db);
      assert.deepEqual(await blocks(stream), notice('terminated', 'Later'));
    });

    test('QT-8: a session that ends just before it is watched is told as well, and nothing is left behind', async () => {
      const notices = new EndNotices(host.database, (error) => host.failures.push(error));
      const client = await host.signedIn();
      await terminate([client.sessionId], 'Too late');
      const answer = await eventStream(new Request('http://localhost/'), {
        subscribe: (writer) => notices.watch(client.sessionId, writer),
        mayListen: () => Promise.resolve(true),
      });
      assert.deepEqual(await blocks(answer), notice('terminated', 'Too late').slice(1));
      assert.equal(notices.size, 0);
    });
  });
}

describe('the end of one\'s own session, across connections', { timeout: 240_000 }, () => {
  let host: TestHost;
  before(async () => {
    host = await TestHost.open('server');
  });
  after(async () => {
    assert.deepEqual(host.failures, []);
    await host.close();
  });

  test('QT-8: what one server process ends, another tells, also after its connection to the database was lost', async () => {
    const second = await openDatabase({ url: host.url });
    try {
      const [one, two] = [await host.signedIn(), await host.signedIn()];
      const notices = new EndNotices(second, (error) => host.failures.push(error));
      const listen = ({ sessionId }: TestClient) => eventStream(new Request('http://localhost/'), {
        subscribe: (writer) => notices.watch(sessionId, writer),
        mayListen: () => Promise.resolve(true),
      });
      const streams = [await listen(one), await listen(two)];
      const end = ({ sessionId }: TestClient) => `update session set ended_at = now(), end_method = 'terminated' where id = '${sessionId}'`;
      await host.database.exec(end(one));
      assert.deepEqual(await blocks(streams[0]!), notice('terminated'));
      // Nobody listens when the second ends.
      await host.rows(`select pg_terminate_backend(pid) from pg_stat_activity where query ilike 'listen %' and datname = current_database()`);
      await host.database.exec(end(two));
      assert.deepEqual(await blocks(streams[1]!), notice('terminated'));
      assert.equal(notices.size, 0);
    } finally {
      await second.close();
    }
  });

  test('QT-8: readers who go away leave nothing behind, on a real socket', async () => {
    const notices = new EndNotices(host.database, (error) => host.failures.push(error));
    const { sessionId } = await host.signedIn();
    const app = new Hono().get('/', (context) => eventStream(context.req.raw, {
      subscribe: (writer) => notices.watch(sessionId, writer),
      mayListen: () => Promise.resolve(true),
    }));
    const server = createAdaptorServer({ fetch: app.fetch });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    try {
      assert.equal((await fetch(url, { method: 'HEAD' })).status, 200);
      assert.equal(notices.size, 0, 'who asks for the headers alone is not waited for');
      for (let round = 0; round < 10; round++) {
        const abort = new AbortController();
        const reader = (await fetch(url, { signal: abort.signal })).body!.getReader();
        await reader.read();
        assert.equal(notices.size, 1);
        abort.abort();
        await reader.read().catch(() => {});
      }
      while (notices.size > 0) await new Promise((resolve) => setImmediate(resolve));
    } finally {
      server.close();
    }
  });

  test('QT-8: a request that comes while its session is being ended is refused once that is so', async () => {
    const client = await host.signedIn();
    await host.database.exec(`update session set last_request_at = now() - interval '5 minutes' where id = '${client.sessionId}'`);
    const { answer } = await host.database.db.transaction().execute(async (transaction) => {
      await transaction.updateTable('session').set({ ended_at: new Date().toISOString(), end_method: 'terminated' }).where('id', '=', client.sessionId).execute();
      const answer = client.get<Problem>('/auth/session');
      await host.untilWaiting();
      return { answer };
    });
    const { status, body } = await answer;
    assert.deepEqual([status, body.ended?.method], [401, 'terminated']);
  });

  test('CR-10: a session\'s end says nothing to whoever does not hold its token', async () => {
    await host.user({ login: 'somebody', passwordHash: await hashPassword('demo') });
    const browser = new BrowserProfile(host.app);
    await browser.signIn('somebody');
    const [row] = await host.rows<{ id: string; token_hash: string; csrf_token: string }>(
      `select id, token_hash, csrf_token from session order by started_at desc limit 1`);
    await browser.signOut();
    for (const guess of [row!.id, row!.token_hash, row!.csrf_token, browser.token.slice(1)]) {
      for (const [name, value] of [['cookie', `host_session=${guess}`], ['authorization', `Bearer ${guess}`]] as const) {
        const answer = await host.app.request('/auth/session', { headers: { [name]: value } });
        assert.deepEqual([answer.status, ((await answer.json()) as Problem).ended], [401, undefined]);
      }
    }
    assert.equal(await browser.state(), 'log-out');
  });
});
