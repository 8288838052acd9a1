import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { type Database, openDatabase } from '../../../../mock-host/server/database/open.ts';
import { type TestPostgres, startPostgres } from '../../../support/postgres.ts';

describe('opening databases', () => {
  let postgres: TestPostgres;
  let dir: string;
  before(async () => {
    postgres = await startPostgres();
    dir = await mkdtemp(join(tmpdir(), 'license-admin-open-'));
  });
  after(async () => {
    await postgres.stop();
    await rm(dir, { recursive: true, force: true });
  });

  const insert = (database: Database, name: string) => database.db.insertInto('app_user').values({ login: name, name }).execute();
  const logins = async (database: Database) => (await database.db.selectFrom('app_user').select('login').execute()).map(({ login }) => login);

  test('both kinds read instants, days and counts as the same text and numbers', async () => {
    const read = async (database: Database) => {
      const { rows } = await sql`
        select timestamptz '2026-11-21 20:07:32.123456+02' as instant, timestamptz '2026-01-01T00:00:00Z' as midnight, date '2026-11-21' as day,
          9007199254740991::bigint as big, sum(x) as total, 7 as small, true as yes, null::date as nothing, '{"a": [1]}'::jsonb as json
        from (values (1::bigint), (2)) v (x)`.execute(database.db);
      await database.close();
      return rows[0];
    };
    const expected = {
      instant: '2026-11-21T18:07:32.123456Z', midnight: '2026-01-01T00:00:00Z', day: '2026-11-21', big: 9007199254740991, total: 3, small: 7,
      yes: true, nothing: null, json: { a: [1] },
    };
    assert.deepEqual(await read(await openDatabase({ url: postgres.url })), expected);
    assert.deepEqual(await read(await openDatabase({ dir })), expected);
  });

  test('what was written is there when the folder is opened again', async () => {
    const first = await openDatabase({ dir });
    await insert(first, 'kept');
    await first.close();
    const second = await openDatabase({ dir });
    assert.deepEqual(await logins(second), ['kept']);
    await second.close();
  });

  test('data sets of one PostgreSQL are apart, what they tell included', async () => {
    const [one, two] = [await openDatabase({ url: postgres.url, schema: 'one' }), await openDatabase({ url: postgres.url, schema: 'two' })];
    try {
      const heard: string[] = [];
      await one.listen('licensing', (message) => heard.push(`one ${message}`));
      await two.listen('licensing', (message) => heard.push(`two ${message}`));
      await insert(one, 'here');
      assert.deepEqual([await logins(one), await logins(two)], [['here'], []]);
      await one.db.insertInto('product').values({ sku: 'a', name: 'A', type: 'named' }).execute();
      await two.db.insertInto('product').values({ sku: 'a', name: 'A', type: 'named' }).execute();
      // Whoever writes without knowing the data sets still moves the right counters.
      const bare = await openDatabase({ url: postgres.url, schema: 'three' });
      await bare.exec('insert into one.term (product_id, count) select id, 1 from one.product');
      await bare.exec('insert into one.assignment (user_id, product_id) select u.id, p.id from one.app_user u, one.product p');
      await bare.close();
      assert.deepEqual(await one.db.selectFrom('product_figures').select(['paid', 'used']).execute(), [{ paid: 1, used: 1 }]);
      assert.deepEqual(await two.db.selectFrom('product_figures').select(['paid', 'used']).execute(), [{ paid: 0, used: 0 }]);
      // The database tells in the order of commits: when the second has heard of this, nothing earlier is still to come.
      await two.db.insertInto('product').values({ sku: 'b', name: 'B', type: 'named' }).execute();
      const told = (who: string) => heard.filter((message) => message.startsWith(who));
      while (told('two').length < 2 || !told('one assignment').length) await new Promise((resolve) => setImmediate(resolve));
      assert.deepEqual(told('two'), ['two reload', 'two reload']);
    } finally {
      await one.close();
      await two.close();
    }
  });

  test('an address with settings of its own keeps them, and data sets stay apart', async () => {
    const url = `${postgres.url}?options=-c%20statement_timeout%3D90s%20-c%20timezone%3DEurope%2FKyiv%20-c%20datestyle%3DGerman`;
    const database = await openDatabase({ url, schema: 'settings' });
    try {
      await insert(database, 'here');
      const { rows } = await sql`select current_schema() as schema, current_setting('statement_timeout') as timeout,
        timestamptz '2026-11-21 20:07:32.5+00' as moment, date '2026-11-21' as day`.execute(database.db);
      assert.deepEqual(rows, [{ schema: 'settings', timeout: '90s', moment: '2026-11-21T20:07:32.5Z', day: '2026-11-21' }]);
    } finally {
      await database.close();
    }
  });

  test('several servers that start at once on an empty PostgreSQL all find it ready', async () => {
    const all = await Promise.all([1, 2, 3, 4].map(() => openDatabase({ url: postgres.url, schema: 'together' })));
    await insert(all[0]!, 'seen');
    for (const database of all) assert.deepEqual(await logins(database), ['seen']);
    await Promise.all(all.map((database) => database.close()));
  });

  test('a name that is none for a data set is refused', async () => {
    for (const schema of ['', 'a b', 'a;b', 'A', '1a', 'x'.repeat(50)]) await assert.rejects(openDatabase({ url: postgres.url, schema }), /Not a name/);
  });

  test('a database that can not be reached is an error, not a wait', async () => {
    await assert.rejects(openDatabase({ url: 'postgres://nobody@127.0.0.1:1/none' }), { code: 'ECONNREFUSED' });
  });
});
