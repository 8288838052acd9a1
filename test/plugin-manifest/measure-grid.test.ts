import assert from 'node:assert/strict';
import { test } from 'node:test';
import { budgets } from '../../plugin-manifest/budgets.ts';
import { measureGrid } from '../../plugin-manifest/measure-grid.ts';

test('the data grid by itself is one file, and has a budget of its own', async () => {
  const { what, budget, total, files } = await measureGrid();
  assert.deepEqual([what, budget, files.length], ['the data grid alone', budgets.grid, 1]);
  // More than nothing has been bundled, and less than it would be with Lit.
  assert.ok(total > 5_000 && total <= budget, `${total} bytes`);
});
