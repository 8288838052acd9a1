import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { endAllDue } from '../../../../mock-host/server/auth/due.ts';
import { findSessionById } from '../../../../mock-host/server/auth/sessions.ts';
import { openDatabase } from '../../../../mock-host/server/database/open.ts';
import type { Problem } from '../support/browser-profile.ts';
import type { TestClient } from '../support/test-client.ts';
import { type Kind, TestHost, itAdmin } from '../support/test-host.ts';

for (const kind of ['embedded', 'server'] satisfies Kind[]) {
  describe(`sessions that are due, ${kind}`, () => {
    let host: TestHost;
    before(async () => {
      host = await TestHost.open(kind);
    });
    beforeEach(async () => {
      await host.database.exec('delete from session');
      await policy(20);
    });
    after(async () => {
      assert.deepEqual(host.failures, []);
      await host.close();
    });

    const policy = (minutes: number | null, { at = host, sinceSeconds = 86_400 } = {}) => at.rows(
      `update session_policy set idle_minutes = ${minutes}, changed_at = now() - interval '${sinceSeconds} seconds'`);
    const lastRequest = (at: TestHost, { sessionId }: TestClient, secondsAgo: number) => at.rows(
      `update session set last_request_at = now() - interval '${secondsAgo} seconds' where id = '${sessionId}'`);
    const ending = (at: TestHost, { sessionId }: TestClient, seconds: number, by: string) => at.rows(
      `update session set ending_at = now() + interval '${seconds} seconds', ended_by = '${by}', end_reason = 'Maintenance' where id = '${sessionId}'`);
    const idleFor = async (at: TestHost, client: TestClient) => (await at.rows<{ seconds: number }>(
      `select extract(epoch from now() - last_request_at)::float as seconds from session where id = '${client.sessionId}'`))[0]!.seconds;
    const end = async (at: TestHost, { sessionId }: TestClient) => (await at.rows<Record<string, unknown>>(
      `select end_method as method, ended_by as by, end_reason as reason, ended_at >= now() as now from session where id = '${sessionId}'`))[0]!;
    const none = { method: null, by: null, reason: null, now: null };
    const expired = { method: 'expired', by: null, reason: null, now: true };
    const statusOf = async (at: TestHost, client: TestClient) => (await client.of(at.app).get('/licensing/v1/me')).status;

    test('QT-9: a request that comes after the idle time is refused, says why, and ends the session', async () => {
      const client = await host.signedIn();
      await host.atOneMoment(async (moment) => {
        await lastRequest(moment, client, 20 * 60 + 20.001);
        const { status, body } = await client.of(moment.app).get<Problem>('/licensing/v1/me');
        assert.deepEqual([status, body.code, body.title], [401, 'signed-out', 'This session expired after 20 minutes without a request.']);
        assert.deepEqual(body.ended, { method: 'expired', reason: null, by: null });
        assert.deepEqual(await end(moment, client), expired);
      });
      assert.equal(await statusOf(host, client), 401, 'for good');
      await policy(null);
      assert.equal(await statusOf(host, client), 401, 'whatever the policy becomes');
    });

    test('QT-9: a request within the idle time counts anew', async () => {
      const client = await host.signedIn();
      await host.atOneMoment(async (moment) => {
        // Requests of the last 20 seconds need not have been noted.
        await lastRequest(moment, client, 20 * 60 + 20);
        assert.equal(await statusOf(moment, client), 200);
        assert.equal(await idleFor(moment, client), 0);
        assert.equal(await endAllDue(moment.database.db), 0);
      });
    });

    test('QT-9: what idles too long ends without any request, the rest stays', async () => {
      const [idle, busy, asleep] = [await host.signedIn(), await host.signedIn(), await host.signedIn()];
      await host.atOneMoment(async (moment) => {
        await lastRequest(moment, idle, 20 * 60 + 20.001);
        await lastRequest(moment, busy, 20 * 60 + 20);
        await lastRequest(moment, asleep, 60 * 86_400);
        assert.equal(await endAllDue(moment.database.db, { atOnce: 1 }), 2, 'one at a time, all the same');
        assert.deepEqual([await end(moment, idle), await end(moment, busy), await end(moment, asleep)], [expired, none, expired]);
      });
    });

    test('QT-9: without a policy nothing expires', async () => {
      const client = await host.signedIn();
      await policy(null);
      await lastRequest(host, client, 400 * 86_400);
      assert.equal(await endAllDue(host.database.db), 0);
      assert.equal(await statusOf(host, client), 200);
    });

    test('QT-9: with a policy of one minute requests are noted each second, so none is used and ended within a minute', async () => {
      const client = await host.signedIn();
      await host.atOneMoment(async (moment) => {
        await policy(1, { at: moment });
        for (const [seconds, noted] of [[1, false], [1.001, true], [61, true]] as const) {
          await lastRequest(moment, client, seconds);
          assert.equal(await statusOf(moment, client), 200, `${seconds} seconds after the last`);
          assert.equal(await idleFor(moment, client), noted ? 0 : seconds);
        }
        // A request up to a second later need not have been noted; of one that came later still, this is a minute after.
        await lastRequest(moment, client, 61.001);
        assert.equal(await statusOf(moment, client), 401);
      });
    });

    test('QT-9: a policy that becomes shorter ends nobody for requests that went unnoted before', async () => {
      const [client, other] = [await host.signedIn(), await host.signedIn()];
      await host.atOneMoment(async (moment) => {
        const due = async (at: TestClient, secondsAgo: number, sinceSeconds: number) => {
          await lastRequest(moment, at, secondsAgo);
          await policy(1, { at: moment, sinceSeconds });
          return endAllDue(moment.database.db);
        };
        assert.equal(await due(client, 70, 60), 0, 'maybe used until the policy changed');
        assert.equal(await due(client, 70, 60.001), 1);
        assert.deepEqual(await end(moment, client), expired);
        assert.equal(await due(other, 90, 50), 0, 'maybe used until half a minute after the last that was noted');
        assert.equal(await due(other, 90.001, 50), 1);
      });
    });

    test('QT-9: an open stream of events is no request, and neither is opening one again', async () => {
      const client = await host.signedIn();
      await lastRequest(host, client, 300);
      const last = () => host.rows(`select last_request_at from session where id = '${client.sessionId}'`);
      const before = await last();
      await findSessionById(host.database.db, client.sessionId);
      for (const path of [`/licensing/v1/events?userId=${client.userId}`, '/auth/events']) {
        const answer = await host.app.request(path, { headers: { cookie: client.cookie } });
        assert.equal(answer.status, 200);
        await answer.body!.cancel();
      }
      assert.deepEqual(await last(), before);
    });

    test('QT-8 BX-12: a session that ends later is in use until then, and then ended by who asked', async () => {
      const admin = await host.signedIn(itAdmin);
      const [waits, due] = [await host.signedIn(), await host.signedIn()];
      await host.atOneMoment(async (moment) => {
        await ending(moment, waits, 0.001, admin.userId);
        await ending(moment, due, 0, admin.userId);
        assert.equal(await statusOf(moment, waits), 200);
        const { status, body } = await due.of(moment.app).get<Problem>('/licensing/v1/me');
        assert.deepEqual([status, body.title, body.detail], [401, 'An administrator ended this session.', 'Maintenance']);
        assert.deepEqual(body.ended, { method: 'terminated', reason: 'Maintenance', by: null }, 'the user is not told who');
        assert.deepEqual(await end(moment, due), { method: 'terminated', by: admin.userId, reason: 'Maintenance', now: true });
        await ending(moment, waits, 0, admin.userId);
        assert.equal(await endAllDue(moment.database.db), 1, 'nobody needs to ask');
        assert.deepEqual(await end(moment, waits), { method: 'terminated', by: admin.userId, reason: 'Maintenance', now: true });
      });
    });

    test('BX-12: a session that is to end and ends by itself first ended by itself', async () => {
      const admin = await host.signedIn(itAdmin);
      const [idle, leaves, both] = [await host.signedIn(), await host.signedIn(), await host.signedIn()];
      await host.atOneMoment(async (moment) => {
        for (const client of [idle, leaves]) await ending(moment, client, 60, admin.userId);
        await ending(moment, both, -1, admin.userId);
        for (const client of [idle, both]) await lastRequest(moment, client, 2 * 60 * 60);
        assert.equal((await leaves.of(moment.app).send('POST', '/auth/sign-out')).status, 204);
        await endAllDue(moment.database.db);
        assert.deepEqual(await end(moment, idle), expired);
        assert.deepEqual(await end(moment, leaves), { ...expired, method: 'log-out' });
        assert.equal((await end(moment, both))['method'], 'terminated');
      });
      assert.deepEqual((await leaves.get<Problem>('/licensing/v1/me')).body.ended, { method: 'log-out', reason: null, by: null });
    });
  });
}

describe('several server processes that end what is due', () => {
  let host: TestHost;
  before(async () => {
    host = await TestHost.open('server');
  });
  after(() => host.close());

  test('QT-9: they share the work, and none waits for another', { timeout: 120_000 }, async () => {
    const second = await openDatabase({ url: host.url });
    try {
      const [user] = await host.users(1);
      await host.database.exec(`
        update session_policy set idle_minutes = 5, changed_at = now() - interval '1 day';
        insert into session (user_id, token_hash, csrf_token, last_request_at) select '${user}', 'due-' || n, '', now() - interval '1 hour' from generate_series(1, 3000) as n`);
      const told: string[] = [];
      await second.listen('licensing', (message) => told.push(message));
      // Somebody is about to end one of them: it is passed by.
      await host.database.db.transaction().execute(async (transaction) => {
        await transaction.updateTable('session').set({ ended_at: new Date().toISOString(), end_method: 'log-out' }).where('token_hash', '=', 'due-7').execute();
        const counts = await Promise.all([host.database, second, host.database, second].map(({ db }) => endAllDue(db, { atOnce: 100 })));
        assert.equal(counts.reduce((sum, count) => sum + count), 2999);
      });
      assert.deepEqual(await host.rows('select end_method as method, count(*) as n from session group by 1 order by 1'),
        [{ method: 'expired', n: 2999 }, { method: 'log-out', n: 1 }]);
      while (told.length < 3000) await new Promise((resolve) => setImmediate(resolve));
      assert.equal(new Set(told).size, 3000, 'each was told once');
    } finally {
      await second.close();
    }
  });
});
