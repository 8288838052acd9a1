import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { sql } from 'kysely';
import { fill } from '../../../../mock-host/server/data/fill.ts';
import { makeYoungAgain } from '../../../../mock-host/server/data/young-again.ts';
import { type Database, openDatabase } from '../../../../mock-host/server/database/open.ts';

let database: Database;
before(async () => {
  database = await openDatabase({});
  await fill(database, 'demo', () => undefined);
});
after(() => database.close());

const all = async <T extends Record<string, unknown>>(query: string) => (await sql.raw<T>(query).execute(database.db)).rows;
const active = 'session where made_up and ended_at is null';

beforeEach(async () => {
  await database.exec(`update session set started_at = started_at - interval '9 days', last_request_at = last_request_at - interval '9 days' where made_up and ended_at is null`);
});

test('QT-6: a host that was off for days has busy people again, each as idle beside the others as before', async () => {
  const spread = `select array_agg((extract(epoch from last_request_at) - (select extract(epoch from min(last_request_at)) from ${active}))::integer order by id) as idle,
    array_agg((extract(epoch from last_request_at - started_at))::integer order by id) as lasted from ${active}`;
  const [before] = await all(spread);
  const [{ off } = { off: '' }] = await all<{ off: string }>('select clock_timestamp()::text as off');
  await makeYoungAgain(database.db);
  assert.deepEqual(await all(`select max(last_request_at) between '${off}' and clock_timestamp() as just_now from ${active}`), [{ just_now: true }]);
  assert.deepEqual((await all(spread))[0], before);
});

test('QT-6: the last day has a number for each minute, those that were noted stay, and the newest fits those that are signed in', async () => {
  await database.exec(`delete from session_sample; insert into session_sample (at, count) values (date_trunc('minute', now()) - interval '5 hours', 4711)`);
  await makeYoungAgain(database.db);
  const [day] = await all<{ minutes: number; noted: number; newest: number; active: number; most: number; least: number }>(`
    select count(*) as minutes, count(*) filter (where count = 4711) as noted, (select count from session_sample order by at desc limit 1) as newest,
      (select count(*) from ${active}) as active, max(count) filter (where count <> 4711) as most, min(count) as least from session_sample`);
  assert.ok(day!.minutes === 1440 && day!.noted === 1 && Math.abs(day!.newest - day!.active) <= 5, JSON.stringify(day));
  assert.ok(day!.most > day!.active && day!.least < day!.active / 2 && day!.least > 0, JSON.stringify(day));
});

test('sessions of real sign-ins and those that are over are not touched', async () => {
  const [{ id } = { id: '' }] = await all<{ id: string }>('select id from app_user limit 1');
  await database.exec(`insert into session (user_id, token_hash, csrf_token, last_request_at) values ('${id}', 'real', '', now() - interval '3 days') on conflict do nothing`);
  const others = () => all('select * from session where not made_up or ended_at is not null order by id');
  const before = await others();
  await makeYoungAgain(database.db);
  assert.deepEqual(await others(), before);
});

test('where nothing is made up nothing is made up', async () => {
  const empty = await openDatabase({});
  await makeYoungAgain(empty.db);
  assert.deepEqual((await sql`select 1 from session_sample`.execute(empty.db)).rows, []);
  await empty.close();
});
