import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { Datasets } from '../../../mock-host/server/datasets.ts';
import { type TestPostgres, startPostgres } from '../../support/postgres.ts';

let postgres: TestPostgres;
before(async () => {
  postgres = await startPostgres();
});
after(() => postgres.stop());

const open = (name: 'demo' | 'empty') => Datasets.open(name, { dataDir: '', databaseUrl: postgres.url, log: () => undefined });
const count = async (datasets: Datasets, table: string) =>
  (await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(datasets.database.db)).rows[0]!.n;

test('on a PostgreSQL server two mock hosts that start at once fill a data set once', async () => {
  const hosts = await Promise.all([open('demo'), open('demo')]);
  for (const host of hosts) assert.deepEqual([await count(host, 'app_user'), await count(host, 'product')], [1000, 25]);
  assert.deepEqual((await sql`select * from seat_discrepancies()`.execute(hosts[0].database.db)).rows, []);
  await Promise.all(hosts.map((host) => host.close()));
});

test('on a PostgreSQL server data sets live side by side, and switching leaves them as they are', async () => {
  const datasets = await open('demo');
  await datasets.database.exec('delete from lease; delete from assignment; delete from product');
  // Asked for all at once, they are opened one after the other, and the last one stays.
  await Promise.all([datasets.switchTo('empty'), datasets.switchTo('demo'), datasets.switchTo('empty')]);
  assert.deepEqual([await count(datasets, 'app_user'), await count(datasets, 'product')], [7, 0]);
  await datasets.switchTo('demo');
  assert.deepEqual([await count(datasets, 'app_user'), await count(datasets, 'product')], [1000, 0]);
  await datasets.close();
});
