import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { changesOf, planLocally, rowsOf, sumEffects } from '../../../../src/features/grant-recall/plan/local-plan.ts';
import type { BulkRequest, Population, SeatOrder } from '../../../../src/licensing/bulk.ts';
import { company } from '../company.ts';

const { signal } = new AbortController();

async function everybody(): Promise<Population> {
  const gateway = company();
  const { id } = await gateway.select({ kind: 'users', userIds: ['ada', 'bea', 'carl', 'dora', 'ina', 'robot'] }, signal);
  return gateway.population(id, signal);
}

async function plan(changes: BulkRequest['changes'], orders: BulkRequest['orders'] = {}) {
  const { people, products } = await everybody();
  const preview = planLocally({ selectionId: 's', changes, orders }, people!, products, 7);
  return { ...preview, rows: rowsOf(preview.columns!, people!) };
}

describe('BX-1 a plan made here', () => {
  test('says of every cell what will happen, and counts each once', async () => {
    const { rows, plan: { items, people, products, at, id } } = await plan([{ kind: 'grant', productId: 'crm' }]);
    assert.deepEqual(rows.map(({ user, effect }) => [user.id, effect]), [
      ['ada', 'already-held'], ['bea', 'grant'], ['carl', 'grant'], ['dora', 'no-seat'], ['ina', 'already-held'], ['robot', 'system-account'],
    ]);
    assert.deepEqual([items, people, at, id], [6, 6, 7, null]);
    assert.deepEqual(products[0]!.counts, { 'already-held': 2, grant: 2, 'no-seat': 1, 'system-account': 1 });
    assert.deepEqual([products[0]!.seats.before.used, products[0]!.seats.after.used], [1, 3]);
  });

  test('CR-9 a recall that a role gives back is one, and the sessions of who loses it count once', async () => {
    const { plan: { products, sessions } } = await plan([{ kind: 'recall', productId: 'draw' }, { kind: 'recall', productId: 'crm' }]);
    assert.deepEqual(changesOf(sumEffects(products)), { grants: 0, recalls: 4 });
    assert.equal(sumEffects(products)['role-derived'], 1);
    assert.equal(sessions, 2);
  });

  test('BX-9 a swap is of who holds it, and who gets no replacement keeps it', async () => {
    const { rows } = await plan([{ kind: 'swap', productId: 'draw', to: 'crm' }]);
    assert.deepEqual(rows.filter(({ user }) => user.id === 'bea').map(({ productId, effect }) => [productId, effect]), [['crm', 'grant'], ['draw', 'recall']]);
    assert.deepEqual(rows.filter(({ user }) => user.id === 'carl').map(({ effect }) => effect), ['not-held', 'not-held']);
  });
});

describe('BX-7 who is served first where seats are short', () => {
  const orders: [SeatOrder, string[]][] = [
    [{ by: 'list' }, ['bea', 'carl']],
    [{ by: 'last-activity' }, ['carl', 'dora']],
    [{ by: 'role', roleId: 'sales' }, ['bea', 'dora']],
    [{ by: 'hand', userIds: ['dora', 'carl'] }, ['carl', 'dora']],
  ];
  for (const [order, winners] of orders) {
    test(`by ${order.by}: ${winners.join(' and ')}`, async () => {
      const { rows } = await plan([{ kind: 'grant', productId: 'crm' }], { crm: order });
      assert.deepEqual(rows.filter(({ effect }) => effect === 'grant').map(({ user }) => user.id), winners);
    });
  }
});
