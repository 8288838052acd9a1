import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { Datasets } from '../../../mock-host/server/datasets.ts';
import { importFolder } from '../../../mock-host/server/import/import-folder.ts';
import type { DatasetName } from '../../../mock-host/scenarios/scenarios.ts';
import { StartError } from '../../../mock-host/start/start-error.ts';
import { type TestPostgres, startPostgres } from '../../support/postgres.ts';

let postgres: TestPostgres;
before(async () => {
  postgres = await startPostgres();
});
after(() => postgres.stop());

const open = (name: DatasetName) => Datasets.open(name, { dataDir: '', databaseUrl: postgres.url, endDelaySeconds: () => 0, log: () => undefined });
const count = async (datasets: Datasets, table: string) =>
  (await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(datasets.database.db)).rows[0]!.n;

test('on a PostgreSQL server two mock hosts that start at once fill a data set once', async () => {
  const hosts = await Promise.all([open('demo'), open('demo')]);
  for (const host of hosts) assert.deepEqual([await count(host, 'app_user'), await count(host, 'product')], [1000, 25]);
  assert.deepEqual((await sql`select * from seat_discrepancies()`.execute(hosts[0].database.db)).rows, []);
  await Promise.all(hosts.map((host) => host.close()));
});

test('on a PostgreSQL server files are imported as they are into an embedded database', async () => {
  const datasets = await open('imported');
  const log: string[] = [];
  const sample = fileURLToPath(new URL('../../../docs/sample-import', import.meta.url));
  for (let time = 0; time < 2; time++) await importFolder(datasets.database, sample, (line) => log.push(line));
  assert.deepEqual(log, [
    'Imported 6 users (6 new, 0 changed), 5 licenses (4 new products, 5 new terms, 0 changed), 8 assignments (8 new).',
    'Imported 6 users (0 new, 0 changed), 5 licenses (0 new products, 0 new terms, 0 changed), 8 assignments (0 new).',
  ]);
  assert.deepEqual((await sql`select * from seat_discrepancies()`.execute(datasets.database.db)).rows, []);
  await datasets.close();
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

test('data that can not be opened are one sentence, whatever is in the way', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'datasets-'));
  try {
    writeFileSync(join(dataDir, 'demo'), 'a file');
    mkdirSync(join(dataDir, 'empty'));
    writeFileSync(join(dataDir, 'empty', 'PG_VERSION'), '99');
    for (const name of ['demo', 'empty'] as const) {
      await assert.rejects(Datasets.open(name, { dataDir, databaseUrl: null, endDelaySeconds: () => 0, log: () => undefined }), (error: unknown) => {
        assert.ok(error instanceof StartError, String(error));
        assert.equal(error.message, `The data in ${join(dataDir, name)} can't be opened; move that away to begin anew, or choose another folder with --data.`);
        return true;
      });
    }
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
});
