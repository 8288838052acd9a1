import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Kysely, PGliteDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import { readLedger } from '../../../../mock-host/server/batches/ledger.ts';
import { readBatches } from '../../../../mock-host/server/batches/summary.ts';
import { type Embedded, openEmbedded } from '../../../../mock-host/server/database/embedded.ts';
import { migrations } from '../../../../mock-host/server/database/migrations.ts';
import type { Tables } from '../../../../mock-host/server/database/tables.ts';
import { batchSummary } from '../../../../src/host/rest/wire-bulk.ts';

const actor = '00000000-0000-4000-8000-000000000001';
const [done, cut, empty] = [1, 2, 3].map((n) => `00000000-0000-4000-9000-00000000000${n}`) as [string, string, string];

let embedded: Embedded;
let db: Kysely<Tables>;
before(async () => {
  embedded = await openEmbedded(undefined, 'public');
  db = new Kysely<Tables>({ dialect: new PGliteDialect({ pglite: embedded.pglite }) });
});
after(() => embedded.close());

test('BX-5: batches from before their items were kept from the start are counted as they were left', async () => {
  const migrator = new Migrator({ db, provider: migrations });
  assert.equal((await migrator.migrateTo('0013-plans')).error, undefined);
  await embedded.exec(`
    insert into app_user (id, login, name) values ('${actor}', 'ada', 'Ada');
    insert into batch (id, actor_id, content_hash, item_count, completed_at) values
      ('${done}', '${actor}', 'h1', 3, now()), ('${cut}', '${actor}', 'h2', 9, null), ('${empty}', '${actor}', 'h3', 1, null);
    insert into batch_item (batch_id, key, user_id, product_id, change, outcome, effect, code) values
      ('${done}', 'a', '${actor}', 'p', 'recall', 'applied', 'recall', null), ('${done}', 'b', '${actor}', 'q', 'grant', 'skipped', 'no-seat', null),
      ('${done}', 'c', '${actor}', 'r', 'grant', 'failed', null, 'not-found'), ('${cut}', 'x', 'nobody', 'p', 'grant', 'failed', null, 'not-found');
    insert into notification (user_id, kind, batch_id, detail) values ('${actor}', 'batch', '${done}', '{"applied": 1, "skipped": 1, "failed": 1}');`);
  assert.equal((await migrator.migrateToLatest()).error, undefined);

  const { items } = await readBatches(db, { limit: 50 }, actor);
  const summaries = items.map((item) => batchSummary.parse(item)).sort((a, b) => (a.id < b.id ? -1 : 1));
  assert.deepEqual(summaries.map(({ id, total, effects, codes, people, person, products, endedAt }) =>
    [id, total, effects, codes, people, person, products.map((product) => `${product.change} ${product.id}`), endedAt !== null]), [
    [done, 3, { recall: 1, 'no-seat': 1 }, { 'not-found': 1 }, 1, { id: actor, name: 'Ada' }, ['recall p', 'grant q', 'grant r'], true],
    [cut, 1, {}, { 'not-found': 1 }, 1, { id: 'nobody', name: null }, ['grant p'], true],
  ]);
  assert.deepEqual((await readLedger(db, done, { limit: 2 })).items.map(({ at, outcome }) => [at, outcome]), [[0, 'applied'], [1, 'skipped']]);
  assert.deepEqual(await db.selectFrom('notification').select('detail').execute(),
    [{ detail: { applied: 1, skipped: 1, failed: 1, 'not-attempted': 0, unknown: 0 } }]);
});
