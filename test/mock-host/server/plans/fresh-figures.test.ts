import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { planUndo } from '../../../../mock-host/server/plans/undo.ts';
import { BulkDesk } from '../support/bulk-desk.ts';
import { countRows } from '../support/explain-statements.ts';
import { item } from '../support/test-client.ts';
import { TestHost } from '../support/test-host.ts';

const PEOPLE = 3_000;

/** An embedded database never finds out by itself what its tables hold, and no database does at once. */
describe('QT-6: on figures that know nothing of a batch yet', () => {
  let host: TestHost;
  let desk: BulkDesk;
  let product: string;
  let users: string[];
  before(async () => {
    host = await TestHost.open('server');
    desk = new BulkDesk(await host.signedIn());
    for (const table of ['history', 'batch_item', 'app_user', 'assignment']) {
      await host.database.exec(`alter table ${table} set (autovacuum_enabled = false)`);
    }
    // What the planner is told is a small company.
    await host.users(3);
    await host.database.exec('analyze');
    product = await host.product('named', PEOPLE);
    users = await host.users(PEOPLE);
  });
  after(async () => {
    assert.deepEqual(host.failures, []);
    await host.close();
  });

  test('BX-4: taking a batch back looks at each item a few times, not at each for each', async () => {
    const batch = randomUUID();
    await desk.client.batch(users.map((user) => item('grant', user, product)), batch);
    const rows = await countRows(host.database.db, (db) => planUndo(db, batch, desk.client.userId));
    assert.ok(rows < 50 * PEOPLE, `${rows} rows`);
  });
});
