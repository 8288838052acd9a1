import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { makePlan } from '../../../../mock-host/server/plans/make-plan.ts';
import { planRowsQuery, readPlanRows } from '../../../../mock-host/server/plans/plan-rows.ts';
import type { BulkRequest } from '../../../../src/licensing/bulk.ts';
import { BulkDesk } from '../support/bulk-desk.ts';
import { countStatements } from '../support/count-statements.ts';
import { TestHost } from '../support/test-host.ts';

const PEOPLE = 100_000;

describe('QT-6: 100,000 people and ten products', () => {
  let host: TestHost;
  let desk: BulkDesk;
  const products: string[] = [];
  before(async () => {
    host = await TestHost.open('server');
    desk = new BulkDesk(await host.signedIn());
    for (let at = 0; at < 10; at++) products.push(await host.product(at === 9 ? 'concurrent' : 'named', PEOPLE));
    await host.database.exec(`
      insert into app_user (login, name, active) select 'many.' || n, 'Many ' || lpad(n::text, 6, '0'), n % 20 <> 0 from generate_series(1, ${PEOPLE}) n;
      insert into assignment (user_id, user_active, product_id) select id, active, '${products[0]}' from app_user where name like 'Many %0';
      insert into assignment (user_id, user_active, product_id) select id, active, '${products[1]}' from app_user where name like 'Many %1';
      update term set count = 10000 where product_id = '${products[2]}'; analyze`);
  });
  after(async () => {
    assert.deepEqual(host.failures, []);
    await host.close();
  });

  test('are planned in as many statements as ten people; the plan is small, and its pages take few statements', async () => {
    const { count, id: selectionId } = await desk.select({ kind: 'matching', search: 'many.', filters: [] });
    assert.equal(count, PEOPLE);
    const request = (id: string): BulkRequest => ({
      selectionId: id,
      changes: [{ kind: 'recall', productId: products[0]! }, { kind: 'swap', productId: products[1]!, to: products[3]! },
        ...[2, 4, 5, 6, 7, 8, 9].map((at) => ({ kind: 'grant' as const, productId: products[at]! }))],
      orders: { [products[2]!]: { by: 'last-activity' } },
    });
    const few = await desk.select({ kind: 'matching', search: 'many.1234', filters: [] });
    const statements = async (id: string) => (await countStatements(host.database.db, (db) => makePlan(db, request(id), desk.client.userId))).length;
    const taken = await statements(selectionId);
    assert.equal(taken, await statements(few.id));
    assert.ok(taken <= 12, `${taken} statements`);

    const plan = await desk.plan(selectionId, request(selectionId).changes, request(selectionId).orders);
    assert.deepEqual([plan.items, plan.people], [1_000_000, PEOPLE]);
    assert.deepEqual(plan.products.map(({ counts }) => counts), [
      // Every tenth holds the first, half of them inactive; every tenth the second.
      { recall: 10_000, 'not-held': 90_000 },
      { grant: 10_000, 'not-held': 90_000 },
      { recall: 10_000, 'not-held': 90_000 },
      { grant: 10_000, 'no-seat': 85_000, inactive: 5_000 },
      ...Array.from({ length: 6 }, () => ({ grant: 95_000, inactive: 5_000 })),
    ]);
    const [size] = await host.rows<{ bytes: number }>(`select sum(pg_column_size(c.*))::integer as bytes from plan_column c where plan_id = '${plan.id}'`);
    assert.ok(size!.bytes < 1_100_000, `${size!.bytes} bytes`);

    const page = async (query: object) => {
      const parsed = planRowsQuery.parse(query);
      let answer: Awaited<ReturnType<typeof readPlanRows>> | undefined;
      const kinds = await countStatements(host.database.db, async (db) => (answer = await readPlanRows(db, plan.id, desk.client.userId, parsed)));
      return { ...answer!, statements: kinds.length };
    };
    const first = await page({ effect: ['no-seat', 'inactive'], limit: 100 });
    assert.deepEqual([first.total, first.items.length, first.statements], [120_000, 100, 2]);
    const found = await page({ search: 'many.99999', limit: 100 });
    assert.deepEqual([found.total, found.items.length, found.statements, found.next], [10, 10, 3, null]);
  });

  test('more than 1,100,000 cells are refused with their number', async () => {
    const { id } = await desk.select({ kind: 'matching', search: 'many.', filters: [] });
    const twelve = [...products, await host.product('named', 1), await host.product('named', 1)].map((productId) => ({ kind: 'grant', productId }));
    assert.deepEqual(await desk.refused('POST', '/plans', { selectionId: id, changes: twelve, orders: {} }),
      [422, 'The plan is too large. 100000 people × 12 products: at most 1100000 together']);
  });
});
