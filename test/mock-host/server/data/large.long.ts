import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { fill } from '../../../../mock-host/server/data/fill.ts';
import { openDatabase } from '../../../../mock-host/server/database/open.ts';

const dir = mkdtempSync(join(tmpdir(), 'large-'));
after(() => rmSync(dir, { recursive: true, force: true }));

test('the large company: 100,000 users, 200 products, 1,000,000 assignments, 100,000 sessions, every one counted', async (context) => {
  const started = performance.now();
  const database = await openDatabase({ dir: join(dir, 'large') });
  const log: string[] = [];
  await fill(database, 'large', (line) => log.push(line));
  context.diagnostic(`loaded in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  const all = async (query: string) => (await sql.raw<Record<string, unknown>>(query).execute(database.db)).rows;
  assert.deepEqual(
    await all(`select (select count(*) from app_user where email like '%@largo.example') as users, (select count(*) from product) as products,
      (select count(*) from assignment) as assignments, (select count(*) from history) as history`),
    [{ users: 100_000, products: 200, assignments: 1_000_000, history: 1_000_000 }],
  );
  assert.deepEqual(await all('select * from seat_discrepancies()'), []);
  assert.deepEqual(await all(`select count(*) as n, count(*) filter (where made_up and ended_at is null) as going_on from session`), [{ n: 100_000, going_on: 100_000 }]);
  assert.deepEqual(await all('select * from session_discrepancies()'), []);
  const [limits] = await all(`select max(n) as most, count(*) filter (where n = 3) > 1000 as some_at_it
    from (select count(*) as n from session where kind <> 'api' group by user_id) users`);
  assert.deepEqual(limits, { most: 3, some_at_it: true });
  const [seats] = await all(`select count(*) filter (where used = paid) as full, count(*) filter (where used + 1 = paid) as nearly,
    count(*) filter (where used > paid and type = 'named') as over from product_figures`);
  assert.ok(Number(seats?.['full']) >= 3 && Number(seats?.['nearly']) >= 3, JSON.stringify(seats));
  assert.equal(seats?.['over'], 0);
  assert.ok(log.includes('1,000,000 of 1,000,000 assignments'));
  await database.close();

  const again = performance.now();
  const reopened = await openDatabase({ dir: join(dir, 'large') });
  context.diagnostic(`reopened in ${((performance.now() - again) / 1000).toFixed(1)} s`);
  assert.deepEqual((await sql`select count(*) as n from app_user`.execute(reopened.db)).rows, [{ n: 100_007 }]);
  await reopened.close();
});
