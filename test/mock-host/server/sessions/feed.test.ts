import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { fill } from '../../../../mock-host/server/data/fill.ts';
import { openDatabase } from '../../../../mock-host/server/database/open.ts';
import { SessionFeed } from '../../../../mock-host/server/sessions/feed.ts';
import { EventReader } from '../support/event-reader.ts';
import { TestHost, itAdmin } from '../support/test-host.ts';

let host: TestHost;
before(async () => {
  host = new TestHost(await openDatabase({}));
  await fill(host.database, 'demo', () => undefined);
});
after(async () => {
  assert.deepEqual(host.failures, []);
  await host.close();
});

test('QT-6: the feed really lets made-up sessions ask, come and go, leaves real ones alone, keeps the limit, and stops when told', async () => {
  const admin = await host.signedIn(itAdmin);
  const real = () => host.rows('select * from session where not made_up order by id');
  const before = await real();
  const feed = new SessionFeed(host.database.db, (error) => host.failures.push(error));
  const reader = await EventReader.open(host, admin);
  const [{ began } = { began: '' }] = await host.rows<{ began: string }>('select clock_timestamp() as began');
  const fresh = (instant: string) => Date.parse(instant) >= Date.parse(began);
  await feed.set(1_000);
  assert.equal(feed.changesPerSecond, 1_000);
  const seen = { asked: false, came: 0, went: 0 };
  for (let round = 0; round < 500 && !(seen.asked && seen.came > 5 && seen.went > 5); round++) {
    const { changed, ended } = await reader.news(() => true);
    seen.asked ||= changed.some(({ startedAt, lastRequestAt }) => !fresh(startedAt) && fresh(lastRequestAt));
    seen.came += changed.filter(({ startedAt }) => fresh(startedAt)).length;
    seen.went += ended.filter(({ end }) => end.method === 'log-out').length;
  }
  assert.ok(seen.asked && seen.came > 5 && seen.went > 5, JSON.stringify(seen));
  await feed.set(0);
  await reader.close();

  assert.deepEqual(await real(), before);
  assert.deepEqual(await host.rows(`select user_login from session where ended_at is null and kind in ('web', 'mobile') group by user_login having count(*) > 3`), []);
  assert.deepEqual(await host.rows('select * from session_discrepancies()'), []);
  const state = await host.rows('select max(last_request_at), count(*) from session');
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(await host.rows('select max(last_request_at), count(*) from session'), state);
});

test('QT-6: for each who signs in another of the same kind logs out, so that no kind dies out', async () => {
  const kinds = () => host.rows('select kind, count(*) as n from session where ended_at is null group by kind order by kind');
  const before = await kinds();
  const madeUp = async () => (await host.rows<{ n: number }>('select count(*) as n from session where made_up'))[0]!.n;
  const first = await madeUp();
  const feed = new SessionFeed(host.database.db, (error) => host.failures.push(error));
  await feed.set(1_000);
  while ((await madeUp()) < first + 60) await new Promise((resolve) => setImmediate(resolve));
  await feed.stop();
  assert.deepEqual(await kinds(), before);
});

test('a feed that is told again keeps flowing once, and one that was never let flow stops as well', async () => {
  const feed = new SessionFeed(host.database.db, (error) => host.failures.push(error));
  await feed.stop();
  await feed.set(10);
  await feed.set(20);
  assert.equal(feed.changesPerSecond, 20);
  await feed.stop();
  assert.equal(feed.changesPerSecond, 0);
});

test('the feed and whoever changes a user, such as who deactivates one, never wait for each other', async () => {
  const server = await TestHost.open('server');
  try {
    const { db } = server.database;
    const [user] = await server.users(1);
    await server.rows(`insert into session (user_id, token_hash, csrf_token, made_up) values ('${user}', 'made-up', '', true)`);
    const feed = new SessionFeed(db, (error) => server.failures.push(error), () => 0.5);
    await db.transaction().execute(async (transaction) => {
      await sql`select 1 from app_user where id = ${user} for no key update`.execute(transaction);
      await feed.set(1_000);
      while (!(await server.rows(`select 1 from pg_stat_activity where wait_event_type = 'Lock' and query ilike '%insert into session%'`)).length);
      await sql`update session set ended_at = now(), end_method = 'deactivated' where user_id = ${user}`.execute(transaction);
    });
    await feed.stop();
    assert.deepEqual(server.failures, []);
  } finally {
    await server.close();
  }
});
