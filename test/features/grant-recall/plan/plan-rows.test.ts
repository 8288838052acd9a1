import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { pagedPlanRows, planColumns, problems, queryOf } from '../../../../src/features/grant-recall/plan/plan-rows.ts';
import { createText } from '../../../../src/text/format.ts';
import { en } from '../../../../src/text/grant-recall/en.ts';
import { plainOrder } from '../../../../src/ui/data-grid/grid-rows.ts';

const text = createText(en, 'en');

describe('BX-1 the cells of a plan', () => {
  test('what the grid filters by is what the host is asked for', () => {
    assert.deepEqual(queryOf({ search: 'lind', filters: {} }), { productId: null, effects: null, search: 'lind' });
    assert.deepEqual(queryOf({ search: '', filters: { effect: problems, product: ['crm'] } }), { productId: 'crm', effects: problems, search: '' });
  });

  test('“only problems” are those who miss out and what comes back', () => {
    assert.deepEqual(problems, ['role-derived', 'no-seat', 'not-in-term', 'inactive', 'system-account', 'conflict', 'kept']);
  });

  test('a page of the host is a page of the grid', async () => {
    const user = { id: 'u', name: 'U', login: 'u', email: null, active: true, kind: 'person' as const };
    const asked: unknown[] = [];
    const rows = pagedPlanRows(async (query) => {
      asked.push([query.cursor, query.search]);
      return { items: [{ user, productId: 'crm', change: 'grant', effect: 'grant' }], total: 1, next: null };
    });
    await rows.arrange({ ...plainOrder, search: 'u' });
    assert.deepEqual(asked, [[null, 'u']]);
    assert.deepEqual([rows.length, rows.rowAt(0)?.user.id], [1, 'u']);
  });

  test('every effect explains itself but for the two that need no words', () => {
    const { hint } = planColumns(text, (id) => id, true).find(({ id }) => id === 'effect')!;
    const row = (effect: 'grant' | 'no-seat') => ({ user: { id: 'u', name: 'U', login: 'u', email: null, active: true, kind: 'person' as const }, productId: 'crm', change: 'grant' as const, effect });
    assert.equal(hint!(row('no-seat')), 'No seats remaining on this license.');
    assert.equal(hint!(row('grant')), null);
  });
});
