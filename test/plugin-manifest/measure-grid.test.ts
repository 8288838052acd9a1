import assert from 'node:assert/strict';
import { test } from 'node:test';
import { budgets } from '../../plugin-manifest/budgets.ts';
import { measureGrid } from '../../plugin-manifest/measure-grid.ts';

test('QT-6 the data grid by itself has a budget of its own, and so has what it loads on demand', async () => {
  const [first, later] = await measureGrid();
  assert.deepEqual([first.what, first.budget, later.what, later.budget], ['the data grid alone', budgets.grid.first, 'the data grid on demand', budgets.grid.later]);
  assert.deepEqual(later.files.map(({ fileName }) => fileName), ['arranging.js', 'paged-rows.js']);
  // More than nothing has been bundled, and less than it would be with Lit.
  for (const { total, budget } of [first, later]) assert.ok(total > 2_000 && total <= budget, `${total} bytes`);
});
