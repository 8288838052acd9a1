import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import pg from 'pg';
import { foldCounts, readCounts } from '../../../../mock-host/server/sessions/counts.ts';
import { type Kind, TestHost } from '../support/test-host.ts';

const discrepancies = (host: TestHost) => host.rows('select * from session_discrepancies()');

for (const kind of ['embedded', 'server'] satisfies Kind[]) {
  describe(`the number of sessions, ${kind}`, () => {
    let host: TestHost;
    before(async () => {
      host = await TestHost.open(kind);
    });
    after(() => host.close());

    test('QT-6: it follows every statement, and is the same after its rows are folded into one', async () => {
      const [user] = await host.users(1);
      for (const statement of [
        `insert into session (user_id, token_hash, csrf_token, kind) select '${user}', 'n' || n, '', (array['web', 'api', 'mobile', 'explorer'])[1 + n % 4] from generate_series(1, 40) n`,
        `insert into session (user_id, token_hash, csrf_token, ended_at, end_method) values ('${user}', 'over', '', now(), 'expired')`,
        `update session set ended_at = now(), end_method = 'log-out' where token_hash in ('n1', 'n2', 'n3', 'n5')`,
        `update session set kind = 'mobile' where token_hash in ('n6', 'n9', 'n12')`,
        `update session set ended_at = null, end_method = null where token_hash in ('n1', 'over')`,
        `update session set last_request_at = now()`,
        `delete from session where token_hash in ('n2', 'n6', 'n7')`,
      ]) {
        await host.rows(statement);
        assert.deepEqual(await discrepancies(host), [], statement);
      }
      const counts = await readCounts(host.database.db);
      assert.deepEqual(counts, { web: 10, api: 8, mobile: 10 });
      await foldCounts(host.database.db);
      assert.deepEqual(await host.rows('select web, api, mobile from session_count'), [counts]);
      await host.rows(`delete from app_user where id = '${user}'`);
      assert.deepEqual(await readCounts(host.database.db), { web: 0, api: 0, mobile: 0 });
    });

    test('a statement that moves nothing leaves no row, and many rows are folded by who reads them', async () => {
      const [user] = await host.users(1);
      const rows = async () => (await host.rows<{ n: number }>('select count(*) as n from session_count'))[0]!.n;
      const before = await rows();
      await host.rows(`update session set address = 'x' where user_id = '${user}'`);
      assert.equal(await rows(), before);
      await host.rows('insert into session_count (web, api, mobile) select 0, 0, 0 from generate_series(1, 1001)');
      await readCounts(host.database.db);
      assert.equal(await rows(), 1);
    });

    test('sessions can not be emptied away uncounted', async () => {
      await assert.rejects(host.rows('truncate session cascade'), /counted/);
    });
  });
}

describe('sessions under concurrency', () => {
  let host: TestHost;
  const clients: pg.Client[] = [];
  before(async () => {
    host = await TestHost.open('server');
  });
  after(async () => {
    for (const client of clients) await client.end();
    await host.close();
  });

  async function connect(): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: host.url });
    clients.push(client);
    await client.connect();
    return client;
  }

  test('QT-6: no sign-in waits for another that is under way, and folding waits for neither', async () => {
    const users = await host.users(2);
    const [one, two] = [await connect(), await connect()];
    const insert = (index: number) => `insert into session (user_id, token_hash, csrf_token) values ('${users[index]}', 'open-${index}', '')`;
    await one.query('begin');
    await one.query(insert(0));
    // If it waited it would do so for ever.
    await two.query(`set statement_timeout = '60s'`);
    await two.query(insert(1));
    await two.query('select fold_session_count()');
    assert.equal((await readCounts(host.database.db)).web, 1);
    await one.query('commit');
    assert.equal((await readCounts(host.database.db)).web, 2);
  });

  test('QT-6: many connections that start, end and fold at random lose and double none', async () => {
    const users = await host.users(20);
    let seed = 5;
    const next = (below: number) => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) % below;
    await Promise.all(Array.from({ length: 8 }, async (_, connection) => {
      const client = await connect();
      for (let turn = 0; turn < 60; turn++) {
        await client.query([
          `insert into session (user_id, token_hash, csrf_token, kind) select '${users[next(20)]}', gen_random_uuid()::text, '', (array['web', 'api', 'mobile'])[1 + n % 3] from generate_series(1, ${1 + next(5)}) n`,
          `update session set ended_at = now(), end_method = 'expired' where id in (select id from session where ended_at is null order by id limit ${next(6)} for update skip locked)`,
          'select fold_session_count()',
        ][connection === 0 ? 2 : next(2)]!);
      }
    }));
    assert.deepEqual(await discrepancies(host), []);
    await foldCounts(host.database.db);
    assert.deepEqual(await discrepancies(host), []);
  });

  test('QT-6: who signs in while being renamed is listed by the new name, whichever was first', async () => {
    for (const [index, signInFirst] of [true, false].entries()) {
      const [user] = await host.users(1);
      const statements = [`insert into session (user_id, token_hash, csrf_token) values ('${user}', 'renamed-${index}', '')`, `update app_user set name = 'New' where id = '${user}'`];
      const [first, then] = signInFirst ? statements : statements.toReversed();
      const [one, two] = [await connect(), await connect()];
      await one.query('begin');
      await one.query(first!);
      const second = two.query(then!);
      await host.untilWaiting();
      await one.query('commit');
      await second;
      assert.deepEqual(await host.rows(`select user_name from session where user_id = '${user}'`), [{ user_name: 'New' }]);
    }
  });
});
